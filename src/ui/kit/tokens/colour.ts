/**
 * Colours as numbers: contrast after WCAG 2, lightness and chroma after OKLCH (Björn Ottosson,
 * "A perceptual color space for image processing", 2020). Hex texts are `#rrggbb`.
 */
export interface Oklch {
  /** 0 black to 1 white. */
  readonly lightness: number;
  readonly chroma: number;
  /** Radians. */
  readonly hue: number;
}
type Rgb = readonly [red: number, green: number, blue: number];

/** WCAG 2 contrast of two colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [one, other] = [luminance(a), luminance(b)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** One colour over another; `part` (0 to 1) is the share of `top`, as CSS mixes in sRGB. */
export function mixed(top: string, part: number, below: string): string {
  const [over, under] = [rgbOf(top), rgbOf(below)];
  const mix = (i: 0 | 1 | 2) => over[i] * part + under[i] * (1 - part);
  return hexOf([mix(0), mix(1), mix(2)]);
}

/** Throws when `hex` is not `#rrggbb`. */
export function oklchOf(hex: string): Oklch {
  const [r, g, b] = linearOf(hex);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const greenRed = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const blueYellow = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(greenRed, blueYellow),
    hue: Math.atan2(blueYellow, greenRed),
  };
}

/**
 * The nearest colour of sRGB. Where sRGB has no such colour, chroma is reduced in steps of a
 * fiftieth; lightness and hue stay. Lightness below 0 gives black, above 1 white.
 */
export function hexOfOklch({ lightness, chroma, hue }: Oklch): string {
  if (lightness <= 0) return "#000000";
  if (lightness >= 1) return "#ffffff";
  for (let fiftieths = 50; fiftieths > 0; fiftieths--) {
    const rgb = rgbOfOklch({ lightness, chroma: (chroma * fiftieths) / 50, hue });
    if (rgb.every((part) => part > -ROUNDING && part < 1 + ROUNDING)) return hexOf(rgb);
  }
  return hexOf(rgbOfOklch({ lightness, chroma: 0, hue }));
}
/** Smaller than one step of the eight bits in a hex text. */
const ROUNDING = 1e-4;

function rgbOfOklch({ lightness, chroma, hue }: Oklch): Rgb {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function luminance(hex: string): number {
  const [r, g, b] = linearOf(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const linearOf = (hex: string): Rgb => {
  const [r, g, b] = rgbOf(hex);
  return [linear(r), linear(g), linear(b)];
};
const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const encoded = (part: number) =>
  part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055;

function rgbOf(hex: string): Rgb {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new Error(`not a colour: ${hex}`);
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

const hexOf = (rgb: Rgb): string =>
  `#${rgb
    .map((part) => Math.round(Math.min(1, Math.max(0, part)) * 255))
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")}`;
