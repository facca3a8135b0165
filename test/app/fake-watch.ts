/**
 * What watches a deployment: the real alert book, facts and webhook tables on SQLite in memory, so
 * that only Cloudflare around them is left out. Points of metrics and queue messages are kept.
 */

import { createAlertFacts } from "../../src/adapters/d1/alert-facts.ts";
import type { Databases } from "../../src/adapters/d1/databases.ts";
import { createWebhookEndpoints } from "../../src/adapters/d1/webhook-endpoints.ts";
import { createWebhookOutbox } from "../../src/adapters/d1/webhook-outbox.ts";
import { createSecretVault } from "../../src/adapters/signer/secret-vault.ts";
import { createWebhookPoster } from "../../src/adapters/webhook-out/poster.ts";
import type { AlertBook } from "../../src/app/ports/alert-book.ts";
import { PortFault } from "../../src/app/ports/port-fault.ts";
import type { Ports } from "../../src/app/ports/ports.ts";
import type { DeliveryRef } from "../../src/app/ports/webhook-outbox.ts";
import { keyRing } from "../../src/config/key-ring.ts";
import { AlertRows } from "../../src/object/keyed/alerts/book.ts";
import { ALERT_STEPS } from "../../src/object/keyed/alerts/schema.ts";
import { migrate } from "../../src/object/storage/migrate.ts";
import { LOCAL_RINGS } from "../fixtures/payers.ts";
import { SimulatedDatabases } from "../simulation/world/databases.ts";
import { memorySql } from "./memory-sql.ts";

type WatchPorts = Pick<
  Ports,
  | "metrics"
  | "signals"
  | "alertBook"
  | "alertFacts"
  | "webhookEndpoints"
  | "webhookOutbox"
  | "webhookPoster"
  | "webhookQueue"
  | "secretVault"
>;

/** A receiver that hangs is given up soon; ms. */
const POST_MS = 500;

export class FakeWatch {
  /** Every point, in order. */
  readonly points: { readonly name: string; readonly point: unknown }[] = [];
  /** What was sent to the queue of deliveries, and how late it is to come. */
  readonly queued: { readonly ref: DeliveryRef; readonly delayMs: number }[] = [];
  databaseDown = false;
  bookDown = false;
  queueDown = false;
  #given: Databases | null;
  #d1: SimulatedDatabases | null = null;
  readonly ports: WatchPorts;

  constructor(now: () => number, given: Databases | null = null) {
    this.#given = given;
    const alertBook = this.#book(now);
    const databases = this.#databases();
    const { main: database } = databases;
    this.ports = {
      metrics: { write: (name, point) => void this.points.push({ name, point }) },
      signals: {
        note: (name, value) => void alertBook.noteSignal({ name, value: value ?? null }),
      },
      alertBook,
      alertFacts: createAlertFacts(databases),
      webhookEndpoints: createWebhookEndpoints(database),
      webhookOutbox: createWebhookOutbox(database),
      webhookPoster: createWebhookPoster({ timeoutMs: POST_MS }),
      webhookQueue: {
        send: async (ref, delayMs) => {
          if (this.queueDown) throw new Error("Queue send failed: Too Many Requests");
          this.queued.push({ ref, delayMs });
        },
      },
      secretVault: createSecretVault(keyRing.parse(LOCAL_RINGS.SEAL_KEYS)),
    };
  }

  /** Made at the first use: few tests watch. */
  get d1(): SimulatedDatabases {
    this.#d1 ??= new SimulatedDatabases();
    return this.#d1;
  }
  #databases(): Databases {
    const given = () => this.#given ?? this.d1.asDatabases;
    return {
      main: this.#guarded(() => given().main),
      ledgers: async () => {
        const all = await given().ledgers();
        return all.map((one) => ({ ...one, d1: this.#guarded(() => one.d1) }));
      },
    };
  }

  /** A database that is down while \`databaseDown\`. */
  #guarded(d1: () => D1Database): D1Database {
    const up = <T>(work: () => T): T => {
      if (this.databaseDown) throw new PortFault("d1", "D1_ERROR: Network connection lost.");
      return work();
    };
    const methods = {
      prepare: (sql: string) => up(() => d1().prepare(sql)),
      batch: async (statements: D1PreparedStatement[]) => up(() => d1().batch(statements)),
    };
    return Object.assign(Object.create(null) as D1Database, methods);
  }

  #book(now: () => number): AlertBook {
    const sql = memorySql();
    migrate(sql, ALERT_STEPS);
    let made = 0;
    const random = () => Array.from({ length: 16 }, (_, i) => (i === 15 ? made++ % 32 : 0));
    const rows = new AlertRows({ sql, now, random });
    const up = async <T>(work: () => T): Promise<T> => {
      if (this.bookDown) throw new PortFault("alert book", "no answer");
      // What crosses an RPC is plain data.
      return structuredClone(work());
    };
    return {
      noteSignal: ({ name, value }) => up(() => rows.noteSignal(name, value)),
      readSignals: () => up(() => rows.signals()),
      observe: ({ observations, channels }) => up(() => rows.observe(observations, channels)),
      acknowledge: ({ noticeId, channel }) => up(() => rows.acknowledge(noticeId, channel)),
    };
  }
}
