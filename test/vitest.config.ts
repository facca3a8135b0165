import { defineConfig } from "vitest/config";

/** Tests in plain Node, without a Worker. The others: vitest.workers.config.ts. */
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
  test: {
    name: "node",
    include: [
      "test/{domain,app,i18n,ui,http,architecture,dev,runner,simulation,crash}/**/*.test.{ts,tsx}",
      "test/adapters/{cgrates,ip-api,stripe,mail,signer,log,migrations}*.test.ts",
    ],
    testTimeout: 15_000,
    allowOnly: false,
  },
});
