import type { Speaks } from "../views/lang/lang.ts";
import { el } from "../views/tree.ts";
import { act, clearNotices, notify } from "./notices.ts";

/** "Payment system unavailable", with a way to try again. What was typed and chosen stays. */
export function sayUnavailable(lang: Speaks<"unavailable">, retry: () => void): void {
  const { bold, help, retry: again, wifi } = lang.words.unavailable;
  notify(
    { tone: "warn", bold, help },
    {
      retry: () => {
        clearNotices();
        retry();
      },
    },
    [act("retry", again, true), el("p", { class: "mid quiet" }, wifi)],
  );
}
