/** Replaced by the server, which knows its own address and switches. */
export const SIMULATOR = { origin: "", loadError: false };
