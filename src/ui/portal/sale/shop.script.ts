import type { ServiceView } from "../../../contract/api.ts";
import { lineOfDays } from "../../kit/line-of-days/line-of-days.ts";
import { query, queryAll, replaceChildren } from "../../kit/tree/dom.script.ts";
import { lang } from "../messages/lang.script.ts";
import { stepAddress } from "../page/addresses.ts";
import type { ShopData, Step } from "../page/page-data.ts";
import { type Choice, choose, type OfferView, offerOf, quantityWithin } from "./choice/choice.ts";
import { stepsTree } from "./steps/steps.ts";

/** The state of the four steps: the choice, the open step, and the address that holds both. */
export class Shop {
  readonly data: ShopData;
  #view: ServiceView;
  #offer: OfferView;
  #choice: Choice;
  #step: Step;
  /** Server clock minus this device's; ms. */
  readonly clockAhead: number;
  readonly #onChoice: ((choice: Choice) => void)[] = [];
  readonly #onStep: ((step: Step) => void)[] = [];

  constructor(data: ShopData) {
    const offer = offerOf(data.view, data.offer);
    if (!offer) throw new Error("no offer");
    this.data = data;
    this.#view = data.view;
    this.#offer = offer;
    this.#step = data.step;
    this.clockAhead = data.now - Date.now();
    this.#choice = this.#chosen(data.quantity);
  }

  get view(): ServiceView {
    return this.#view;
  }
  get offer(): OfferView {
    return this.#offer;
  }
  get choice(): Choice {
    return this.#choice;
  }
  get step(): Step {
    return this.#step;
  }
  /** The address of the present choice at a step. */
  address(step: Step = this.#step): string {
    return stepAddress(this.data.path, step, this.#choice.quantity, this.data.offer);
  }
  /** `run` is called after each change of the choice. */
  onChoice(run: (choice: Choice) => void): void {
    this.#onChoice.push(run);
  }
  /** `run` is called after a step was opened. */
  onStep(run: (step: Step) => void): void {
    this.#onStep.push(run);
  }

  /** Chooses the nearest quantity that the offer sells. */
  setQuantity(wish: number): void {
    const quantity = quantityWithin(this.#offer, wish);
    if (quantity !== this.#choice.quantity) this.#take(quantity);
  }

  /**
   * Takes new token, quotes and prices. False, and nothing is taken, when the offer is not sold any
   * more or the view is of another service: the IP address may belong to another customer now.
   */
  setView(view: ServiceView): boolean {
    const offer = offerOf(view, this.data.offer);
    if (!offer || view.blocked !== null || view.service.id !== this.#view.service.id) return false;
    this.#view = view;
    this.#offer = offer;
    this.#take(quantityWithin(offer, this.#choice.quantity));
    return true;
  }

  /** Opens a step without loading a page; the browser's Back leads to the present one. */
  go(step: Step): void {
    if (step === this.#step) return;
    history.pushState({ step }, "", this.address(step));
    this.open(step);
  }

  /** Shows a step whose address is already in the address bar. */
  open(step: Step): void {
    this.#step = step;
    for (const panel of queryAll("[data-panel]")) panel.hidden = panel.dataset.panel !== step;
    query("#balance").hidden = step !== "days";
    query("#strip").hidden = step === "days";
    this.#drawSteps();
    replaceChildren(query("#banners"));
    query("#steps h1").focus();
    window.scrollTo(0, 0);
    for (const run of this.#onStep) run(step);
  }

  #take(quantity: number): void {
    this.#choice = this.#chosen(quantity);
    for (const place of queryAll("[data-slot]")) {
      const slot = place.dataset.slot as keyof Choice["texts"];
      place.textContent = this.#choice.texts[slot];
    }
    for (const link of queryAll<HTMLAnchorElement>("a[data-go]")) {
      link.href = this.address(link.dataset.go as Step);
    }
    const { have } = this.#choice;
    replaceChildren(query("#line"), lineOfDays({ have, more: quantity, mark: "add" }));
    this.#drawSteps();
    for (const run of this.#onChoice) run(this.#choice);
  }

  #drawSteps(): void {
    replaceChildren(
      query("#steps"),
      stepsTree(lang, this.#step, (step) => this.address(step)),
    );
  }

  #chosen(quantity: number): Choice {
    return choose(lang, this.#view, this.#offer, quantity, Date.now() + this.clockAhead);
  }
}
