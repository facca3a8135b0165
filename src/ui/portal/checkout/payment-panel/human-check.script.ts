import type { TopUpRequestBody } from "../../../../contract/api.ts";
import type { HumanCheckJson } from "../../../../contract/human-check.ts";
import * as m from "../../../../i18n/generated/messages.ts";
import { loadScript } from "../../../kit/browser/load-script.script.ts";
import { withTimeout } from "../../../kit/browser/with-timeout.script.ts";
import { announce, query, toDom } from "../../../kit/tree/dom.script.ts";
import { el } from "../../../kit/tree/tree.ts";
import { lang } from "../../messages/lang.script.ts";
import { refusalMessage } from "../../messages/refusal-messages.script.ts";
import { type Sheet, showHumanCheckFailed, showPressWallet } from "./payment-messages.script.ts";

/** The part of Cloudflare's widget that we use (developers.cloudflare.com/turnstile). */
interface Turnstile {
  render(place: HTMLElement, options: WidgetOptions): string;
  remove(widgetId: string): void;
}
interface WidgetOptions {
  readonly sitekey: string;
  readonly action: string;
  readonly language: string;
  readonly theme: "auto";
  readonly size: "flexible" | "compact";
  callback(token: string): void;
  /** True: handled. */
  "error-callback"(code: string): true;
  "timeout-callback"(): void;
  "before-interactive-callback"(): void;
}
declare global {
  interface Window {
    turnstile?: Turnstile;
  }
}

/** A widget that neither answers nor asks for anything after this long counts as failed; ms. */
const SILENT_MS = 30_000;
/** Cloudflare's flexible widget needs this; px. */
const FLEXIBLE_PX = 300;

/** Shows that a person is there, when the server asks; what is shown counts for one request. */
export class HumanCheck {
  #token: string | null = null;
  #wasGiven = false;

  /** For the next request. */
  take(): Pick<TopUpRequestBody, "human_check"> {
    const token = this.#token;
    this.#token = null;
    this.#wasGiven = token !== null;
    return token === null ? {} : { human_check: token };
  }

  /**
   * True: the customer has shown it, and the card may be paid at once. A wallet's sheet opens only
   * on another press. A token that was not taken is followed by no other widget before a press.
   */
  async ask(widget: HumanCheckJson, sheet: Sheet): Promise<boolean> {
    if (!this.#wasGiven) {
      sheet?.(refusalMessage("human_check_needed"));
      this.#token = await askHuman(widget);
    }
    if (this.#token === null) showHumanCheckFailed(sheet);
    else if (sheet) showPressWallet();
    return this.#token !== null && sheet === null;
  }
}

/**
 * Shows the widget above the button and waits for the customer. The token; null: the widget could
 * not be loaded or has failed.
 */
async function askHuman(widget: HumanCheckJson): Promise<string | null> {
  const place = draw();
  try {
    const url = new URL(widget.script_url);
    url.searchParams.set("render", "explicit");
    if (!window.turnstile) await loadScript(url.href);
    return await tokenOf(window.turnstile, widget, place.slot);
  } catch (fault) {
    place.group.dataset.why = String(fault);
    return null;
  } finally {
    place.group.remove();
  }
}

/** Throws when there is none. */
async function tokenOf(
  turnstile: Turnstile | undefined,
  { site_key: sitekey, action }: HumanCheckJson,
  slot: HTMLElement,
): Promise<string> {
  if (!turnstile) throw new Error("the script came without its widget");
  let token = "";
  let passed = () => {};
  let failed = (_: Error) => {};
  const ended = new Promise<void>((resolve, reject) => {
    passed = resolve;
    failed = reject;
  });
  let answers = () => {};
  const id = turnstile.render(slot, {
    sitekey,
    action,
    language: lang.tag,
    theme: "auto",
    size: slot.clientWidth < FLEXIBLE_PX ? "compact" : "flexible",
    callback(given) {
      token = given;
      passed();
      answers();
    },
    "error-callback"(code) {
      failed(new Error(`the widget says ${code}`));
      return true;
    },
    "timeout-callback": () => failed(new Error("the customer left it")),
    "before-interactive-callback": () => answers(),
  });
  try {
    const answered = withTimeout(SILENT_MS, (done) => {
      answers = done;
      return () => {};
    });
    await Promise.race([ended, answered.then(() => ended)]);
    return token;
  } finally {
    turnstile.remove(id);
  }
}

/** The words and the widget's place, above the button, with the keyboard's focus on them. */
function draw(): { readonly group: HTMLElement; readonly slot: HTMLElement } {
  const ask = m.humanCheck_ask(lang);
  const group = toDom(
    el(
      "div",
      { id: "human-check", role: "group", "aria-label": ask, tabindex: "-1" },
      el("p", {}, ask),
      el("div", {}),
    ),
  ) as HTMLElement;
  query("#pay").before(group);
  announce(ask);
  group.focus();
  return { group, slot: group.lastElementChild as HTMLElement };
}
