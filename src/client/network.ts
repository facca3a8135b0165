import { noticeTree } from "../views/notice.ts";
import { fill, must } from "./dom.ts";

/** Says when the connection is gone, and takes it back when it returns. */
export function watchNetwork(words: string): void {
  const show = () => {
    const place = must("#net");
    if (navigator.onLine) fill(place);
    else fill(place, noticeTree({ tone: "warn", bold: words }));
  };
  window.addEventListener("online", show);
  window.addEventListener("offline", show);
  show();
}
