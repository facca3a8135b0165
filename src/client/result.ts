import type { TopUpJson } from "../contract/api.ts";
import { noticeTree } from "../views/notice.ts";
import { topUpPath } from "../views/page-data.ts";
import { elapsedWords } from "../views/result/pending.ts";
import { showResult } from "../views/result/show.ts";
import { el } from "../views/tree.ts";
import { type Answer, actOnTopUp, readTopUp, socketAddress } from "./api.ts";
import { busy } from "./busy.ts";
import { all, fill, must, say, toDom } from "./dom.ts";
import { HERE } from "./here-pay.ts";
import type { Keepsakes } from "./keepsakes.ts";
import { isPaid, Live, type LiveWorld } from "./live.ts";
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
  #shown = "";
  #have = "";
  /** The state that was drawn last; before the first time, what the page has shown so far. */
  #drawn: TopUpJson["state"] = "awaiting_payment";
  /** The money was asked back, and there is no answer yet. */
  #asking = false;

  constructor(setting: Setting, topUp: TopUpJson) {
    this.#setting = setting;
    this.#topUp = topUp;
    this.#live = new Live(worldOf(topUp), topUp, (seen, looked) => this.#take(seen, looked));
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
    document.addEventListener("click", (event) => this.#clicked(event));
    setInterval(() => this.#tick(), 1000);
    window.addEventListener("online", () => void this.#live.poll());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") void this.#live.poll();
    });
    this.#draw();
    this.#forgetWhenPaid();
    if (confirmed) this.#live.confirmed();
    else if (this.#topUp.state === "awaiting_payment") this.#live.cameBack();
  }

  #take(seen: TopUpJson, looked: boolean): void {
    // A push goes to everybody who looks, so that it cannot say whose the top-up is.
    this.#topUp = { ...seen, own: seen.own ?? this.#topUp.own };
    // From here on the top-up knows more than the browser's confirmation.
    if (looked || seen.state !== "awaiting_payment") this.#confirmed = false;
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
    const hadFocus = document.activeElement?.matches("[data-refund]");
    fill(must("#act"), ...view.act);
    this.#drawAsking();
    if (hadFocus) document.querySelector<HTMLElement>("[data-refund]")?.focus();
    document.title = `${view.spoken} – ${app.dataset.name ?? ""}`;
    if (this.#shown === view.spoken) return;
    this.#shown = view.spoken;
    must("#have h1").focus();
    say(view.spoken);
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

  #clicked(event: Event): void {
    const target = event.target instanceof Element ? event.target : null;
    const button = target?.closest<HTMLButtonElement>("[data-refund]");
    if (!button) return;
    event.preventDefault();
    if (!this.#asking) void this.#askBack();
  }

  async #askBack(): Promise<void> {
    this.#asking = true;
    this.#drawAsking();
    say(HERE.words.result.askingBack);
    const answer = await actOnTopUp(this.#topUp, "refund");
    if (answer.kind === "ok") await this.#live.poll();
    this.#asking = false;
    this.#draw();
    if (answer.kind === "ok") return;
    this.#tellRefused(answer);
    await this.#live.poll();
  }

  /** News meanwhile draw the button anew; it stays busy, and keeps the focus. */
  #drawAsking(): void {
    const button = document.querySelector<HTMLButtonElement>("[data-refund]");
    if (this.#asking && button) busy(button, HERE.words.result.askingBack);
  }

  /** Beside the button, until the next news of this top-up. */
  #tellRefused(answer: Exclude<Answer<TopUpJson>, { kind: "ok" }>): void {
    const silent = answer.kind === "silent";
    const bold = silent ? HERE.words.notices.lost.bold : refusalWords(answer.problem.code);
    const notice = toDom(noticeTree({ tone: "warn", bold }));
    must("#act").prepend(notice);
    must("#act .notice").focus();
  }

  #now(): number {
    return Date.now() + this.#setting.clockAhead;
  }
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
