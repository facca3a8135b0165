/** D1 at rest: rows equal the objects, the journal is complete, invoice numbers have no gaps. */

import { readLog } from "../../../src/adapters/d1/read-log.ts";
import { journalRows, topUpRow } from "../../../src/adapters/d1/rows.ts";
import { toId } from "../../../src/domain/base/ids.ts";
import { isForProjection } from "../../../src/domain/top-up/facts.ts";
import { stateOf } from "../../../src/domain/top-up/states.ts";
import type { TopUp } from "../../../src/domain/top-up/top-up.ts";
import type { ObjectHost } from "../world/object-host.ts";
import type { World } from "../world/world.ts";
import { Violation } from "./violation.ts";
import { unheard } from "./weaknesses.ts";

export function projectionAgrees(world: World, host: ObjectHost, topUps: readonly TopUp[]): void {
  for (const t of topUps) rowEqualsObject(world, host, t);
  invoicesHaveNoGaps(world);
}

function rowEqualsObject(world: World, host: ObjectHost, t: TopUp): void {
  const { topUpId } = t.request;
  const events = host.logRows(topUpId);
  const read = readLog({ topUpId, events, payer: null });
  const entries = journalRows(read);
  const [row, second] = world.d1.all("SELECT * FROM top_up WHERE id = ?", topUpId);
  if (second) throw new Violation("in two ledgers", topUpId);
  if (!isForProjection(t)) {
    if (row) throw new Violation("a row that is not for the ledger", topUpId);
    return;
  }
  if (!row) throw new Violation("not in D1", topUpId);
  if (unheard(world, t)) return;
  const expected = topUpRow(read, toId("cus", String(row.customer_id)));
  const pairs = [
    ["state", row.state, expected.state],
    ["ended", row.ended, expected.ended ? 1 : 0],
    ["end_at", row.end_at, expected.endAt],
    ["state_since", row.state_since, expected.stateSince],
    ["received_minor", row.received_minor, expected.receivedMinor],
    ["returned_minor", row.returned_minor, expected.returnedMinor],
  ] as const;
  for (const [column, is, should] of pairs) {
    if (is !== should) {
      throw new Violation("D1 differs", `${topUpId} ${column}: ${is}, the object says ${should}`);
    }
  }
  const written = world.d1.all("SELECT 1 FROM journal_entry WHERE top_up_id = ?", topUpId).length;
  if (written !== entries.length) {
    throw new Violation("journal differs", `${topUpId}: ${written} entries, ${entries.length} due`);
  }
  if (stateOf(t) === "credited" && t.invoiceNumber === null) {
    throw new Violation("no invoice number", topUpId);
  }
}

function invoicesHaveNoGaps(world: World): void {
  const numbers = world.d1.all("SELECT brand, number FROM invoice");
  for (const [brand, theirs] of Map.groupBy(numbers, (row) => row.brand)) {
    const [n, top] = [theirs.length, Math.max(...theirs.map(({ number }) => Number(number)))];
    if (n !== top) throw new Violation("gap in invoice numbers", `${brand}: ${n} of ${top}`);
  }
}
