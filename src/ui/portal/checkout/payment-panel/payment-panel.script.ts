import type { TopUpCreated } from "../../../../contract/api.ts";
import { sameMoney } from "../../../../domain/base/money.ts";
import { clearBanners, showBanner } from "../../../kit/banner/banner.script.ts";
import { announce, query } from "../../../kit/tree/dom.script.ts";
import { postTopUp } from "../../api/api.script.ts";
import type { IdempotencyKey } from "../../device/idempotency-key.script.ts";
import type { LocalDraft } from "../../device/local-draft.script.ts";
import { translator } from "../../messages/checkout-messages.script.ts";
import { refusalMessage } from "../../messages/refusal-messages.script.ts";
import { connected } from "../../network/connection.script.ts";
import { topUpPath } from "../../page/addresses.ts";
import { Result, showTopUpUrl } from "../../result/result.script.ts";
import type { Choice } from "../../sale/choice/choice.ts";
import type { Shop } from "../../sale/shop.script.ts";
import type { BillingStep } from "../billing-panel/billing-panel.script.ts";
import { CardForm } from "../stripe/card-form.script.ts";
import { confirmPayment } from "../stripe/confirm-payment.script.ts";
import type { Outcome } from "../stripe/payment-outcome.script.ts";
import type { Submitted } from "../stripe/stripe-types.script.ts";
import type { WalletRules } from "../stripe/wallets.script.ts";
import { type SubmitOutcome, submitTopUp } from "../submit/submit-top-up.script.ts";
import { keyedChoiceOf, topUpSubmission } from "../submit/top-up-submission.script.ts";
import { showUnavailable } from "../unavailable/unavailable.script.ts";
import { confirmRepeat } from "./confirm-repeat.script.ts";
import { Consent } from "./consent.script.ts";
import { bannerOf, showRefusal } from "./payment-messages.script.ts";
import {
  isBusy,
  nextPaymentState,
  type PaymentEvent,
  type PaymentState,
} from "./payment-state.script.ts";

const { banners, paying } = translator.messages;

/** The open sheet of a wallet is told when it came to nothing; a card's press has none. */
type Sheet = ((words: string) => void) | null;
/** A press that has come as far as Stripe's own checks. */
interface Pressed {
  readonly form: CardForm;
  readonly sheet: Sheet;
  readonly choice: Choice;
  readonly submitted: Submitted;
}

/** Step 3: wallets, the card form, and what pressing Pay sets in motion. */
export class PaymentStep {
  readonly #shop: Shop;
  readonly #billing: BillingStep;
  readonly #localDraft: LocalDraft;
  readonly #idempotencyKey: IdempotencyKey;
  readonly #consent = new Consent();
  #state: PaymentState = "closed";
  #form: CardForm | null = null;
  /** Yes to paying for this choice although somebody paid minutes ago. */
  #allowRepeat = false;
  /** Nobody knows what became of the last press that got as far as the bank. */
  #unsure = false;

