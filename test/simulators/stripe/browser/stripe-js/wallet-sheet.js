import { openFrame, originOf, setStyles } from "./frames.js";
import { SIMULATOR } from "./settings.js";

/** The sheet of a wallet over the page, like a browser or a wallet's own window shows it. */
export class WalletSheet {
  #cover = document.createElement("div");
  #talk;
  #before = document.activeElement;

  /** `listener` has a method per action of the buyer: `pay` with billing details, and `cancel`. */
  constructor(params, listener) {
    this.#cover.dataset.testid = "wallet-sheet";
    const origin = params.wallet === "link" ? originOf("link") : SIMULATOR.origin;
    this.#talk = openFrame("/frames/wallet-sheet", {
      title: `${params.name} payment sheet`,
      testId: "wallet-sheet-frame",
      params,
      onMessage: listener,
      origin,
    });
    setStyles(this.#cover, {
      position: "fixed",
      inset: "0",
      zIndex: "2147483647",
      display: "grid",
      placeItems: "end center",
      background: "rgb(0 0 0 / 60%)",
    });
    setStyles(this.#talk.frame, { width: "min(100%, 24rem)", height: "min(100%, 30rem)" });
    this.#cover.append(this.#talk.frame);
    document.body.append(this.#cover);
    this.#talk.frame.focus();
  }

  ask(message) {
    return this.#talk.ask(message);
  }

  fail(message) {
    this.#talk.post({ type: "failed", message });
  }

  close() {
    this.#talk.close();
    this.#cover.remove();
    this.#before?.focus();
  }
}
