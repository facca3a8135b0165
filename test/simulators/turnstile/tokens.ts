/**
 * What Cloudflare knows about tokens (developers.cloudflare.com/turnstile/get-started/
 * server-side-validation): each is good once and for 300 s; under the same idempotency key its
 * check may be repeated.
 */

/** The keys of the stand-in. They are valid nowhere else. */
export const TURNSTILE_KEYS = {
  siteKey: "0x4SIMULATOR-SITE",
  secretKey: "0x4SIMULATOR-SECRET",
} as const;

/** Cloudflare's published keys for tests, which any such server knows. */
const ALWAYS_PASSES = "1x0000000000000000000000000000000AA";
const ALWAYS_FAILS = "2x0000000000000000000000000000000AA";
const ALREADY_SPENT = "3x0000000000000000000000000000000AA";
const DUMMY_TOKEN = "XXXX.DUMMY.TOKEN.XXXX";

const LIFE_MS = 300_000;
const MAX_TOKEN_LENGTH = 2048;

interface Token {
  readonly hostname: string;
  readonly action: string;
  /** Unix ms. */
  readonly at: number;
  /** Whether it was checked, and under which idempotency key. */
  spent: { readonly key: string | null } | null;
}

export interface SiteverifyAnswer {
  readonly success: boolean;
  readonly "error-codes": readonly string[];
  readonly challenge_ts?: string;
  readonly hostname?: string;
  readonly action?: string;
  readonly metadata?: { readonly result_with_testing_key: true };
}

const refused = (...codes: string[]): SiteverifyAnswer => ({
  success: false,
  "error-codes": codes,
});

export class Tokens {
  readonly #known = new Map<string, Token>();
  readonly #clock: () => number;
  #made = 0;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** A person on a page of this host has passed the challenge. */
  make({ hostname, action }: Pick<Token, "hostname" | "action">): string {
    const token = `0.stand-in.${++this.#made}`;
    this.#known.set(token, { hostname, action, at: this.#clock(), spent: null });
    return token;
  }

  check(asked: URLSearchParams): SiteverifyAnswer {
    const [secret, response] = [asked.get("secret") ?? "", asked.get("response") ?? ""];
    if (secret === "") return refused("missing-input-secret");
    if (response === "") return refused("missing-input-response");
    if (secret === ALWAYS_PASSES) return this.#testAnswer(response);
    if (secret === ALWAYS_FAILS) return refused("invalid-input-response");
    if (secret === ALREADY_SPENT) return refused("timeout-or-duplicate");
    if (secret !== TURNSTILE_KEYS.secretKey) return refused("invalid-input-secret");
    const token = response.length > MAX_TOKEN_LENGTH ? undefined : this.#known.get(response);
    if (token === undefined) return refused("invalid-input-response");
    const key = asked.get("idempotency_key");
    const isRepeated = token.spent !== null && key !== null && token.spent.key === key;
    const isOld = this.#clock() - token.at > LIFE_MS;
    if ((token.spent !== null && !isRepeated) || isOld) return refused("timeout-or-duplicate");
    token.spent = { key };
    return this.#passed(token);
  }

  #passed({ hostname, action, at }: Token): SiteverifyAnswer {
    const when = new Date(at).toISOString();
    return { success: true, "error-codes": [], challenge_ts: when, hostname, action };
  }
  /** Only the dummy token passes, and the answer is about no page. */
  #testAnswer(response: string): SiteverifyAnswer {
    if (response !== DUMMY_TOKEN) return refused("invalid-input-response");
    const challenge_ts = new Date(this.#clock()).toISOString();
    const metadata = { result_with_testing_key: true } as const;
    return { success: true, "error-codes": [], challenge_ts, hostname: "example.com", metadata };
  }
}
