import type {
  ClaimedIntent,
  OldDoors,
  ProvisioningJob,
} from "../../src/actions/legacy/old-doors-port.ts";
import { PortFault } from "../../src/actions/ports.ts";

/** D1 as the old doors see it: one row per intent, the first stays. */
export class FakeOldDoors implements OldDoors {
  readonly claims = new Map<string, ClaimedIntent>();
  readonly jobs = new Map<number, ProvisioningJob>();
  /** When each was last looked at by a sweep. */
  readonly looked = new Map<string, number>();
  down = false;

  async claim(wish: ClaimedIntent): Promise<ClaimedIntent> {
    this.#ask();
    const standing = this.claims.get(wish.intentId) ?? wish;
    this.claims.set(wish.intentId, standing);
    return standing;
  }
  async claimOf(intentId: string): Promise<ClaimedIntent | null> {
    this.#ask();
    return this.claims.get(intentId) ?? null;
  }
  /** As long as no object has told D1 of its top-ups; the longest not looked at first. */
  async takeUnfinishedClaims(limit: number, now: number): Promise<readonly string[]> {
    this.#ask();
    const due = [...this.claims.keys()]
      .sort((a, b) => (this.looked.get(a) ?? 0) - (this.looked.get(b) ?? 0))
      .slice(0, limit);
    for (const intentId of due) this.looked.set(intentId, now);
    return due;
  }
  async job(provisionId: number): Promise<ProvisioningJob | null> {
    this.#ask();
    return this.jobs.get(provisionId) ?? null;
  }
  #ask(): void {
    if (this.down) throw new PortFault("d1", "no answer");
  }
}
