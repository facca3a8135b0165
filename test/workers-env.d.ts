/** Vite's: the modules that fit a pattern, read when the tests are built. */
interface ImportMeta {
  glob(
    pattern: string,
    how: { query: "?raw"; import: "default"; eager: true },
  ): {
    readonly [path: string]: string;
  };
}
declare namespace Cloudflare {
  interface Env
    extends Omit<Readonly<import("../src/config/env.ts").Bindings>, "SERVICE" | "KEYED"> {
    readonly SERVICE: DurableObjectNamespace<import("../src/index.ts").ServiceObject>;
    readonly KEYED: DurableObjectNamespace<import("../src/index.ts").KeyedObject>;
    STRIPE_API_URL: string;
    STRIPE_SECRET_KEY: string;
    STRIPE_PUBLISHABLE_KEY: string;
    STRIPE_WEBHOOK_SECRET: string;
    CGRATES_URL: string;
    /** Carries calls to the simulator of the OCS, whatever host their URL names. */
    readonly OCS_BEHIND_BINDING: Fetcher;
    MAIL_URL: string;
    LEDGER_2: D1Database;
    RECEIVER_URL: string;
    TEST_MIGRATIONS: import("cloudflare:test").D1Migration[];
    LEDGER_MIGRATIONS: import("cloudflare:test").D1Migration[];
  }
  interface GlobalProps {
    mainModule: typeof import("../src/index.ts");
  }
}
