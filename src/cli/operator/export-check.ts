import type { ExportRecord } from "../../contract/operator-export.ts";

/** What the records of one service come to. */
export interface ExportCounts {
  readonly topUps: number;
  readonly events: number;
  /** The newest event; 0: none. */
  readonly lastSeq: number;
  /** Numbers that belong to no top-up any more: unpaid ones go after 30 days, with their events. */
  readonly dropped: number;
}

/**
 * Counts the records of one service, as they come, and notices what is missing: events come in the
 * order of their numbers, each is of a top-up that came before it, and every number that a top-up
 * names comes.
 */
export class ExportCheck {
  readonly #named = new Map<number, string>();
  readonly #topUps = new Set<string>();
  #events = 0;
  #lastSeq = 0;
  #seqAtStart: number | null = null;
  #fault: string | null = null;

  /** `seq`: the newest event when the record's page was read. */
  add(record: ExportRecord, seq: number): void {
    this.#seqAtStart ??= seq;
    if (record.record === "top_up") {
      this.#topUps.add(record.id);
      for (const one of record.seqs) this.#named.set(one, record.id);
    }
    if (record.record === "event") this.#addEvent(record, this.#seqAtStart);
  }
  #addEvent(record: Extract<ExportRecord, { record: "event" }>, seqAtStart: number): void {
    const { seq, top_up_id: topUpId } = record;
    if (seq <= this.#lastSeq) this.#fault ??= `event ${seq} comes after event ${this.#lastSeq}`;
    // What came later than the export may be of a top-up that came later.
    if (seq <= seqAtStart && this.#named.get(seq) !== topUpId) {
      this.#fault ??= `event ${seq} is of ${topUpId}, which does not name it`;
    }
    this.#named.delete(seq);
    this.#events += 1;
    this.#lastSeq = seq;
  }

  /** The counts, or what is wrong. Once all records have come. */
  result(): ExportCounts | { readonly fault: string } {
    const [missing] = this.#named;
    if (missing) this.#fault ??= `event ${missing[0]} of ${missing[1]} is missing`;
    if (this.#fault !== null) return { fault: this.#fault };
    const [events, lastSeq] = [this.#events, this.#lastSeq];
    return { topUps: this.#topUps.size, events, lastSeq, dropped: lastSeq - events };
  }
}
