/**
 * The design's tokens as mail programs take them: light in `style` attributes, because many drop
 * style sheets; sizes in px, because some know no rem; sides that are the same in both directions.
 */
const LIGHT = { ground: "#f1f3f0", surface: "#ffffff", ink: "#11181a", ink2: "#48545a" };
const LINE = "#d5dad6";
const FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans Arabic',sans-serif";

export type Role = "name" | "text" | "what" | "date" | "label" | "value" | "note" | "small";
type Box = "body" | "page" | "have" | "act" | "line" | "footer";

const type = (px: number, line: number, weight: number, color: string) =>
  `font-size:${px}px;line-height:${line}px;font-weight:${weight};color:${color}`;

export const INLINE: Readonly<Record<Role | Box, string>> = {
  body: `margin:0;padding:0;background:${LIGHT.ground};font-family:${FONT}`,
  page: `max-width:600px;margin:0 auto;background:${LIGHT.ground};font-family:${FONT}`,
  have: `padding:24px 16px;background:${LIGHT.ground}`,
  act: `padding:16px;background:${LIGHT.surface}`,
  footer: `padding:16px;background:${LIGHT.ground}`,
  line: `margin:0;padding:8px 0;border-bottom:1px solid ${LINE}`,
  name: `margin:0 0 24px;${type(15, 24, 600, LIGHT.ink)}`,
  text: `margin:0 0 12px;${type(17, 24, 400, LIGHT.ink)}`,
  what: `margin:0;${type(20, 28, 600, LIGHT.ink)}`,
  date: `display:block;${type(36, 40, 700, LIGHT.ink)}`,
  // Side by side where there is room; below 320 px or with large text the value wraps.
  label: `display:inline-block;min-width:168px;${type(15, 24, 400, LIGHT.ink2)}`,
  value: `display:inline-block;${type(15, 24, 600, LIGHT.ink)}`,
  note: `margin:16px 0 0;${type(15, 24, 400, LIGHT.ink2)}`,
  small: `margin:0 0 4px;${type(13, 20, 400, LIGHT.ink2)}`,
};

/** For mail programs that follow the reader's dark theme; `!important` overrides attributes. */
export const darkSheet = (accent: string): string =>
  [
    ":root{color-scheme:light dark;supported-color-schemes:light dark}",
    "@media (prefers-color-scheme:dark){",
    ".back,.have,.footer{background:#0d1112!important}",
    ".act{background:#151b1d!important}",
    `.have{border-color:${accent}!important}`,
    ".ink{color:#edf1ef!important}",
    ".ink2{color:#a9b4b7!important}",
    ".line{border-color:#2b3538!important}",
    `.link{color:${accent}!important}`,
    "}",
  ].join("");
