import { IntegrationError } from "./errors.js";
import { openFrame, setStyles } from "./frames.js";
import { Listeners } from "./listeners.js";

/** What all Elements have: a frame of the simulator at a place on the page, and events. */
export class Element extends Listeners {
  #kind;
  #talk = null;
  #destroyed = false;
  #ready = false;

  constructor(kind) {
    super();
    this.#kind = kind;
  }

  /** Mounts the frame at `target` with its title and first height. */
  mountFrame(target, { path, title, testId, params, height }) {
    const place = typeof target === "string" ? document.querySelector(target) : target;
    if (!place) throw new IntegrationError(`Nothing on the page fits ${target}.`);
    if (this.#destroyed) throw new IntegrationError("This Element has already been destroyed.");
    this.unmount();
    const onMessage = (message) => this.#hear(message);
    this.#talk = openFrame(path, { title, testId, params, onMessage });
    setStyles(this.#talk.frame, { height });
    place.replaceChildren(this.#talk.frame);
  }

  unmount() {
    this.#talk?.close();
    this.#talk = null;
    this.#ready = false;
  }

  destroy() {
    this.unmount();
    this.#destroyed = true;
    this.emit("destroyed", {});
  }

  update(options) {
    this.post({ type: "update", options });
    return this;
  }

  clear() {
    this.post({ type: "clear" });
  }

  focus() {
    this.post({ type: "focus" });
  }

  blur() {
    this.post({ type: "blur" });
  }

  post(message) {
    this.#talk?.post(message);
  }

  /** Sends a message to the frame and waits for its answer. */
  ask(message) {
    if (!this.#talk || !this.#ready) {
      throw new IntegrationError(
        "We could not retrieve data from the specified Element. Please make sure the Element " +
          "you are attempting to use is still mounted and that the ready event was emitted.",
      );
    }
    return this.#talk.ask(message);
  }

  #hear({ type, ...details }) {
    if (type === "height") {
      if (this.#talk) setStyles(this.#talk.frame, { height: `${details.height}px` });
      return;
    }
    if (type === "ready") this.#ready = true;
    if (type === "loaderror" && !this.has("loaderror")) {
      console.error(`Unhandled ${this.#kind} Element loaderror`, details);
    }
    this.emit(type, { elementType: this.#kind, ...details });
  }
}
