import { bannerTree } from "../../kit/banner/banner.ts";
import { query, replaceChildren } from "../../kit/tree/dom.script.ts";

/** Says when the connection is gone, and takes it back when it returns; see `connection.ts`. */
export function watchNetwork(words: string): void {
  const show = () => replaceChildren(query("#net"), bannerTree({ tone: "warn", bold: words }));
  window.addEventListener("online", () => replaceChildren(query("#net")));
  window.addEventListener("offline", show);
  if (!navigator.onLine) show();
}
