import type { BrandRow } from "../../contract/brand.ts";

/** Who sells to a customer, in which look and by which rules. */
export interface Brand extends BrandRow {
  /**
   * Of `colour`, `#rrggbb`, readable on light and on dark grounds; null: that of the default theme.
   */
  readonly accent: { readonly light: string; readonly dark: string } | null;
}

/**
 * The brands of this deployment: the rows of D1, and the default brand, which the configuration
 * makes where no row has its id. Kept for a minute per isolate, and while D1 does not answer.
 */
export interface BrandCatalogue {
  /** As the configuration makes it: for pages where nothing else is known. */
  readonly configured: Brand;
  /**
   * The brand of a host name (`name` or `name:port`); the default brand for an unknown one, and
   * where D1 is silent and nothing is kept.
   */
  byHost(host: string): Promise<Brand>;
  /** All that can be used. Throws `PortFault` when D1 is silent. */
  all(): Promise<readonly Brand[]>;
  /** Null: there is no such brand, or its row is bad. Throws `PortFault` when D1 is silent. */
  byId(id: string): Promise<Brand | null>;
}
