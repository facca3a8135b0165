const VARIABLES = {
  colorText: "--text",
  colorTextSecondary: "--quiet",
  colorBackground: "--field",
  colorPrimary: "--accent",
  colorDanger: "--danger",
  borderRadius: "--radius",
  fontFamily: "--font",
};
/** Right-to-left languages of Stripe.js; the simulator's own texts are always English. */
const RIGHT_TO_LEFT = ["ar", "he"];

/** Applies Stripe's appearance: theme and variables; without a theme the system decides. */
export function paint(appearance = {}) {
  const { theme, variables = {} } = appearance;
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)").matches;
  root.classList.toggle("dark", theme ? theme === "night" : system);
  for (const [name, property] of Object.entries(VARIABLES)) {
    if (variables[name]) root.style.setProperty(property, variables[name]);
  }
}

export function layOut(locale = "auto") {
  const language = (locale === "auto" ? navigator.language : locale).split("-")[0];
  document.documentElement.dir = RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
}
