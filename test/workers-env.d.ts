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
    MAIL_URL: string;
    RECEIVER_URL: string;
    TEST_MIGRATIONS: import("cloudflare:test").D1Migration[];
  }
  interface GlobalProps {
    mainModule: typeof import("../src/index.ts");
  }
}
