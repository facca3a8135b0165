import * as m from "../../../i18n/generated/messages.ts";
import type { Lang } from "../../../i18n/lang.ts";
import { icon } from "../../kit/icon/icon.ts";
import { TreeMarkup } from "../../kit/tree/tree-markup.tsx";

/** Path of the QR code for another phone; its parameter `to` is the page's path and query. */
export const HANDOVER_PATH = "/qr.svg";

interface Props {
  readonly lang: Lang;
  /** The whole address of this page. */
  readonly elsewhere: string;
}

/**
 * Tells the customer to open the page in a browser, because the small window of a Wi-Fi sign-in
 * often blocks payment. The address can be selected; the button for copying needs `copy.js`.
 */
export function SignInWindow({ lang, elsewhere }: Props) {
  const { pathname, search } = new URL(elsewhere);
  const picture = `${HANDOVER_PATH}?${new URLSearchParams({ to: pathname + search })}`;
  return (
    <section class="have" aria-label={m.signInWindow_bold(lang)} data-testid="sign-in-window">
      <div class="in">
        <div class="banner t-warn">
          <TreeMarkup tree={icon("alert")} />
          <p>
            <strong>{m.signInWindow_bold(lang)}</strong>
          </p>
          <p>{m.signInWindow_help(lang)}</p>
          <div class="more">
            <div class="field">
              <label for="address">{m.signInWindow_address(lang)}</label>
              <input id="address" type="url" dir="ltr" readonly value={elsewhere} />
            </div>
            <button
              type="button"
              class="btn"
              id="copy"
              data-done={m.signInWindow_copied(lang)}
              hidden
            >
              {m.signInWindow_copy(lang)}
            </button>
            <details>
              <summary>{m.signInWindow_scan(lang)}</summary>
              <img
                src={picture}
                alt={m.signInWindow_picture(lang)}
                width="180"
                height="180"
                loading="lazy"
              />
            </details>
          </div>
        </div>
      </div>
    </section>
  );
}
