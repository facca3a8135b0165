import type { Links, LinkVersion } from "../../src/app/ports/links.ts";
import type { LinkId, ServiceId } from "../../src/domain/base/ids.ts";

/** The links of one deployment, in memory; what `byLink` answers follows from it. */
export class FakeLinks implements Links {
  readonly rows: { linkId: LinkId; serviceId: ServiceId; version: number; revoked: boolean }[] = [];

  async currentOrNew({ serviceId, linkId }: { serviceId: ServiceId; linkId: LinkId }) {
    const known = this.#newest(serviceId);
    if (known) return known;
    const row = { linkId, serviceId, version: 1, revoked: false };
    this.rows.push(row);
    return row;
  }
  async rotate(serviceId: ServiceId): Promise<LinkVersion | null> {
    const row = this.#newest(serviceId);
    if (row) row.version += 1;
    return row;
  }
  async revoke(serviceId: ServiceId): Promise<LinkVersion | null> {
    const row = this.#newest(serviceId);
    if (row) row.revoked = true;
    return row;
  }
  #newest(serviceId: ServiceId) {
    return this.rows.findLast((row) => row.serviceId === serviceId && !row.revoked) ?? null;
  }
}
