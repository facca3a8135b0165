/** An oracle found something wrong; this ends the run of the seed. */
export class Violation extends Error {
  readonly oracle: string;
  constructor(oracle: string, detail: string) {
    super(`${oracle}: ${detail}`);
    this.oracle = oracle;
  }
}
