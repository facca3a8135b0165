/** Replaced by the server: its own address, and the switches for this page alone (a query). */
export const SIMULATOR = { origin: "", switches: "" };
