/** A broken promise ends the run of its seed. */
export class Violation extends Error {
  readonly oracle: string;
  constructor(oracle: string, detail: string) {
    super(`${oracle}: ${detail}`);
    this.oracle = oracle;
  }
}
