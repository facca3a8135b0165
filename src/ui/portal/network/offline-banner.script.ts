import { bannerTree } from "../../kit/banner/banner.ts";
import { query, replaceChildren } from "../../kit/tree/dom.script.ts";

/** Shows a banner while the browser is offline; connection.script.ts sends such events too. */
export function watchNetwork(words: string): void {
  const show = () => replaceChildren(query("#net"), bannerTree({ tone: "warn", bold: words }));
  window.addEventListener("online", () => replaceChildren(query("#net")));
  window.addEventListener("offline", show);
  if (!navigator.onLine) show();
}
