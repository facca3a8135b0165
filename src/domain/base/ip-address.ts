/** An IP address as lower-case hex of fixed length, so that comparing texts compares addresses. */
export interface IpAddress {
  readonly family: 4 | 6;
  /** 8 digits for v4, 32 for v6. */
  readonly hex: string;
}

/** Reads an address; null: it is none. A v4-mapped v6 address (`::ffff:a.b.c.d`) is v4. */
export function parseIp(text: string): IpAddress | null {
  if (!text.includes(":")) {
    const hex = parseV4(text);
    return hex === null ? null : { family: 4, hex };
  }
  const hex = parseV6(text);
  if (hex === null) return null;
  const mapped = hex.startsWith(`${"0".repeat(20)}ffff`);
  return mapped ? { family: 4, hex: hex.slice(24) } : { family: 6, hex };
}

/** Refuses leading zeros, which some programs read as octal. */
function parseV4(text: string): string | null {
  const parts = text.split(".");
  if (parts.length !== 4) return null;
  if (!parts.every((p) => /^(0|[1-9]\d{0,2})$/.test(p) && Number(p) <= 255)) return null;
  return parts.map((p) => Number(p).toString(16).padStart(2, "0")).join("");
}

function parseV6(text: string): string | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head, tail] = halves.map(groups);
  if (!head || tail === null) return null;
  if (tail === undefined) return head.length === 8 ? head.join("") : null;
  const missing = 8 - head.length - tail.length;
  return missing < 1 ? null : [...head, ...Array(missing).fill("0000"), ...tail].join("");
}

/** Groups of four digits; the last may be written as v4. Null when one is malformed. */
function groups(text: string): string[] | null {
  if (text === "") return [];
  const parts = text.split(":");
  const last = parts.at(-1) ?? "";
  const v4 = last.includes(".") ? parseV4(last) : null;
  if (last.includes(".") && v4 === null) return null;
  const words = v4 ? parts.slice(0, -1) : parts;
  if (!words.every((w) => /^[0-9a-f]{1,4}$/i.test(w))) return null;
  const padded = words.map((w) => w.toLowerCase().padStart(4, "0"));
  return v4 ? [...padded, v4.slice(0, 4), v4.slice(4)] : padded;
}

/** The first address of the network of this length that holds the address. */
export function networkOf({ family, hex }: IpAddress, prefix: number): string {
  const bits = family === 4 ? 32n : 128n;
  const host = bits - BigInt(prefix);
  const network = (BigInt(`0x${hex}`) >> host) << host;
  return network.toString(16).padStart(hex.length, "0");
}

/** The last address of the network of this length that begins here. */
export function lastOf({ family, hex }: IpAddress, prefix: number): string {
  const host = (1n << ((family === 4 ? 32n : 128n) - BigInt(prefix))) - 1n;
  return (BigInt(`0x${hex}`) | host).toString(16).padStart(hex.length, "0");
}

/** Every network that holds the address, the longest prefix first. */
export function networksOf(ip: IpAddress): { low: string; prefix: number }[] {
  const longest = ip.family === 4 ? 32 : 128;
  return Array.from({ length: longest + 1 }, (_, i) => ({
    low: networkOf(ip, longest - i),
    prefix: longest - i,
  }));
}

/** Reads "203.0.113.0/24" or a single address; null: malformed, or bits after the prefix. */
export function parseNetwork(text: string): { ip: IpAddress; prefix: number } | null {
  const [address = "", length, ...rest] = text.split("/");
  const ip = parseIp(address);
  if (!ip || rest.length > 0) return null;
  const longest = ip.family === 4 ? 32 : 128;
  if (length !== undefined && !/^(0|[1-9]\d{0,2})$/.test(length)) return null;
  const prefix = length === undefined ? longest : Number(length);
  if (prefix > longest || networkOf(ip, prefix) !== ip.hex) return null;
  return { ip, prefix };
}

/** The usual text: v4 with dots, v6 by RFC 5952 (lower case, the longest run of zeros as `::`). */
export function spellIp({ family, hex }: IpAddress): string {
  if (family === 4) {
    const bytes = hex.match(/../g) ?? [];
    return bytes.map((byte) => String(Number.parseInt(byte, 16))).join(".");
  }
  const words = (hex.match(/.{4}/g) ?? []).map((word) => word.replace(/^0{1,3}/, ""));
  const runs = words.join(":").match(/(?<![0-9a-f])0(:0)+(?![0-9a-f])/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), "");
  const text = words.join(":");
  if (longest === "") return text;
  const at = text.search(new RegExp(`(?<![0-9a-f])${longest}(?![0-9a-f])`));
  const [head, tail] = [text.slice(0, at), text.slice(at + longest.length)];
  return `${head.replace(/:$/, "")}::${tail.replace(/^:/, "")}`;
}

/**
 * What the identification limiter counts by: a v4 address, or the network of a v6 address with
 * `prefix6` bits, because one subscriber can use any address of a /64. Null: it is no address.
 */
export function networkPrefixOf(text: string, prefix6 = 64): string | null {
  const ip = parseIp(text);
  if (ip === null) return null;
  return ip.family === 4 ? spellIp(ip) : `${networkOf(ip, prefix6)}/${prefix6}`;
}

/**
 * What abuse is counted by: the /24 of a v4 address, the /64 of a v6 address (`203.0.113.0/24`).
 * Wider than `networkPrefixOf`, because who tries many cards changes the address within a network.
 * Null: it is no address.
 */
export function abusePrefixOf(text: string): string | null {
  const ip = parseIp(text);
  if (ip === null) return null;
  const prefix = ip.family === 4 ? 24 : 64;
  return `${spellIp({ ...ip, hex: networkOf(ip, prefix) })}/${prefix}`;
}
