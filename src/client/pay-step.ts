import type { TopUpCreated } from "../contract/api.ts";
import { sameMoney } from "../domain/money.ts";
import type { Choice } from "../views/choice.ts";
import { topUpPath } from "../views/page-data.ts";
import { askAgain } from "./again.ts";
import { actOnTopUp } from "./api.ts";
import { type Asked, ask } from "./ask.ts";
import { askBank } from "./bank.ts";
import type { BillingStep } from "./billing-step.ts";
import { CardForm } from "./card-form.ts";
import type { Outcome } from "./confirmation.ts";
import { connected } from "./connection.ts";
import { Consent } from "./consent.ts";
import { must, say } from "./dom.ts";
import { HERE } from "./here-pay.ts";
import type { Keepsakes } from "./keepsakes.ts";
import { clearNotices, notify } from "./notices.ts";
import { isBusy, nextPhase, type Phase, type PhaseEvent } from "./phase.ts";
import { refusalWords } from "./refusal-words.ts";
import { requestFor, wantedOf } from "./request.ts";
import { Result, standOn } from "./result.ts";
import type { Shop } from "./shop.ts";
import type { Submitted } from "./stripe-types.ts";
import { noticeOf, tellRefused } from "./told.ts";
import type { TryKey } from "./try-key.ts";
import { sayUnavailable } from "./unavailable.ts";
import type { WalletRules } from "./wallets.ts";

const { notices, paying } = HERE.words;

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
export class PayStep {
  readonly #shop: Shop;
  readonly #billing: BillingStep;
  readonly #keepsakes: Keepsakes;
  readonly #tryKey: TryKey;
  readonly #consent = new Consent();
  #phase: Phase = "closed";
  #form: CardForm | null = null;
  /** Yes to paying for this choice although somebody paid minutes ago. */
  #again = false;
  /** Nobody knows what became of the last press that got as far as the bank. */
  #unsure = false;

