import * as z from "zod";
import { canonicalHost } from "../../../domain/base/host-name.ts";
import type { DeployTarget } from "../deployment.ts";
import { databaseNamed, hasTable, selectRows } from "./database-shape.ts";
import { publicUrl } from "./public-url.ts";

const row = z.looseObject({ id: z.string(), public_url: z.string(), hosts: z.string() });

/**
 * The host names of all brands: PUBLIC_URL's, and those of the rows in D1. A row that cannot be
 * read has none here; the Worker raises a finding of it. Throws `CloudflareRefused`.
 */
export async function hostsOfBrands(deployment: DeployTarget): Promise<readonly string[]> {
  const own = canonicalHost(publicUrl(deployment)?.host ?? "");
  const plan = deployment.config().databases.find(({ binding }) => binding === "DB");
  const found = plan && (await databaseNamed(deployment, plan.name));
  const rows =
    found && (await hasTable(deployment, found.uuid, "brand"))
      ? await selectRows(deployment, found.uuid, "SELECT id, public_url, hosts FROM brand")
      : [];
  const parsed = rows.flatMap((one) => row.safeParse(one).data ?? []);
  // A row with the id BRAND replaces the brand that the vars make.
  const replaced = parsed.some(({ id }) => id === deployment.variable("BRAND"));
  const hosts = parsed.flatMap(({ public_url, hosts }) => [hostOf(public_url), ...listIn(hosts)]);
  return [...new Set([...(replaced ? [] : [own]), ...hosts].filter((host) => host !== ""))];
}

const hostOf = (url: string): string => (URL.canParse(url) ? canonicalHost(new URL(url).host) : "");

function listIn(json: string): readonly string[] {
  try {
    const parsed = z.array(z.string()).safeParse(JSON.parse(json));
    return (parsed.data ?? []).map(canonicalHost);
  } catch {
    return [];
  }
}
