/**
 * The real protocol of a keyed object on an in-memory SQLite, behind its port: only the Durable
 * Object around it is left out.
 */
import type { KeyedObject } from "../../src/app/ports/keyed-object.ts";
import { type AnyOrder, kindNamed } from "../../src/object/keyed/kinds.ts";
import { layoutNamed } from "../../src/object/keyed/layout.ts";
import * as protocol from "../../src/object/keyed/protocol.ts";
import { migrate } from "../../src/object/storage/migrate.ts";
import { memorySql } from "./memory-sql.ts";

export interface FakeKeyed {
  readonly port: KeyedObject<AnyOrder>;
  /** When the alarm is due; Unix ms; null: it is not set. */
  readonly alarmAt: number | null;
  /** Runs the alarm, if it is due. */
  runAlarm(): void;
  /** How many reservations were too old, in the order of the log lines. */
  readonly aged: readonly number[];
}

export function fakeKeyed(name: string, now: () => number): FakeKeyed {
  const sql = memorySql();
  const { steps, entriesIn } = layoutNamed(name);
  migrate(sql, steps);
  let alarmAt: number | null = null;
  const aged: number[] = [];
  const deps: protocol.ProtocolDeps = {
    entries: entriesIn(sql),
    alarm: {
      set: (at) => {
        alarmAt = at;
      },
      clear: () => {
        alarmAt = null;
      },
      forget: () => {},
    },
    now,
    onAged: (count) => void aged.push(count),
  };
  const kind = kindNamed(name);
  // What crosses an RPC is plain data.
  const port: KeyedObject<AnyOrder> = {
    reserve: async (i) => structuredClone(protocol.reserve(deps, kind, structuredClone(i.orders))),
    confirm: async (i) => structuredClone(protocol.confirm(deps, kind, structuredClone(i.orders))),
    release: async (i) => structuredClone(protocol.release(deps, kind, i.ids)),
    amountsWithin: async (i) =>
      i.windowsMs.map((ms) => deps.entries.held(now()).amountSince(now() - ms)),
    owners: async (i) => deps.entries.owners(i.after, i.limit),
  };
  return {
    port,
    get alarmAt() {
      return alarmAt;
    },
    aged,
    runAlarm() {
      if (alarmAt === null || alarmAt > now()) return;
      alarmAt = null;
      protocol.releaseAged(deps);
    },
  };
}
