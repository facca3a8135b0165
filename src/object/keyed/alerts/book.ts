import type {
  AlertNotice,
  Observation,
  Observed,
  OpenAlert,
  Signal,
} from "../../../app/ports/alert-book.ts";
import { type OutgoingEventId, spellId, toId } from "../../../domain/base/ids.ts";
import { DAY_MS, MINUTE_MS } from "../../../domain/base/time.ts";
import type { Sql, SqlValue } from "../../storage/sql.ts";
import { type AlertState, QUIET, transition } from "./transition.ts";

type SignalName = Signal["name"];
type Row = Readonly<Record<string, SqlValue>>;

/** Two cron runs at once, or one that is repeated, must not count as two evaluations. */
const APART_MS = MINUTE_MS;
/** A notice that some channel has not taken for so long is given up. */
const NOTICE_LIFE_MS = 3 * DAY_MS;

export interface BookDeps {
  readonly sql: Sql;
  readonly now: () => number;
  /** 16 numbers from 0 to 31. */
  readonly random: () => readonly number[];
}

/** The rows of the object `alerts:deployment`. Each method is one commit. */
export class AlertRows {
  readonly #deps: BookDeps;

  constructor(deps: BookDeps) {
    this.#deps = deps;
  }
  #all(query: string, ...values: readonly SqlValue[]) {
    return this.#deps.sql.all(query, ...values);
  }
  #commit<T>(work: () => T): T {
    return this.#deps.sql.transaction(work);
  }

  noteSignal(name: SignalName, value: number | null): void {
    this.#commit(() => this.#note(name, value));
  }
  #note(name: string, value: number | null): void {
    this.#all(
      `INSERT INTO signal (name, at, value) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET at = excluded.at, value = excluded.value`,
      name,
      this.#deps.now(),
      value,
    );
  }
  signals(): readonly Signal[] {
    return this.#all("SELECT name, at, value FROM signal WHERE name <> 'evaluated'").map((row) => ({
      name: String(row.name) as SignalName,
      at: Number(row.at),
      value: row.value == null ? null : Number(row.value),
    }));
  }

  observe(observations: readonly Observation[], channels: readonly string[]): Observed {
    return this.#commit(() => {
      const now = this.#deps.now();
      const dropped = this.#all(
        "DELETE FROM alert_notice WHERE at <= ? RETURNING id",
        now - NOTICE_LIFE_MS,
      ).length;
      const [last] = this.#all("SELECT at FROM signal WHERE name = 'evaluated'");
      if (last === undefined) this.#note("alerts_began", null);
      if (last === undefined || now - Number(last.at) >= APART_MS) {
        this.#note("evaluated", null);
        for (const one of [...observations, ...this.#gone(observations)])
          this.#judge(one, channels);
      }
      return { notices: this.#notices(), open: this.#open(), dropped };
    });
  }

  acknowledge(noticeId: OutgoingEventId, channel: string): void {
    this.#commit(() => {
      const [row] = this.#all("SELECT channels FROM alert_notice WHERE id = ?", noticeId);
      if (row === undefined) return;
      const left = channelsOf(row).filter((one) => one !== channel);
      const json = JSON.stringify(left);
      if (left.length === 0) this.#all("DELETE FROM alert_notice WHERE id = ?", noticeId);
      else this.#all("UPDATE alert_notice SET channels = ? WHERE id = ?", json, noticeId);
    });
  }

  #judge(one: Observation, channels: readonly string[]): void {
    if (one.bad === null) return;
    const now = this.#deps.now();
    const { after, tells } = transition(this.#state(one.alert), { ...one, bad: one.bad }, now);
    this.#all(
      `INSERT INTO alert (id, is_open, streak, opened_at, told_at, severity, detail)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET is_open = excluded.is_open, streak = excluded.streak,
         opened_at = excluded.opened_at, told_at = excluded.told_at,
         severity = excluded.severity, detail = excluded.detail`,
      one.alert,
      after.isOpen ? 1 : 0,
      after.streak,
      after.openedAt,
      after.toldAt,
      one.severity,
      one.detail,
    );
    if (tells === null || channels.length === 0) return;
    // Whom an older reminder has not reached, the newer one does.
    if (tells.event === "reminded") {
      this.#all("DELETE FROM alert_notice WHERE alert = ? AND event = 'reminded'", one.alert);
    }
    this.#all(
      `INSERT INTO alert_notice (id, alert, event, severity, opened_at, at, detail, channels)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      spellId("evt", now, this.#deps.random()),
      one.alert,
      tells.event,
      one.severity,
      tells.openedAt,
      now,
      one.detail,
      JSON.stringify(channels),
    );
  }

  /** Open alerts whose rule a release took away: they recover. */
  #gone(observations: readonly Observation[]): readonly Observation[] {
    const known = new Set(observations.map(({ alert }) => alert));
    const detail = "its rule is no more";
    const ends = { bad: false, detail, openAfter: 1, closeAfter: 1, remindMs: DAY_MS };
    return this.#open()
      .filter(({ alert }) => !known.has(alert))
      .map(({ alert, severity }) => ({ alert, severity, ...ends }));
  }

  #state(alert: string): AlertState {
    const [row] = this.#all("SELECT * FROM alert WHERE id = ?", alert);
    if (row === undefined) return QUIET;
    return {
      isOpen: row.is_open === 1,
      streak: Number(row.streak),
      openedAt: Number(row.opened_at),
      toldAt: Number(row.told_at),
    };
  }
  #open(): readonly OpenAlert[] {
    return this.#all("SELECT * FROM alert WHERE is_open = 1 ORDER BY opened_at, id").map((row) => ({
      alert: String(row.id),
      severity: severityOf(row),
      openedAt: Number(row.opened_at),
      detail: String(row.detail),
    }));
  }
  #notices(): readonly AlertNotice[] {
    return this.#all("SELECT * FROM alert_notice ORDER BY at, id").map((row) => ({
      noticeId: toId("evt", String(row.id)),
      alert: String(row.alert),
      event: String(row.event) as AlertNotice["event"],
      severity: severityOf(row),
      openedAt: Number(row.opened_at),
      at: Number(row.at),
      detail: String(row.detail),
      channels: channelsOf(row),
    }));
  }
}

const severityOf = (row: Row): OpenAlert["severity"] =>
  row.severity === "critical" ? "critical" : "warning";

const channelsOf = (row: Row): readonly string[] => {
  const list: unknown = JSON.parse(String(row.channels));
  return Array.isArray(list) ? list.map(String) : [];
};
