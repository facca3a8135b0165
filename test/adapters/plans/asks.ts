/** Every method of every adapter of D1, asked at least once; the compiler names a missing one. */
import type { Databases } from "../../../src/adapters/d1/databases.ts";
import type { History } from "./history.ts";

/** What is asked: the databases are recorded. */
export interface On {
  readonly databases: Databases;
  readonly main: D1Database;
  readonly bound: ReadonlyMap<number, D1Database>;
  readonly history: History;
}

/** What one method is asked; it may be asked more than once. */
type Ask<T> = (one: T) => unknown;
/** One per method; `null`: it asks D1 nothing. */
type AsksOf<T> = {
  readonly [M in keyof T as T[M] extends (...input: never[]) => unknown ? M : never]-?:
    | Ask<T>
    | readonly Ask<T>[]
    | null;
};

/** The name of a factory, with its questions. */
export interface Asked {
  readonly factory: string;
  readonly ask: () => Promise<void>;
}

/** Asks one adapter everything, one question after the other. */
export const asked = <T extends object>(
  factory: string,
  make: () => T,
  asks: AsksOf<T>,
): Asked => ({
  factory,
  async ask() {
    const one = make();
    for (const [method, each] of Object.entries<Ask<T> | readonly Ask<T>[] | null>(asks)) {
      for (const ask of each === null ? [] : [each].flat()) {
        try {
          await ask(one);
        } catch (fault) {
          throw new Error(`${factory}.${method}: ${fault}`, { cause: fault });
        }
      }
    }
  },
});
