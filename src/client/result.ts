import type { TopUpJson } from "../contract/api.ts";
import { type Notice, noticeTree } from "../views/notice.ts";
import { topUpPath } from "../views/page-data.ts";
import { elapsedWords } from "../views/result/pending.ts";
import { showResult } from "../views/result/show.ts";
import { el, type Tree } from "../views/tree.ts";
import { actOnTopUp, readTopUp, socketAddress } from "./api.ts";
import { busy } from "./busy.ts";
import { all, fill, must, say } from "./dom.ts";
import { HERE } from "./here-pay.ts";
import type { Keepsakes } from "./keepsakes.ts";
import { isPaid, Live, type LiveWorld, type Look } from "./live.ts";
import { watchNetwork } from "./network.ts";
import { refusalWords } from "./refusal-words.ts";
import type { TryKey } from "./try-key.ts";

interface Setting {
  readonly keepsakes: Keepsakes;
  readonly tryKey: TryKey;
  /** Server clock minus this device's; ms. */
  readonly clockAhead: number;
  readonly supportHref: string;
}

/** The result of one top-up on the page: drawn from each push by the same words as the server's. */
export class Result {
  readonly #setting: Setting;
  readonly #live: Live;
  #topUp: TopUpJson;
  #confirmed = false;
  /** Stripe was asked, and unpaid means not paid. */
  #sure = false;
  #shown = "";
  #have = "";
  /** The state that was drawn last; before the first time, what the page has shown so far. */
  #drawn: TopUpJson["state"] = "awaiting_payment";
  /** Whether the money shall go back is being asked. */
  #question = false;
  /** The money was asked back, and there is no answer yet. */
  #asking = false;
  /** What became of that; as long as it is about the state that is shown. */
  #told: { readonly notice: Notice; readonly state: TopUpJson["state"] } | null = null;

  constructor(setting: Setting, topUp: TopUpJson) {
    this.#setting = setting;
    this.#topUp = topUp;
    this.#live = new Live(worldOf(topUp), topUp, (seen, look) => this.#take(seen, look));
  }

  get topUp(): TopUpJson {
    return this.#topUp;
  }

  /** Connects; shows nothing yet (the card form may still be on the page). */
  connect(): void {
    this.#live.start();
  }
  disconnect(): void {
    this.#live.stop();
  }

