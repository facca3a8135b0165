import {
  ALIAS_KEPT_MS,
  type UsageAlias,
  type UsageAliases,
} from "../../src/app/ports/usage-aliases.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";

/** Aliases as D1 keeps them: one pair per service, address and day. */
export class FakeUsageAliases implements UsageAliases {
  readonly rows: UsageAlias[] = [];

  async give({ serviceId, address }: Pick<UsageAlias, "serviceId" | "address">, now: number) {
    const at = this.rows.findIndex(
      (one) =>
        one.serviceId === serviceId &&
        one.address === address &&
        Math.floor(one.madeAt / DAY_MS) === Math.floor(now / DAY_MS),
    );
    const known = this.rows[at];
    if (known) {
      this.rows[at] = { ...known, givenAt: now };
      return known;
    }
    const imsi = `999${String(this.rows.length).padStart(12, "0")}`;
    const serviceUuid = `00000000-0000-4000-9000-${imsi.slice(3)}`;
    const made = { serviceUuid, imsi, serviceId, address, madeAt: now, givenAt: now };
    this.rows.push(made);
    return made;
  }
  async find(
    { serviceUuid, imsi }: { readonly serviceUuid: string | null; readonly imsi: string | null },
    now: number,
  ) {
    const found = this.rows.find(
      (one) =>
        now - one.givenAt < ALIAS_KEPT_MS &&
        (serviceUuid !== null || imsi !== null) &&
        (serviceUuid === null || one.serviceUuid === serviceUuid) &&
        (imsi === null || one.imsi === imsi),
    );
    return found ?? null;
  }
  async forget() {
    return 0;
  }
}
