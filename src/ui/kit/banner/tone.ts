/** What a banner says about the customer's situation; decides its colour and icon. */
export type Tone = "accent" | "warn" | "bad" | "ok";
/** The same for a whole page; "none" leaves the page's own ground. */
export type PageTone = Tone | "none";
