declare namespace Cloudflare {
  interface Env extends Readonly<import("../src/config/env.ts").Bindings> {
    STRIPE_API_URL: string;
    STRIPE_SECRET_KEY: string;
    STRIPE_PUBLISHABLE_KEY: string;
    STRIPE_WEBHOOK_SECRET: string;
    CGRATES_URL: string;
    MAIL_URL: string;
    TEST_MIGRATIONS: import("cloudflare:test").D1Migration[];
  }
  interface GlobalProps {
    mainModule: typeof import("../src/index.ts");
  }
}
