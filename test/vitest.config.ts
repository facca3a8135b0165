import { defineConfig } from "vitest/config";

const stub = new URL("simulation/stubs/cloudflare-workers.ts", import.meta.url).pathname;

/** Tests in plain Node, without a Worker. The others: vitest.workers.config.ts. */
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  // What workerd brings by itself, for tests of what `compose` chooses.
  resolve: { alias: { "cloudflare:workers": stub } },
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
  test: {
    name: "node",
    include: [
      "test/{domain,app,cli,i18n,ui,http,architecture,dev,runner,simulation,release,crash}/**/*.test.{ts,tsx}",
      "test/adapters/{cgrates,engines,ip-api,turnstile,stripe,mail,payer-vault,phone-numbers,signer,log,metrics,migrations}*.test.ts",
    ],
    // Half the time of a whole run; the nightly run has `npm run test:shuffled` instead.
    isolate: false,
    // Ends what hangs. On a busy machine a test may take many times as long as it should.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
  },
});
