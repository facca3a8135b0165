/** D1 at rest: the row equals the object, papers have no gaps, books balance. */

import { readLog } from "../../../src/adapters/d1/read-log.ts";
import { journalRows, topUpRow } from "../../../src/adapters/d1/rows.ts";
import { nameOf } from "../../../src/domain/top-up/names.ts";
import { isForTheBooks } from "../../../src/domain/top-up/outcome.ts";
import type { TopUp } from "../../../src/domain/top-up/state.ts";
import type { ObjectHost } from "../world/object-host.ts";
import type { World } from "../world/world.ts";
import { Broken } from "./verdict.ts";
import { unheard } from "./weaknesses.ts";

export function booksAgree(world: World, host: ObjectHost, topUps: readonly TopUp[]): void {
  for (const t of topUps) rowEqualsObject(world, host, t);
  invoicesHaveNoGaps(world);
}

function rowEqualsObject(world: World, host: ObjectHost, t: TopUp): void {
  const { topUpId } = t.request;
  const events = host.logRows(topUpId);
  const read = readLog({ topUpId, events });
  const { entries } = journalRows(read);
  const row = world.d1.all("SELECT * FROM top_up WHERE id = ?", topUpId)[0];
  if (!isForTheBooks(t)) {
    if (row) throw new Broken("a row for nothing", topUpId);
    return;
  }
  if (!row) throw new Broken("D1 never heard", topUpId);
  if (unheard(world, t)) return;
  const expected = topUpRow(read);
  const pairs = [
    ["name", row.name, expected.name],
    ["ended", row.ended, expected.ended ? 1 : 0],
    ["end_at", row.end_at, expected.endAt],
    ["since", row.since, expected.since],
    ["received_minor", row.received_minor, expected.receivedMinor],
    ["returned_minor", row.returned_minor, expected.returnedMinor],
  ] as const;
  for (const [column, is, should] of pairs) {
    if (is !== should) {
      throw new Broken("D1 differs", `${topUpId} ${column}: ${is}, the object says ${should}`);
    }
  }
  const written = world.d1.all(
    "SELECT count(*) AS n FROM journal_entry WHERE top_up_id = ?",
    topUpId,
  )[0]?.n;
  if (written !== entries.length) {
    throw new Broken("journal differs", `${topUpId}: ${written} entries, ${entries.length} due`);
  }
  if (nameOf(t) === "credited" && t.invoiceNumber === null) {
    throw new Broken("no invoice number", topUpId);
  }
}

function invoicesHaveNoGaps(world: World): void {
  const rows = world.d1.all(
    "SELECT brand, count(*) AS n, max(number) AS top FROM invoice GROUP BY brand",
  );
  for (const { brand, n, top } of rows) {
    if (n !== top) throw new Broken("gap in invoice numbers", `${brand}: ${n} of ${top}`);
  }
}
