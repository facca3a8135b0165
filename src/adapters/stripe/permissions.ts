/** A permission of a restricted key, as the dashboard names it, and the calls that need it. */
export interface StripePermission {
  readonly resource: string;
  readonly access: "read" | "write";
  /** The resource as the library calls it, and its methods that this adapter uses. */
  readonly client: string;
  readonly methods: readonly string[];
  /**
   * A request that needs the permission and changes nothing: it reads, lacks what is required, or
   * names an object that is not there. A key without the permission is answered with 403.
   */
  readonly probe: readonly [method: "GET" | "POST", path: string];
}

/**
 * What the Worker's restricted key (`rk_…`) has to be allowed; write includes read.
 * `test/adapters/stripe-permissions.test.ts` compares the calls with those that the adapter makes.
 */
export const WORKER_PERMISSIONS: readonly StripePermission[] = [
  {
    resource: "PaymentIntents",
    access: "write",
    client: "paymentIntents",
    methods: ["create", "update", "retrieve", "list", "confirm", "cancel"],
    probe: ["POST", "/v1/payment_intents"],
  },
  {
    resource: "Refunds",
    access: "write",
    client: "refunds",
    methods: ["create", "list", "retrieve"],
    probe: ["POST", "/v1/refunds"],
  },
  {
    resource: "Charges",
    access: "read",
    client: "charges",
    methods: ["list"],
    probe: ["GET", "/v1/charges"],
  },
  {
    resource: "Events",
    access: "read",
    client: "events",
    methods: ["list"],
    probe: ["GET", "/v1/events"],
  },
  {
    resource: "Disputes",
    access: "read",
    client: "disputes",
    methods: ["list"],
    probe: ["GET", "/v1/disputes"],
  },
  {
    resource: "Accounts",
    access: "read",
    client: "accounts",
    methods: ["retrieveCurrent"],
    probe: ["GET", "/v1/account"],
  },
  {
    resource: "Reviews",
    access: "write",
    client: "reviews",
    methods: ["approve"],
    probe: ["POST", "/v1/reviews/prv_none/approve"],
  },
  {
    resource: "Confirmation Tokens",
    access: "read",
    client: "confirmationTokens",
    methods: ["retrieve"],
    probe: ["GET", "/v1/confirmation_tokens/ctoken_none"],
  },
  {
    resource: "Webhook Endpoints",
    access: "read",
    client: "webhookEndpoints",
    methods: ["list"],
    probe: ["GET", "/v1/webhook_endpoints"],
  },
];
