import type { BrandMark } from "./brand-mark.tsx";

export const BRAND_MARK_STATES = {
  default: { name: "Kestrel Mobile" },
  coloured: { name: "Kestrel Mobile", colour: "#e60000" },
  logo: { name: "Kestrel Mobile", logo: "/assets/logo.svg" },
} satisfies Readonly<Record<string, BrandMark>>;
