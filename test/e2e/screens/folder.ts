/** The folder of the pictures; git ignores it. */
export const FOLDER = new URL("../../../.tmp/screens/", import.meta.url).pathname;
export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
export const WIDTHS = [320, 390, 768, 1280] as const;

/** `days-light-390.png`; an Arabic one is `days-arabic-390.png`. */
export const pictureOf = (state: string, variant: Theme | "arabic", width: number): string =>
  `${state}-${variant}-${width}.png`;
