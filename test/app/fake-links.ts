import type { Links, LinkVersion } from "../../src/app/ports/links.ts";

/** The links of one deployment, in memory; what `byLink` answers follows from it. */
export class FakeLinks implements Links {
  readonly rows: { linkId: string; serviceId: string; version: number; revoked: boolean }[] = [];

  async currentOrNew({ serviceId, linkId }: { serviceId: string; linkId: string }) {
    const known = this.#newest(serviceId);
    if (known) return known;
    const row = { linkId, serviceId, version: 1, revoked: false };
    this.rows.push(row);
    return row;
  }
  async rotate(serviceId: string): Promise<LinkVersion | null> {
    const row = this.#newest(serviceId);
    if (row) row.version += 1;
    return row;
  }
  async revoke(serviceId: string): Promise<LinkVersion | null> {
    const row = this.#newest(serviceId);
    if (row) row.revoked = true;
    return row;
  }
  #newest(serviceId: string) {
    return this.rows.findLast((row) => row.serviceId === serviceId && !row.revoked) ?? null;
  }
}
