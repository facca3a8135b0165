/** The server replaces these: its own origin, and the query of switches for this page. */
export const SIMULATOR = { origin: "", switches: "" };
