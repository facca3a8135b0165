/** Tests in workerd: real D1, Durable Objects, queues. About 1.5 s per file. */
import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { writeDevelopmentConfig } from "./dev/development-config.ts";
import { freePort } from "./dev/ports.ts";
import { SIMULATED } from "./dev/simulators.ts";
import { LOCAL_RINGS } from "./fixtures/payers.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The simulators run in Node (workers-external-simulators.ts); the Worker gets their ports. */
const [stripe, cgrates] = [await freePort(0), await freePort(0)];
const [mailbox, turnstile] = [await freePort(0), await freePort(0)];
const receiver = await freePort(0);
const ports = { stripe, cgrates, mailbox, turnstile, receiver };
const local = (port: number) => `http://127.0.0.1:${port}`;

export default defineConfig({
  root,
  plugins: [
    cloudflareTest(async () => ({
      main: `${root}src/index.ts`,
      wrangler: { configPath: writeDevelopmentConfig(`${root}.wrangler/vitest`) },
      miniflare: {
        // A second ledger, which the tests of ledgers begin; wrangler.toml has the first alone.
        d1Databases: { LEDGER_2: "second-ledger-of-the-tests" },
        // As Workers VPC: the binding has its own target, and the URL's host is only a header.
        serviceBindings: {
          OCS_BEHIND_BINDING: async (request) =>
            new Response(
              await fetch(`${local(ports.cgrates)}${new URL(request.url).pathname}`, {
                method: request.method,
                headers: { "content-type": "application/json" },
                body: await request.text(),
              }).then((answer) => answer.text()),
            ),
        },
        bindings: {
          TEST_MIGRATIONS: await readD1Migrations(`${root}migrations`),
          LEDGER_MIGRATIONS: await readD1Migrations(`${root}migrations/ledger`),
          ENVIRONMENT: "development",
          STRIPE_API_URL: local(ports.stripe),
          CGRATES_URL: `${local(ports.cgrates)}/jsonrpc`,
          MAIL_URL: local(ports.mailbox),
          MAIL_API_KEY: SIMULATED.mailKey,
          RECEIVER_URL: local(ports.receiver),
          ALERT_EMAIL: "oncall@example.com",
          // Secrets that are valid only in these tests.
          STRIPE_PUBLISHABLE_KEY: SIMULATED.publishableKey,
          STRIPE_SECRET_KEY: SIMULATED.secretKey,
          STRIPE_WEBHOOK_SECRET: SIMULATED.webhookSecret,
          SIGNING_KEY: "signing-key-of-the-workers-tests",
          ...LOCAL_RINGS,
          LIMITER: "off",
        },
      },
    })),
  ],
  test: {
    name: "workers",
    // Ends what hangs. On a busy machine a test may take many times as long as it should.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    include: ["test/adapters/{d1,counters,heartbeat}*.test.ts", "test/object/**/*.test.ts"],
    provide: { ports },
    globalSetup: ["./test/workers-external-simulators.ts"],
    setupFiles: ["./test/workers-setup.ts"],
    deps: {
      // Without it every run transforms about 150 files of stripe and prints as many warnings.
      optimizer: {
        ssr: {
          enabled: true,
          include: [
            "stripe",
            "drizzle-orm",
            "drizzle-orm/d1",
            "drizzle-orm/sqlite-core",
            // All used parts of hono, so that they share one copy and its symbols.
            "hono",
            "hono/body-limit",
            "hono/cookie",
            "hono/method-not-allowed",
            "hono/route",
          ],
        },
      },
    },
  },
});
