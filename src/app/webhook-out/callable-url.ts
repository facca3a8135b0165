import { canonicalHost } from "../../domain/base/host-name.ts";

/** What this deployment may call. */
export interface CallRule {
  /** Any address at all: only on a developer's machine. */
  readonly anyUrl: boolean;
  readonly ports: readonly number[];
  /** Host names of this deployment, which would call itself. */
  readonly ownHosts: readonly string[];
}

const URL_MAX = 500;
/** Names that lead into a machine, a home or a cloud, and never to a receiver (RFC 6761, 8375). */
const INNER_ENDS = [
  "localhost",
  "localdomain",
  "local",
  "internal",
  "intranet",
  "private",
  "corp",
  "home",
  "home.arpa",
  "lan",
  "test",
  "invalid",
  "example",
  "onion",
  "alt",
];
const isInner = (host: string): boolean =>
  INNER_ENDS.some((end) => host === end || host.endsWith(`.${end}`));
/** Public names that resolve to whatever address is written into them, or to this machine. */
const MIRRORS =
  /(^|\.)(nip\.io|sslip\.io|xip\.io|localtest\.me|lvh\.me|vcap\.me|lacolhost\.com|yoogle\.com)$/;
/** A name of the public DNS: labels and a top level that is no number. */
const PUBLIC_NAME =
  /^(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/**
 * What is wrong with an address that an operator wants called; null: nothing. Asked when it is
 * entered and again before each call, because rules and own host names change. A Worker cannot ask
 * which address a name resolves to: a public name that leads to a private address is not seen here,
 * and is Cloudflare's to refuse, whose Workers reach no private network without a binding.
 */
export function wrongWebhookUrl(
  text: string,
  { anyUrl, ports, ownHosts }: CallRule,
): string | null {
  if (text.length > URL_MAX) return `is longer than ${URL_MAX} characters`;
  if (!URL.canParse(text)) return "is no address: write https://…";
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return "has to begin with https://";
  if (url.username !== "" || url.password !== "") return "holds a user name or password";
  if (url.hash !== "") return "has a part after #, which is never sent";
  if (anyUrl) return null;
  if (url.protocol !== "https:") return "has to begin with https://";
  const port = url.port === "" ? 443 : Number(url.port);
  if (!ports.includes(port)) return `uses port ${port}; allowed: ${ports.join(", ")}`;
  // The parser has turned every spelling of an IPv4 address (0x7f.1, 2130706433) into four numbers.
  const host = canonicalHost(url.hostname);
  if (host.startsWith("[") || /^[\d.]+$/.test(host)) return "names an IP address: use a host name";
  if (!PUBLIC_NAME.test(host) || isInner(host)) return "is no public host name";
  if (MIRRORS.test(host)) return "is a name that stands for any address";
  const isOwn = ownHosts.some((one) => canonicalHost(one).replace(/:\d+$/, "") === host);
  return isOwn ? "is a host name of this deployment" : null;
}
