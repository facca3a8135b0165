const DEFAULT_PORTS = /:(?:80|443)$/;

/**
 * One spelling of a host name with or without port: lower case, without the dot of the root and
 * without a port that browsers leave out. `K.Example.:443` is `k.example`.
 */
export const canonicalHost = (host: string): string =>
  host
    .trim()
    .toLowerCase()
    .replace(DEFAULT_PORTS, "")
    .replace(/\.(?=:\d+$|$)/, "");
