import { writeFileSync } from "node:fs";
import { CAST, type CastBucket, type CastMember } from "../../fixtures/cast.ts";

/** How many services wait in the register: more than there are tests. */
const POOL_SIZE = 250;

/** Away from the cast's ordinals. */
const FIRST_ORDINAL = 1000;

/**
 * A healthy service of a test's own, like Ada's: found by an address and by a link of its own, so
 * that no journey meets another's top-up.
 */
export function poolMember(n: number): CastMember {
  if (n >= POOL_SIZE) throw new Error(`more tests than ${POOL_SIZE} services`);
  const ordinal = FIRST_ORDINAL + n;
  const digits = String(ordinal).padStart(26, "0");
  const account = `e2e${String(ordinal).padStart(12, "0")}`;
  return {
    ...CAST.ada,
    story: "A service of a test's own.",
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

/** From the block for benchmarks, which nobody has. */
export const addressOf = (n: number): string => `198.18.${Math.floor(n / 250)}.${(n % 250) + 1}`;

export const pool = (): CastMember[] => Array.from({ length: POOL_SIZE }, (_, n) => poolMember(n));

/**
 * The next one that no test had before. Taken by making a file that nobody else has made: journeys
 * run beside each other, and Playwright starts a new process after each failure.
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
