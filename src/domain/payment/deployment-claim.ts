import { canonicalHost } from "../base/host-name.ts";

const HOST = /^(?:[a-z][a-z\d+.-]*:\/\/)?(?:[^/?#@]*@)?([^/?#]*)/i;

/** The host name of a web address, or a host name as it is. */
const hostOf = (text: string): string => canonicalHost(HOST.exec(text)?.[1] ?? "");

/**
 * The address of an endpoint that claims our id under a host name that never was ours; null: there
 * is none. `hosts` (names or addresses) only ever grows, so that our own endpoint stays ours when
 * the row of its brand is bad or gone.
 */
export function claimOfOthers(claims: readonly string[], hosts: readonly string[]): string | null {
  const own = new Set(hosts.map(hostOf));
  return claims.find((url) => !own.has(hostOf(url))) ?? null;
}
