import { writeFileSync } from "node:fs";
import { CAST, type CastMember } from "../../fixtures/cast.ts";

/** How many services of each brand are in the register for tests: more than there are tests. */
const SIZES = { default: 250, kestrel: 20 } as const;
export type PoolBrand = keyof typeof SIZES;

/** Far from the ordinals of the cast. */
const FIRST_ORDINAL = 1000;

/**
 * A healthy service like Ada's for one test, with an address and a link of its own, so that no
 * journey meets the top-up of another one.
 */
export function poolMember(n: number, brand: PoolBrand = "default"): CastMember {
  if (n >= SIZES[brand]) throw new Error(`more tests than ${SIZES[brand]} services of ${brand}`);
  const place = brand === "default" ? n : SIZES.default + n;
  const ordinal = FIRST_ORDINAL + place;
  const digits = String(ordinal).padStart(26, "0");
  const account = `e2e${String(ordinal).padStart(12, "0")}`;
  return {
    ...CAST.ada,
    story: "A service for one test.",
    service: {
      ...CAST.ada.service,
      id: `svc_${digits}`,
      ordinal,
      brand,
      serviceUuid: `00000000-0000-4000-8000-${String(ordinal).padStart(12, "0")}`,
      imsi: account,
      account,
    },
    networks: [addressOf(place)],
    links: [{ id: `lnk_${digits}`, version: 1, revoked: false }],
  };
}

/** An address of the block that is reserved for benchmarks (RFC 2544). */
export const addressOf = (n: number): string => `198.18.${Math.floor(n / 250)}.${(n % 250) + 1}`;

export const pool = (): CastMember[] =>
  (["default", "kestrel"] as const).flatMap((brand) =>
    Array.from({ length: SIZES[brand] }, (_, n) => poolMember(n, brand)),
  );

/**
 * The next service of a brand that no test had before. A test takes it by creating a file that did
 * not exist: journeys run in several processes, and Playwright starts a new one after each failure.
 */
export function nextMember(folder: string, brand: PoolBrand): CastMember {
  let n = 0;
  while (!take(`${folder}/service-${brand}-${n}`)) n += 1;
  return poolMember(n, brand);
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
