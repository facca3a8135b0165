import { defineConfig } from "vitest/config";

/** Tests in plain Node, without a Worker. The others: vitest.workers.config.ts. */
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
  test: {
    name: "node",
    include: [
      "test/{domain,app,ui,http,architecture,dev,runner,simulation,crash}/**/*.test.{ts,tsx}",
      "test/adapters/{cgrates,engines,ip-api,stripe,mail,payer-vault,phone-numbers,signer,log,migrations}*.test.ts",
    ],
    // Half the time of a whole run; the nightly run has `--isolate --sequence.shuffle` instead.
    isolate: false,
    // Ends what hangs. On a busy machine a test may take many times as long as it should.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
  },
});
