import type { Ports } from "../ports/ports.ts";
import type { CallRule } from "./callable-url.ts";

export type CallRuleNeeds = Pick<Ports, "brands" | "settings">;

/** What may be called now: the settings, and the host names of all brands. Throws without D1. */
export async function callRule({ brands, settings }: CallRuleNeeds): Promise<CallRule> {
  const { anyUrl, ports } = settings.webhooks;
  const all = [brands.configured, ...(await brands.all())];
  const ownHosts = all.flatMap(({ publicUrl, hosts }) => [new URL(publicUrl).host, ...hosts]);
  return { anyUrl, ports, ownHosts };
}
