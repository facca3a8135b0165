const SIGNING_KEYS = [
  "local-signing-key-of-no-value",
  "signing-key-of-the-workers-tests",
  "a signing key of tests",
] as const;

/**
 * Secrets that stand in this repository, for the demo and for tests: everyone knows them, so
 * production refuses them. The one list of them; a test compares the demo's and the tests' with it.
 */
export const PUBLISHED: Readonly<Record<string, readonly string[]>> = {
  SIGNING_KEY: SIGNING_KEYS,
  SIGNING_KEY_PREVIOUS: SIGNING_KEYS,
  OPERATOR_BOOTSTRAP_TOKEN: ["local-bootstrap-token-of-no-value"],
  STRIPE_SECRET_KEY: ["sk_test_simulator", "sk_test_1", "sk_test_..."],
  STRIPE_PUBLISHABLE_KEY: ["pk_test_simulator", "pk_test_1", "pk_test_..."],
  STRIPE_WEBHOOK_SECRET: ["whsec_simulator_only", "whsec_simulator", "whsec_of_tests_only"],
  // Cloudflare's own for tests (developers.cloudflare.com/turnstile/troubleshooting/testing), and
  // that of the stand-in.
  TURNSTILE_SITE_KEY: [
    "1x00000000000000000000AA",
    "2x00000000000000000000AB",
    "1x00000000000000000000BB",
    "2x00000000000000000000BB",
    "3x00000000000000000000FF",
    "0x4SIMULATOR-SITE",
  ],
  TURNSTILE_SECRET_KEY: [
    "1x0000000000000000000000000000000AA",
    "2x0000000000000000000000000000000AA",
    "3x0000000000000000000000000000000AA",
    "0x4SIMULATOR-SECRET",
  ],
  MAIL_API_KEY: ["re_simulator", "re_test", "re_..."],
  DEPLOYMENT_ID: ["development"],
};

/** The same for the keys of both rings, whatever their ids: base64 of their bytes. */
export const PUBLISHED_RING_KEYS: readonly string[] = [
  "bG9jYWwtc2VhbC1rZXktb2Ytbm8tdmFsdWUtMTIzNDU=",
  "bG9jYWwtcGF5ZXIta2V5LXNlY3JldC1uby12YWx1ZS0=",
];
