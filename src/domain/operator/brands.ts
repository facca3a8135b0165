/** The brands of a key: all of them, also those that come later, or exactly these ids. */
export type Brands = "all" | readonly string[];

/** Whether a key of these brands may see a service or top-up of this brand. */
export const hasBrand = (brands: Brands, brand: string): boolean =>
  brands === "all" || brands.includes(brand);

/** Whether a key of the first brands may make, see or end a key of the second. */
export const coversBrands = (brands: Brands, others: Brands): boolean =>
  brands === "all" || (others !== "all" && others.every((brand) => brands.includes(brand)));
