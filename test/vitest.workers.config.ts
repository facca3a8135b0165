/** The tests that need workerd: real D1, Durable Objects, queues, HTTP. About 1.5 s per file. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));
const worker = `${root}src/index.ts`;

export default defineConfig({
  root,
  plugins: [
    cloudflareTest(async () => ({
      main: existsSync(worker) ? worker : `${root}test/workers-main.ts`,
      wrangler: { configPath: `${root}wrangler.toml` },
      miniflare: {
        bindings: {
          TEST_MIGRATIONS: await readD1Migrations(`${root}migrations`),
          ENVIRONMENT: "development",
          STRIPE_API_URL: "http://stripe.test",
          CGRATES_URL: "http://cgrates.test/jsonrpc",
          // The secrets that .dev.vars would hold; nothing here opens anything.
          STRIPE_PUBLISHABLE_KEY: "pk_test_workers",
          STRIPE_SECRET_KEY: "sk_test_workers",
          STRIPE_WEBHOOK_SECRET: "whsec_workers_workers",
          SIGNING_KEY: "signing-key-of-the-workers-tests",
          OPERATOR_TOKEN: "operator-token-of-the-workers-tests",
          LIMITER: "off",
        },
      },
    })),
  ],
  test: {
    name: "workers",
    include: [
      "test/adapters/d1*.test.ts",
      "test/service-object/**/*.test.ts",
      "test/consumers/**/*.test.ts",
      "test/http/**/*.test.ts",
    ],
    setupFiles: ["./test/workers-setup.ts"],
    deps: {
      // Without it every run transforms some 150 files of stripe's and prints as many warnings.
      optimizer: {
        ssr: {
          enabled: true,
          include: ["stripe", "drizzle-orm", "drizzle-orm/d1", "drizzle-orm/sqlite-core", "hono"],
        },
      },
    },
  },
});
