import { abusePrefixOf } from "../../domain/base/ip-address.ts";

/** The network that an address is counted as; one for all addresses that are not known. */
export const callerNetwork = (ip: string | null): string =>
  (ip === null ? null : abusePrefixOf(ip)) ?? "unknown";
