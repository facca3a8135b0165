import { writeFileSync } from "node:fs";
import { CAST, type CastBucket, type CastMember } from "../../fixtures/cast.ts";

/** How many services are in the register for tests: more than there are tests. */
const POOL_SIZE = 250;

/** Far from the ordinals of the cast. */
const FIRST_ORDINAL = 1000;

/**
 * A healthy service like Ada's for one test, with an address and a link of its own, so that no
 * journey meets the top-up of another one.
 */
export function poolMember(n: number): CastMember {
  if (n >= POOL_SIZE) throw new Error(`more tests than ${POOL_SIZE} services`);
  const ordinal = FIRST_ORDINAL + n;
  const digits = String(ordinal).padStart(26, "0");
  const account = `e2e${String(ordinal).padStart(12, "0")}`;
  return {
    ...CAST.ada,
    story: "A service for one test.",
    service: {
      ...CAST.ada.service,
      id: `svc_${digits}`,
      ordinal,
      serviceUuid: `00000000-0000-4000-8000-${String(ordinal).padStart(12, "0")}`,
      imsi: account,
      account,
    },
    networks: [addressOf(n)],
    links: [{ id: `lnk_${digits}`, version: 1, revoked: false }],
  };
}

/** An address of the block that is reserved for benchmarks (RFC 2544). */
export const addressOf = (n: number): string => `198.18.${Math.floor(n / 250)}.${(n % 250) + 1}`;

export const pool = (): CastMember[] => Array.from({ length: POOL_SIZE }, (_, n) => poolMember(n));

/**
 * The next service that no test had before. A test takes it by creating a file that did not exist:
 * journeys run in several processes, and Playwright starts a new one after each failure.
 */
export function nextMember(folder: string, buckets?: readonly CastBucket[]): CastMember {
  let n = 0;
  while (!take(`${folder}/service-${n}`)) n += 1;
  const member = poolMember(n);
  return buckets ? { ...member, buckets } : member;
}

function take(file: string): boolean {
  try {
    writeFileSync(file, "", { flag: "wx" });
    return true;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw fault;
  }
}
