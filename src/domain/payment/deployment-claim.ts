const HOST = /^(?:[a-z][a-z\d+.-]*:\/\/)?(?:[^/?#@]*@)?([^/?#]*)/i;
const USUAL_PORT = /:(?:80|443)$/;

/** Host and port of a web address, or of a host name alone, as both are compared here. */
const hostOf = (text: string): string =>
  (HOST.exec(text)?.[1] ?? "").toLowerCase().replace(USUAL_PORT, "");

/**
 * The address of an endpoint that claims our id under a host name that never was ours; null: there
 * is none. `hosts` (names or addresses) only ever grows, so that our own endpoint stays ours when
 * the row of its brand is bad or gone.
 */
export function claimOfOthers(claims: readonly string[], hosts: readonly string[]): string | null {
  const own = new Set(hosts.map(hostOf));
  return claims.find((url) => !own.has(hostOf(url))) ?? null;
}
