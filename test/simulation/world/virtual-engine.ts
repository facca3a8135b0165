/** The stateful simulator of an engine, with the virtual clock as its own. */
import { Engine } from "../../simulators/cgrates/engine.ts";
import type { Clock } from "./clock.ts";

export class VirtualEngine extends Engine {
  readonly #clock: Clock;
  constructor(version: "master" | "v0.10", clock: Clock) {
    super(version, "redis");
    this.#clock = clock;
  }
  override now(): number {
    return this.#clock.now;
  }
}
