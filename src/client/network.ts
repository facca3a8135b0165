import { noticeTree } from "../views/notice.ts";
import { fill, must } from "./dom.ts";

/** Says when the connection is gone, and takes it back when it returns; see `connection.ts`. */
export function watchNetwork(words: string): void {
  const show = () => fill(must("#net"), noticeTree({ tone: "warn", bold: words }));
  window.addEventListener("online", () => fill(must("#net")));
  window.addEventListener("offline", show);
  if (!navigator.onLine) show();
}
