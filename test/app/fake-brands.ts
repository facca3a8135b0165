import type { Brand, BrandCatalogue } from "../../src/app/ports/brand-catalogue.ts";
import type {
  BrandChange,
  BrandRegister,
  StoredBrand,
} from "../../src/app/ports/brand-register.ts";

/** Brands in memory: the default one, and others by id and host name. */
export class FakeBrands implements BrandCatalogue {
  readonly #configured: () => Brand;
  others: readonly Brand[] = [];

  constructor(configured: () => Brand) {
    this.#configured = configured;
  }
  get configured(): Brand {
    return this.#configured();
  }
  async all() {
    return [this.configured, ...this.others];
  }
  async byId(id: string): Promise<Brand | null> {
    return [this.configured, ...this.others].find((one) => one.id === id) ?? null;
  }
  async byHost(host: string): Promise<Brand> {
    const has = (one: Brand) => new URL(one.publicUrl).host === host || one.hosts.includes(host);
    return this.others.find(has) ?? this.configured;
  }
}

/** The brands that an operator wrote, with their history. */
export class FakeBrandRegister implements BrandRegister {
  readonly rows = new Map<string, StoredBrand>();
  readonly changes: (BrandChange & { readonly brand: string })[] = [];
  /** Called before a write: another operator may be quicker. */
  beforeWrite: () => void = () => {};

  async all() {
    return [...this.rows.values()];
  }
  async history(brandId: string, limit: number) {
    const own = this.changes.filter(({ brand }) => brand === brandId);
    return own
      .map(({ brand: _, ...change }) => change)
      .toReversed()
      .slice(0, limit);
  }
  async write(
    row: Parameters<BrandRegister["write"]>[0],
    change: BrandChange,
    claimed: readonly string[],
  ): ReturnType<BrandRegister["write"]> {
    const before = this.beforeWrite;
    this.beforeWrite = () => {};
    before();
    const { revision } = change;
    if (this.changes.some((one) => one.brand === row.id && one.revision === revision)) {
      return "overtaken";
    }
    const others = [...this.rows.values()].filter((one) => one.row.id !== row.id);
    const taken = others.some(({ row: { publicUrl, hosts } }) =>
      claimed.some((host) =>
        [`https://${host}`, host].some((x) => `${publicUrl},${hosts}`.split(",").includes(x)),
      ),
    );
    if (taken) return "host_taken";
    this.changes.push({ brand: row.id, ...change });
    this.rows.set(row.id, { revision, row });
    return "written";
  }
}
