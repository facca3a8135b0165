import type { Lang } from "../../i18n/translator.ts";
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
  const words = lang.messages.signInWindow;
  const { pathname, search } = new URL(elsewhere);
  const picture = `${HANDOVER_PATH}?${new URLSearchParams({ to: pathname + search })}`;
  return (
    <section class="have" aria-label={words.bold} data-testid="sign-in-window">
      <div class="in">
        <div class="banner t-warn">
          <TreeMarkup tree={icon("alert")} />
          <p>
            <strong>{words.bold}</strong>
          </p>
          <p>{words.help}</p>
          <div class="more">
            <div class="field">
              <label for="address">{words.address}</label>
              <input id="address" type="url" dir="ltr" readonly value={elsewhere} />
            </div>
            <button type="button" class="btn" id="copy" data-done={words.copied} hidden>
              {words.copy}
            </button>
            <details>
              <summary>{words.scan}</summary>
              <img src={picture} alt={words.picture} width="180" height="180" loading="lazy" />
            </details>
          </div>
        </div>
      </div>
    </section>
  );
}