  /** Takes over the page. `confirmed`: the browser heard that the payment went through. */
  show(confirmed: boolean): void {
    // A push may have been quicker than the browser's own answer.
    this.#confirmed = confirmed && this.#topUp.state === "awaiting_payment";
    this.#shown = "";
    // A page that was opened on its result has nothing arriving.
    if (!confirmed) this.#drawn = this.#topUp.state;
    watchNetwork(HERE.words.result.offline);
    document.addEventListener("click", (event) => this.#clicked(event));
    setInterval(() => this.#tick(), 1000);
    window.addEventListener("online", () => void this.#live.poll());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") void this.#live.poll();
    });
    this.#draw();
    // What was here before may have been scrolled down to its button.
    window.scrollTo(0, 0);
    this.#forgetWhenPaid();
    if (confirmed) this.#live.confirmed();
    else if (this.#topUp.state === "awaiting_payment") this.#live.cameBack();
  }

  #take(seen: TopUpJson, look: Look): void {
    // Out of another state it comes back only by what Stripe has said.
    if (look === "sure" || this.#topUp.state !== "awaiting_payment") this.#sure = true;
    // A push goes to everybody who looks, so that it cannot say whose the top-up is.
    this.#topUp = { ...seen, own: seen.own ?? this.#topUp.own };
    // From here on the top-up knows more than the browser's confirmation.
    if (look !== "none" || seen.state !== "awaiting_payment") this.#confirmed = false;
    if (this.#shown === "") return;
    this.#forgetWhenPaid();
    this.#draw();
  }

  #draw(): void {
    const t = this.#topUp;
    const mine = this.#setting.keepsakes.topUp(t.id);
    const view = showResult({
      lang: HERE,
      topUp: t,
      email: mine?.email ?? null,
      now: this.#now(),
      have: mine?.have ?? 0,
      confirmed: this.#confirmed,
      sure: this.#sure,
      asksBack: this.#question,
      shopHref: mine?.shop ?? `/?days=${t.quantity}`,
      supportHref: this.#setting.supportHref,
    });
    const app = must("#app");
    const main = must("#main");
    app.dataset.tone = view.tone;
    main.dataset.testid = "result";
    main.dataset.state = t.state;
    const have = JSON.stringify(view.have);
    // Drawn anew only when it says something new: its heading may have the focus.
    if (have !== this.#have) {
      this.#have = have;
      const arrives = t.state === "credited" && this.#drawn !== "credited";
      fill(must("#have"), el("div", { class: arrives ? "bal is-new" : "bal" }, ...view.have));
    }
    this.#drawn = t.state;
    this.#drawAct(view.act);
    document.title = `${view.spoken} – ${app.dataset.name ?? ""}`;
    if (this.#shown === view.spoken) return;
    this.#shown = view.spoken;
    must("#have h1").focus();
    say(view.spoken);
  }

  /** News draw all of it anew; what has the focus keeps it. */
  #drawAct(trees: readonly Tree[]): void {
    if (this.#told?.state !== this.#topUp.state) this.#told = null;
    const focused = document.activeElement?.closest<HTMLElement>("#act [data-testid]");
    fill(must("#act"), ...(this.#told ? [noticeTree(this.#told.notice)] : []), ...trees);
    const button = document.querySelector<HTMLButtonElement>("[data-refund=ask]");
    if (this.#asking && button) busy(button, HERE.words.result.askingBack);
    if (focused) focus(focused.dataset.testid ?? "");
  }

  /** The draft and the key of the try have done their work once money is in, or it is over. */
  #forgetWhenPaid(): void {
    if (isPaid(this.#topUp)) this.#setting.keepsakes.dropDraft();
    if (isPaid(this.#topUp) || this.#topUp.state === "unpaid") this.#setting.tryKey.forget();
  }

  #tick(): void {
    for (const place of all("[data-elapsed]")) {
      place.textContent = elapsedWords(HERE, place.dataset.elapsed || null, this.#now());
    }
  }

  #clicked(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    const which = target?.closest<HTMLElement>("[data-refund]")?.dataset.refund;
    if (!which) return;
    event.preventDefault();
    // The second tap of two was meant for what was there before.
    if (this.#asking || event.detail > 1) return;
    if (which === "yes") void this.#askBack();
    else this.#ask(which === "ask");
  }

  #ask(question: boolean): void {
    this.#question = question;
    this.#told = null;
    this.#draw();
    focus(question ? "refund-question" : "refund-me");
    if (question) say(must("[data-testid=refund-question] strong").textContent ?? "");
  }

  async #askBack(): Promise<void> {
    this.#asking = true;
    this.#ask(false);
    say(HERE.words.result.askingBack);
    const answer = await actOnTopUp(this.#topUp, "refund");
    if (answer.kind === "silent") this.#tell(PERHAPS_ASKED);
    await this.#live.poll();
    if (answer.kind === "silent") return;
    this.#asking = false;
    this.#draw();
    const whyNot = answer.kind === "refused" ? notBack(this.#topUp, answer.problem.code) : null;
    if (whyNot) this.#tell(whyNot);
  }

  /** Above everything, until the next state of this top-up. */
  #tell(notice: Notice): void {
    this.#told = { notice, state: this.#topUp.state };
    this.#asking = false;
    this.#draw();
    focus("notice");
    say(notice.bold);
  }

  #now(): number {
    return Date.now() + this.#setting.clockAhead;
  }
}

const PERHAPS_ASKED: Notice = {
  tone: "warn",
  bold: HERE.words.notices.lost.bold,
  help: HERE.words.result.perhapsAsked,
};

/** Why no money goes back; null: the page says what became of it. */
function notBack({ state }: TopUpJson, code: string): Notice | null {
  const { addedInstead, addingInstead } = HERE.words.result;
  switch (state) {
    case "credited":
      return { tone: "ok", bold: addedInstead };
    case "crediting":
      return { tone: "accent", bold: addingInstead };
    case "paid":
      return { tone: "warn", bold: refusalWords(code) };
    default:
      return null;
  }
}

/** Gives the focus to a part of the lower half; to the heading, where there is none any more. */
function focus(part: string): void {
  const there = document.querySelector<HTMLElement>(`#act [data-testid="${part}"]`);
  (there ?? must("#have h1")).focus();
}

/** Shows the address of the top-up without loading anything. */
export function standOn(topUp: TopUpJson): void {
  history.replaceState({ topUp: topUp.id }, "", topUpPath(topUp.service_id, topUp.id));
}

function worldOf(topUp: TopUpJson): LiveWorld {
  return {
    connect(onText, onEnd) {
      const socket = new WebSocket(socketAddress(topUp));
      socket.onmessage = (message) => onText(String(message.data));
      socket.onclose = onEnd;
      return {
        close() {
          socket.onclose = null;
          socket.onmessage = null;
          // Closing one that is still opening would be reported as a failure.
          if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
          else socket.close();
        },
      };
    },
    async read() {
      const answer = await readTopUp(topUp);
      return answer.kind === "ok" ? answer.body : null;
    },
    async settle() {
      const answer = await actOnTopUp(topUp, "settle");
      return answer.kind === "ok" ? answer.body : null;
    },
    later(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}