  constructor(
    shop: Shop,
    billing: BillingStep,
    localDraft: LocalDraft,
    idempotencyKey: IdempotencyKey,
  ) {
    this.#shop = shop;
    this.#billing = billing;
    this.#localDraft = localDraft;
    this.#idempotencyKey = idempotencyKey;
    query("#pay-form").hidden = false;
    query("#pay-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#pay(null);
    });
    shop.onChoice((choice) => {
      this.#allowRepeat = false;
      this.#form?.setAmount(choice);
    });
  }

  get done(): boolean {
    return this.#state === "done";
  }

  /** Loads the card form; Stripe.js only now. */
  async open(): Promise<void> {
    // From now on this window means this try, whatever another one does meanwhile.
    this.#idempotencyKey.keyFor(keyedChoiceOf(this.#shop));
    const billing = this.#billing.typed();
    if (!this.#move("opened")) {
      if (this.#state === "ready") this.#form?.setBilling(billing);
      return;
    }
    if (document.querySelector("#banners [data-action=retry]")) clearBanners();
    const { data, choice } = this.#shop;
    try {
      this.#form = await CardForm.open({ data, choice, billing, rules: this.#rules() });
      // The slider may have moved while the form was loading.
      this.#form.setAmount(this.#shop.choice);
      this.#move("form_ready");
    } catch (fault) {
      this.#move("form_failed");
      this.#unavailable(String(fault));
    }
  }

  /** What can be asked before a sheet opens is asked then: a sheet can only fail. */
  #rules(): WalletRules {
    return {
      mayOpen: () => {
        if (!this.#mayPress() || !this.#billingRight()) return false;
        const before = this.#shop.view.recent_top_up;
        if (before === null || this.#allowRepeat) return true;
        void this.#confirmRepeatFor(before.id, true);
        return false;
      },
      sheet: () => ({
        business: query("#app").dataset.name ?? "",
        what: this.#shop.choice.texts.order,
        minor: this.#shop.choice.price.minor,
      }),
      pay: (failed) => void this.#pay(failed),
    };
  }

  async #pay(sheet: Sheet): Promise<void> {
    const form = this.#form;
    if (!form || !this.#mayPress() || !this.#move("pressed")) {
      sheet?.(this.#noSheet());
      return;
    }
    clearBanners();
    try {
      // First of all awaits: wallets pay only on the press itself.
      const submitted = await form.submit();
      if (!submitted.error && this.#billingRight()) {
        this.#move("form_complete");
        await this.#request({ form, sheet, submitted, choice: this.#shop.choice });
        return;
      }
    } catch (fault) {
      this.#broken(String(fault));
    }
    this.#move("refused");
    sheet?.(this.#noSheet());
  }

  /** Says why not, unless a press is on its way already. */
  #mayPress(): boolean {
    if (this.#state !== "ready" || !this.#consent.check()) return false;
    const notSent = this.#unsure ? banners.pressNotSent : banners.notSent;
    if (!navigator.onLine) showBanner({ tone: "warn", ...notSent });
    return navigator.onLine;
  }

  #noSheet(): string {
    return this.#unsure ? banners.noSheetAgain : banners.noSheet;
  }

  async #request(pressed: Pressed): Promise<void> {
    const agreements = { allow_repeat: this.#allowRepeat, consent: this.#consent.given };
    const outcomeOfSubmit = await submitTopUp(
      topUpSubmission(this.#shop, this.#billing.typed(), this.#idempotencyKey, agreements),
    );
    if (outcomeOfSubmit.kind === "created") return this.#confirm(pressed, outcomeOfSubmit.created);
    this.#move("refused");
    this.#refused(outcomeOfSubmit, pressed);
  }

  #refused(
    outcomeOfSubmit: Exclude<SubmitOutcome, { kind: "created" }>,
    { sheet, choice }: Pressed,
  ): void {
    if (outcomeOfSubmit.kind === "already_paid") {
      location.assign(topUpPath(outcomeOfSubmit.serviceId, outcomeOfSubmit.topUpId));
      return;
    }
    const code =
      outcomeOfSubmit.kind === "refused" ? outcomeOfSubmit.problem.code : outcomeOfSubmit.kind;
    sheet?.(code === "silent" ? banners.lost.bold : refusalMessage(code));
    if (outcomeOfSubmit.kind === "paid_recently")
      void this.#confirmRepeatFor(outcomeOfSubmit.topUpId, sheet !== null);
    else if (code === "consent_needed") this.#consent.demand();
    else showRefusal(outcomeOfSubmit, choice, this.#shop, this.#billing);
  }

  /** A card goes on with the same press; the sheet of a wallet opens only on one of its own. */
  #confirmRepeatFor(topUpId: string | null, byWallet: boolean): Promise<void> {
    return confirmRepeat(this.#shop, topUpId, () => {
      this.#allowRepeat = true;
      if (byWallet) showBanner({ tone: "accent", ...banners.pressWallet });
      else void this.#pay(null);
    });
  }

  async #confirm(pressed: Pressed, created: TopUpCreated): Promise<void> {
    const { top_up: topUp, client_secret: clientSecret, url } = created;
    if (!sameMoney(topUp.price, pressed.choice.price)) return this.#wrongAmount(pressed, created);
    const { have } = pressed.choice;
    const { email } = this.#billing.typed();
    this.#localDraft.keepTopUp(topUp.id, { email, shop: this.#shop.address("payment"), have });
    const { clockAhead, data } = this.#shop;
    const [localDraft, idempotencyKey] = [this.#localDraft, this.#idempotencyKey];
    const setting = {
      localDraft,
      idempotencyKey,
      clockAhead,
      supportHref: data.support_href,
    };
    const result = new Result(setting, topUp);
    result.connect();
    showTopUpUrl(topUp);
    if (clientSecret === null) {
      this.#finish(result, false);
      return;
    }
    this.#move("created");
    const returnUrl = new URL(url, location.href).href;
    const outcome = await confirmPayment({ ...pressed, clientSecret, returnUrl }, () =>
      announce(paying.bank),
    );
    if (outcome.kind === "sent") {
      this.#finish(result, true);
      return;
    }
    result.disconnect();
    history.replaceState(null, "", this.#shop.address());
    this.#declined(outcome, pressed.sheet);
  }

  #declined(outcome: Exclude<Outcome, { kind: "sent" }>, sheet: Sheet): void {
    if (outcome.kind === "broken") {
      sheet?.(translator.messages.unavailable.bold);
      this.#broken(outcome.why);
      return;
    }
    this.#move("refused");
    if (outcome.kind === "declined") this.#unsure = outcome.unsure === true;
    const banner = bannerOf(outcome, this.#shop);
    sheet?.(banner?.bold ?? this.#noSheet());
    if (banner) showBanner(banner);
  }

  /** From here on only the result is on the page. */
  #finish(result: Result, confirmed: boolean): void {
    this.#move("confirmed");
    // Back may have been pressed while the bank was asked.
    showTopUpUrl(result.topUp);
    result.show(confirmed);
  }

  #billingRight(): boolean {
    if (this.#billing.right()) return true;
    this.#shop.go("billing");
    this.#billing.check();
    return false;
  }

  /** Never pay what was not on the screen: the try is given up. */
  async #wrongAmount({ sheet }: Pressed, { top_up: topUp }: TopUpCreated): Promise<void> {
    this.#move("refused");
    this.#idempotencyKey.forget();
    sheet?.(banners.wrongAmount.bold);
    showBanner({ tone: "bad", ...banners.wrongAmount });
    await postTopUp(topUp, "cancel");
  }

  /** This form will never pay; the next one may. */
  #broken(why: string): void {
    this.#move("broken");
    this.#form?.close();
    this.#form = null;
    this.#unavailable(why);
  }

  #unavailable(why: string): void {
    query("#element-wait").dataset.why = why;
    showUnavailable(translator, () => void this.open());
    // Perhaps it is the network: `online` follows then, and the door opens this step again.
    void connected();
  }

  /** False: nothing follows from this here (a second press, for example). */
  #move(event: PaymentEvent): boolean {
    const before = this.#state;
    this.#state = nextPaymentState(before, event);
    const isLoading = this.#state === "loading";
    const busy = isBusy(this.#state);
    const button = query("#pay");
    button.ariaDisabled = busy || isLoading ? "true" : null;
    query("#pay-form").hidden = this.#state === "unavailable";
    query("#element-wait").hidden = !isLoading;
    const { texts, price } = this.#shop.choice;
    query("#pay [data-slot]").textContent = busy
      ? paying.paying(translator.money(price))
      : texts.pay;
    if (event === "form_complete") announce(paying.paying(translator.money(price)));
    return this.#state !== before;
  }
}
