import type { PlaceholderSize } from "./placeholder.ts";

export const PLACEHOLDER_STATES: readonly PlaceholderSize[] = ["s", "m", "l"];
