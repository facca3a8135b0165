import type { ExportRecord } from "../../../contract/operator-export.ts";

export interface ExportService {
  /** `next` of the page before; null: the first page. */
  readonly after: string | null;
}

/** At most about 1 MiB as JSON. Pages are read one after the other, while the object goes on. */
export interface ExportedPage {
  /** The newest event when this page was read; 0: the object has none. */
  readonly seq: number;
  readonly records: readonly ExportRecord[];
  /** Null: this was the last page. */
  readonly next: string | null;
}
