import { type SQL, sql } from "drizzle-orm";

/**
 * Selects the brands that a table has, each once. An index must begin with the column `brand`: the
 * query takes one step through it per brand, not one per row.
 */
export const brandsIn = (table: "service" | "invoice"): SQL => sql`SELECT brand FROM (
  WITH RECURSIVE step (brand) AS (
    SELECT min(brand) FROM ${sql.identifier(table)} UNION ALL
    SELECT (SELECT min(brand) FROM ${sql.identifier(table)} WHERE brand > step.brand) FROM step
    WHERE brand IS NOT NULL
  )
  SELECT brand FROM step WHERE brand IS NOT NULL)`;
