import type { Brand, BrandCatalogue } from "../../app/ports/brand-catalogue.ts";
import type { Clock } from "../../app/ports/clock.ts";
import type { Log } from "../../app/ports/log.ts";
import { PortFault } from "../../app/ports/port-fault.ts";
import { type BrandRow, brandRow } from "../../contract/brand.ts";
import { canonicalHost } from "../../domain/base/host-name.ts";
import type { Kept } from "./kept.ts";
import { type ReportBadRows, readRows } from "./read-rows.ts";
import type { SaleTables } from "./sale-tables.ts";

export interface BrandsConfig {
  readonly tables: Kept<SaleTables>;
  readonly report: ReportBadRows;
  readonly log: Log;
  readonly clock: Clock;
  /** The default brand of the configuration. */
  readonly configured: BrandRow;
  /** The readable colours of a brand's `#rrggbb`. */
  readonly accentOf: (colour: string) => NonNullable<Brand["accent"]>;
}

/** That D1 is silent is logged once in so long, not once in a request; ms. */
const SAID_EVERY_MS = 60_000;

interface Index {
  readonly byId: ReadonlyMap<string, Brand>;
  readonly byHost: ReadonlyMap<string, Brand>;
}

/** The brands of D1, and the configured one where no row has its id. */
export function createBrands(config: BrandsConfig): BrandCatalogue {
  const { tables, configured, log, clock, accentOf } = config;
  let saidAt = Number.NEGATIVE_INFINITY;
  const complete = (row: BrandRow): Brand => {
    return { ...row, accent: row.colour === "" ? null : accentOf(row.colour) };
  };
  const own = complete(configured);
  const indexes = new WeakMap<SaleTables, Index>();
  const index = async (): Promise<Index> => {
    const read = await tables.get("all");
    const known = indexes.get(read);
    if (known) return known;
    const rows = read.brands.map(({ revision: _, ...row }) => row);
    const good = await readRows(brandRow, "brand", { rows, report: config.report });
    const replaced = good.some(({ id }) => id === own.id);
    const brands = [...(replaced ? [] : [own]), ...good.map(complete)];
    const made = { byId: new Map(brands.map((one) => [one.id, one])), byHost: new Map() };
    await nameHosts(brands, made.byHost, config.report);
    indexes.set(read, made);
    return made;
  };
  return {
    configured: own,
    all: async () => [...(await index()).byId.values()],
    byId: async (id) => (await index()).byId.get(id) ?? null,
    async byHost(host) {
      try {
        const { byHost, byId } = await index();
        return byHost.get(canonicalHost(host)) ?? byId.get(own.id) ?? own;
      } catch (fault) {
        if (!(fault instanceof PortFault)) throw fault;
        if (clock.now() - saidAt >= SAID_EVERY_MS) {
          saidAt = clock.now();
          log.warn("brands_not_read", { why: fault.message });
        }
        return own;
      }
    },
  };
}

/** A host name that two brands claim stays with the first; the other one gets a finding. */
async function nameHosts(
  brands: readonly Brand[],
  byHost: Map<string, Brand>,
  report: ReportBadRows,
): Promise<void> {
  for (const brand of brands) {
    for (const host of [new URL(brand.publicUrl).host, ...brand.hosts]) {
      const owner = byHost.get(host);
      if (owner === undefined) byHost.set(host, brand);
      else if (owner !== brand) {
        const why = `hosts: ${host} is a host name of the brand ${owner.id} too`;
        await report([{ table: "brand", id: brand.id, columns: ["hosts"], why }]);
      }
    }
  }
}
