/** Which host names the public network can reach, and which ports of a proxied one. */

/** RFC 2606 and RFC 6761, which no registry gives out, and names of private networks. */
const RESERVED = /(?:^|\.)(?:example|example\.(?:com|net|org)|test|invalid)$/;
const LOOPBACK = /(?:^|\.)localhost$|^127\.|^\[::1\]$|^\[::ffff:7f/;
const PRIVATE = /\.(?:local|internal|lan|home\.arpa|onion)$/;
const IP = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[.*\])$/;

/**
 * Why Cloudflare or a customer cannot reach a host; null: nothing speaks against it. `host` is read
 * like a URL's, so that 2130706433, 0x7f.1 and LOCALHOST. are what they mean.
 */
export function unreachable(host: string): string | null {
  const name = spelled(host);
  if (name === null) return "is no host name";
  if (LOOPBACK.test(name)) return "is this machine only: set the name that others reach it by";
  if (IP.test(name)) return "is an IP address: set a host name (a Worker calls no addresses)";
  if (RESERVED.test(name)) return "is still the example: set your own";
  if (PRIVATE.test(name) || !name.includes(".")) {
    return "is a name of a private network: set one that the whole Internet knows";
  }
  return null;
}

/** Lower case, an address in its usual form, no port, no dot of the root; null: none. */
function spelled(host: string): string | null {
  const url = `http://${host}/`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, "") : null;
}

/**
 * Ports that Cloudflare's proxy serves (source:
 * developers.cloudflare.com/fundamentals/reference/network-ports).
 * A Worker's call to another port of a proxied host name does not arrive.
 */
const PROXIED: Readonly<Record<string, readonly string[]>> = {
  "http:": ["", "8080", "8880", "2052", "2082", "2086", "2095"],
  "https:": ["", "2053", "2083", "2087", "2096", "8443"],
};

/** The port of a URL that Cloudflare's proxy does not serve; null: it serves it. */
export function unproxiedPort(url: string): string | null {
  const { protocol, port } = new URL(url);
  return PROXIED[protocol]?.includes(port) ? null : port;
}
