/** The header of a `user:password`, whose bytes are UTF-8 (RFC 7617, section 2.1). */
export const basicAuth = (userAndPassword: string): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(userAndPassword)))}`;
