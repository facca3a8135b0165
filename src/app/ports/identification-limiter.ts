/** At most so many identifications in one window; `name` says of whom. */
export interface Allowance {
  readonly name: string;
  readonly most: number;
}

/** Counts identifications, exactly and for all locations together. Throws when it cannot count. */
export interface IdentificationLimiter {
  /**
   * Takes one from every allowance, or from none when any is used up: then it names those. A
   * `window` is a whole number that grows with time; what an older one counted is forgotten.
   */
  take(window: number, allowances: readonly Allowance[]): Promise<readonly string[]>;
  /** Undoes one `take` for these names. */
  giveBack(window: number, names: readonly string[]): Promise<void>;
}
