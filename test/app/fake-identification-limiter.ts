import type {
  Allowance,
  IdentificationLimiter,
} from "../../src/app/ports/identification-limiter.ts";

/** The counter of typed numbers in memory. */
export class FakeIdentificationLimiter implements IdentificationLimiter {
  /** By window and name. */
  readonly counted = new Map<string, number>();

  async take(window: number, allowances: readonly Allowance[]): Promise<readonly string[]> {
    const spent = allowances.filter(({ name, most }) => this.#of(window, name) >= most);
    if (spent.length === 0) for (const { name } of allowances) this.#add(window, name, 1);
    return spent.map(({ name }) => name);
  }
  async giveBack(window: number, names: readonly string[]): Promise<void> {
    for (const name of names) this.#add(window, name, -1);
  }

  #of = (window: number, name: string) => this.counted.get(`${window} ${name}`) ?? 0;
  #add(window: number, name: string, by: number): void {
    this.counted.set(`${window} ${name}`, this.#of(window, name) + by);
  }
}
