/** A deployment whose alerts are judged every five minutes, with a mailbox and an own clock. */
import { evaluateAlerts } from "../../src/app/alert/evaluate-alerts.ts";
import type { EmailMessage } from "../../src/app/ports/email-sender.ts";
import { PortFault } from "../../src/app/ports/port-fault.ts";
import type { Ports } from "../../src/app/ports/ports.ts";
import { firstIdAt } from "../../src/domain/base/ids.ts";
import { MINUTE_MS } from "../../src/domain/base/time.ts";
import { TestBackend } from "./test-backend.ts";

export const CRON = { kind: "system", trigger: "cron" } as const;
const FIVE_MINUTES_MS = 5 * MINUTE_MS;

export class AlertWorld {
  readonly backend = new TestBackend();
  readonly mails: EmailMessage[] = [];
  mailDown = false;
  readonly ports: Ports;
  #topUps = 0;

  constructor(emails: readonly string[] = ["oncall@example.com"]) {
    this.backend.alertEmails = emails;
    const emailSender: Ports["emailSender"] = {
      keyed: true,
      send: async (message) => {
        if (this.mailDown) throw new PortFault("mail", "no answer");
        this.mails.push(message);
        return "taken";
      },
    };
    this.ports = { ...this.backend.ports, emailSender };
    // The spread has read them once; a test may still change them.
    Object.defineProperty(this.ports, "settings", { get: () => this.backend.ports.settings });
  }

  get d1() {
    return this.backend.watch.d1;
  }
  /** The first ledger, in which the top-ups of these tests lie. */
  get ledger() {
    return this.d1.ledgers[0];
  }
  /** What must not be silent in a healthy deployment. */
  #beat(): void {
    this.ports.signals.note("sweep_finished");
    this.ports.signals.note("credits_audited");
    this.ports.signals.note("webhook_received");
  }
  /** The next run of the cron; without `beats` nothing else has happened since the last. */
  async run({ beats = true, times = 1 } = {}): Promise<readonly string[]> {
    let open: readonly string[] = [];
    for (let n = 0; n < times; n++) {
      this.backend.now += FIVE_MINUTES_MS;
      if (beats) this.#beat();
      ({ open } = await evaluateAlerts(this.ports, CRON));
    }
    return open;
  }
  /** Subjects of the emails since the last look. */
  subjects(): readonly string[] {
    return this.mails.splice(0).map(({ subject }) => subject);
  }

  /** A row of the projection; columns that a test does not name have any valid value. */
  putTopUp(row: Readonly<Record<string, string | number | null>> & { readonly state: string }) {
    const { now } = this.backend;
    const columns = this.ledger.all("PRAGMA table_info(top_up)");
    const ended = ["credited", "refunded"].includes(row.state);
    const id = `${firstIdAt("top", now)}${this.#topUps++}`;
    const known: Record<string, unknown> = {
      id,
      requested_at: now,
      paid_at: now,
      state_since: now,
      quantity: 7,
      ended: ended ? 1 : 0,
      ended_at: ended ? now : null,
      ...row,
    };
    const values = columns.map(({ name, type, notnull }) => {
      const value = known[String(name)];
      if (value !== undefined) return value as string | number | null;
      if (notnull !== 1) return null;
      return type === "TEXT" ? "x" : 0;
    });
    const marks = columns.map(() => "?").join(", ");
    this.ledger.all(`INSERT INTO top_up VALUES (${marks})`, ...values);
    return id;
  }
}
