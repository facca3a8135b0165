/** The address of the page that is shown in the small window. */
export const SIGN_IN_WINDOW_STATES = {
  shop: "https://kestrel.example/?days=9&step=billing",
  link: "https://kestrel.example/l/abc?step=days",
} satisfies Readonly<Record<string, string>>;