  constructor(shop: Shop, billing: BillingStep, keepsakes: Keepsakes, tryKey: TryKey) {
    this.#shop = shop;
    this.#billing = billing;
    this.#keepsakes = keepsakes;
    this.#tryKey = tryKey;
    must("#pay-form").hidden = false;
    must("#pay-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#pay(null);
    });
    shop.onChoice((choice) => {
      this.#again = false;
      this.#form?.setAmount(choice);
    });
  }

  get done(): boolean {
    return this.#phase === "done";
  }

  /** Loads the card form; Stripe.js only now. */
  async open(): Promise<void> {
    // From now on this window means this try, whatever another one does meanwhile.
    this.#tryKey.for(wantedOf(this.#shop));
    const billing = this.#billing.typed();
    if (!this.#move("opened")) {
      if (this.#phase === "ready") this.#form?.setBilling(billing);
      return;
    }
    if (document.querySelector("#notices [data-act=retry]")) clearNotices();
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
        const before = this.#shop.view.recent;
        if (before === null || this.#again) return true;
        void this.#askAgain(before.id, true);
        return false;
      },
      sheet: () => ({
        business: must("#app").dataset.name ?? "",
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
    clearNotices();
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
    if (this.#phase !== "ready" || !this.#consent.check()) return false;
    const notSent = this.#unsure ? notices.pressNotSent : notices.notSent;
    if (!navigator.onLine) notify({ tone: "warn", ...notSent });
    return navigator.onLine;
  }

  #noSheet(): string {
    return this.#unsure ? notices.noSheetAgain : notices.noSheet;
  }

  async #request(pressed: Pressed): Promise<void> {
    const yes = { again: this.#again, consent: this.#consent.given };
    const asked = await ask(requestFor(this.#shop, this.#billing.typed(), this.#tryKey, yes));
    if (asked.kind === "created") return this.#confirm(pressed, asked.created);
    this.#move("refused");
    this.#refused(asked, pressed);
  }

  #refused(asked: Exclude<Asked, { kind: "created" }>, { sheet, choice }: Pressed): void {
    if (asked.kind === "already_paid") {
      location.assign(topUpPath(asked.serviceId, asked.topUpId));
      return;
    }
    const code = asked.kind === "refused" ? asked.problem.code : asked.kind;
    sheet?.(code === "silent" ? notices.lost.bold : refusalWords(code));
    if (asked.kind === "paid_recently") void this.#askAgain(asked.topUpId, sheet !== null);
    else if (code === "consent_needed") this.#consent.demand();
    else tellRefused(asked, choice, this.#shop, this.#billing);
  }

  /** A card goes on with the same press; the sheet of a wallet opens only on one of its own. */
  #askAgain(topUpId: string | null, byWallet: boolean): Promise<void> {
    return askAgain(this.#shop, topUpId, () => {
      this.#again = true;
      if (byWallet) notify({ tone: "accent", ...notices.pressWallet });
      else void this.#pay(null);
    });
  }

  async #confirm(pressed: Pressed, created: TopUpCreated): Promise<void> {
    const { top_up: topUp, client_secret: clientSecret, url } = created;
    if (!sameMoney(topUp.price, pressed.choice.price)) return this.#wrongAmount(pressed, created);
    const { have } = pressed.choice;
    const { email } = this.#billing.typed();
    this.#keepsakes.keepTopUp(topUp.id, { email, shop: this.#shop.address("payment"), have });
    const { clockAhead, data } = this.#shop;
    const [keepsakes, tryKey] = [this.#keepsakes, this.#tryKey];
    const setting = { keepsakes, tryKey, clockAhead, supportHref: data.support_href };
    const result = new Result(setting, topUp);
    result.connect();
    standOn(topUp);
    if (clientSecret === null) {
      this.#finish(result, false);
      return;
    }
    this.#move("created");
    const returnUrl = new URL(url, location.href).href;
    const outcome = await askBank({ ...pressed, clientSecret, returnUrl }, () => say(paying.bank));
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
      sheet?.(HERE.words.unavailable.bold);
      this.#broken(outcome.why);
      return;
    }
    this.#move("refused");
    if (outcome.kind === "declined") this.#unsure = outcome.unsure === true;
    const notice = noticeOf(outcome, this.#shop);
    sheet?.(notice?.bold ?? this.#noSheet());
    if (notice) notify(notice);
  }

  /** From here on only the result is on the page. */
  #finish(result: Result, confirmed: boolean): void {
    this.#move("confirmed");
    // Back may have been pressed while the bank was asked.
    standOn(result.topUp);
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
    this.#tryKey.forget();
    sheet?.(notices.wrongAmount.bold);
    notify({ tone: "bad", ...notices.wrongAmount });
    await actOnTopUp(topUp, "cancel");
  }

  /** This form will never pay; the next one may. */
  #broken(why: string): void {
    this.#move("broken");
    this.#form?.close();
    this.#form = null;
    this.#unavailable(why);
  }

  #unavailable(why: string): void {
    must("#element-wait").dataset.why = why;
    sayUnavailable(HERE, () => void this.open());
    // Perhaps it is the network: `online` follows then, and the door opens this step again.
    void connected();
  }

  /** False: nothing follows from this here (a second press, for example). */
  #move(event: PhaseEvent): boolean {
    const before = this.#phase;
    this.#phase = nextPhase(before, event);
    const isLoading = this.#phase === "loading";
    const busy = isBusy(this.#phase);
    const button = must("#pay");
    button.ariaDisabled = busy || isLoading ? "true" : null;
    must("#pay-form").hidden = this.#phase === "unavailable";
    must("#element-wait").hidden = !isLoading;
    const { texts, price } = this.#shop.choice;
    must("#pay [data-v]").textContent = busy ? paying.paying(HERE.money(price)) : texts.pay;
    if (event === "form_complete") say(paying.paying(HERE.money(price)));
    return this.#phase !== before;
  }
}
