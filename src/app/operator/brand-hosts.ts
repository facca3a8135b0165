/** A host name belongs to the brand that had it first. */
import { canonicalHost } from "../../domain/base/host-name.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";

interface NamedHost {
  readonly field: "hosts" | "public_url";
  readonly host: string;
}
/** A row as it lies in D1, which may be a bad one. */
type AnyRow = Readonly<Record<string, unknown>>;

function hostsOf({ publicUrl, hosts }: AnyRow): readonly NamedHost[] {
  const main = typeof publicUrl === "string" && URL.canParse(publicUrl) ? [publicUrl] : [];
  const more = Array.isArray(hosts) ? hosts.filter((one) => typeof one === "string") : [];
  return [
    ...main.map((url) => ({ field: "public_url" as const, host: new URL(url).host })),
    ...more.map((host) => ({ field: "hosts" as const, host })),
  ].map(({ field, host }) => ({ field, host: canonicalHost(host) }));
}

/** The host names that a change adds: a conflict from before blocks no other correction. */
export function claimedHosts(before: AnyRow, after: AnyRow): readonly NamedHost[] {
  const had = new Set(hostsOf(before).map(({ host }) => host));
  return hostsOf(after).filter(({ host }) => !had.has(host));
}

/**
 * Those that another brand has, by field. D1 is read, not what is kept of it; the write asks once
 * more, because two brands may claim a name at once.
 */
export async function takenHosts(
  { brands: { configured }, brandRegister }: Pick<Ports, "brands" | "brandRegister">,
  brandId: string,
  claimed: readonly NamedHost[],
): Promise<NonNullable<Refusal["errors"]>> {
  const rows: readonly AnyRow[] = (await brandRegister.all()).map(({ row }) => row);
  const isReplaced = rows.some(({ id }) => id === configured.id);
  const all: readonly AnyRow[] = isReplaced ? rows : [{ ...configured }, ...rows];
  const others = all.filter(({ id }) => id !== brandId);
  return claimed.flatMap(({ field, host }) => {
    const owner = others.find((one) => hostsOf(one).some((theirs) => theirs.host === host));
    return owner ? [{ field, message: `${host} belongs to ${String(owner.id)}` }] : [];
  });
}
