import type { Context } from "hono";
import { getBrand } from "../../app/operator/get-brand.ts";
import { listBrands } from "../../app/operator/list-brands.ts";
import { setBrand } from "../../app/operator/set-brand.ts";
import { columnOf, renamed } from "../../contract/brand.ts";
import {
  type BrandJson,
  type BrandsJson,
  brandOrder,
  type WrittenBrandJson,
} from "../../contract/operator-brands.ts";
import { operatorOf } from "../base/actors.ts";
import { readJson } from "../base/body.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { iso } from "../base/iso.ts";
import { problem } from "../base/problem.ts";

const inColumns = (row: Readonly<Record<string, unknown>>) => renamed(row, columnOf);
const brandIdOf = (c: Context<HttpEnv>): string => c.req.param("brand_id") ?? "";

/** GET /operator/brands: every brand of the key, in short. A bad row shows what can be read. */
export async function listBrandsRoute(c: Context<HttpEnv>): Promise<Response> {
  const listed = await listBrands(c.get("ports"), operatorOf(c));
  if (!listed.ok) return problem(c, listed.error);
  const answer: BrandsJson = {
    brands: listed.value.map(({ row, changedAt, usable }) => ({
      id: String(row.id),
      name: String(row.name),
      hosts: hostsIn(row),
      changed_at: changedAt === null ? null : iso(changedAt),
      usable,
    })),
  };
  return c.json(answer);
}

function hostsIn({ publicUrl, hosts }: Readonly<Record<string, unknown>>): string[] {
  const own = URL.parse(String(publicUrl))?.host;
  return [...(own ? [own] : []), ...(Array.isArray(hosts) ? hosts.map(String) : [])];
}

/** GET /operator/brands/:brand_id: a brand with the newest of its changes. */
export async function getBrandRoute(c: Context<HttpEnv>): Promise<Response> {
  const found = await getBrand(c.get("ports"), operatorOf(c), { brandId: brandIdOf(c) });
  if (!found.ok) return problem(c, found.error);
  const { row, revision, usable, history } = found.value;
  const answer: BrandJson = {
    brand: inColumns(row),
    revision,
    usable,
    history: history.map(({ at, before, after, ...change }) => ({
      ...change,
      at: iso(at),
      before: before && inColumns(before),
      after: inColumns(after),
    })),
  };
  return c.json(answer);
}

/** POST /operator/brands/:brand_id: changes columns of a brand, or makes one. */
export async function setBrandRoute(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, brandOrder);
  if (!body.ok) return problem(c, body.error);
  const input = { brandId: brandIdOf(c), ...body.value };
  const written = await setBrand(c.get("ports"), operatorOf(c), input);
  if (!written.ok) return problem(c, written.error);
  const { row, revision } = written.value;
  const answer: WrittenBrandJson = { brand: inColumns(row), revision };
  return c.json(answer);
}
