/** Questions of webhooks, crons, ledgers and counts. */
import { createCronCursors } from "../../../src/adapters/d1/cron-cursors.ts";
import { databaseProbe } from "../../../src/adapters/d1/database-probe.ts";
import { createDatabases } from "../../../src/adapters/d1/databases.ts";
import { createEventBacklog } from "../../../src/adapters/d1/event-backlog.ts";
import { createIdentificationLimiter } from "../../../src/adapters/d1/identification-limiter.ts";
import { createLedgerDatabases } from "../../../src/adapters/d1/ledger-databases.ts";
import { createWebhookEndpoints } from "../../../src/adapters/d1/webhook-endpoints.ts";
import { createWebhookInbox } from "../../../src/adapters/d1/webhook-inbox.ts";
import { createWebhookOutbox } from "../../../src/adapters/d1/webhook-outbox.ts";
import type { CalledEndpoint } from "../../../src/app/ports/webhook-endpoints.ts";
import { DAY_MS } from "../../../src/domain/base/time.ts";
import { type Asked, asked, type On } from "./asks.ts";
import { NOW } from "./history-facts.ts";
import { keepOf } from "./keep.ts";

const LIMIT = 10;
const ENDPOINT: CalledEndpoint = {
  id: "whe_00000000000000000000000002",
  url: "https://hooks.kestrel.example",
  description: "",
  types: ["*"],
  brand: null,
  secrets: [],
  enabled: true,
  disabledBecause: null,
  failingSince: null,
  createdAt: NOW,
  createdBy: "anna",
  revision: 1,
};
const CHANGE = { at: NOW, actor: "anna", action: "added", reason: "test" } as const;

export function trafficAsks(on: On): readonly Asked[] {
  const { main, bound } = on;
  return [
    outboxAsks(on),
    asked("createWebhookEndpoints", () => createWebhookEndpoints(main), {
      all: (one) => one.all(),
      byId: (one) => one.byId(ENDPOINT.id),
      write: (one) => one.write(ENDPOINT, CHANGE),
      reseal: (one) => one.reseal(ENDPOINT, []),
      history: (one) => one.history("whe_00000000000000000000000001", LIMIT),
    }),
    asked("createWebhookInbox", () => createWebhookInbox(main), {
      append: (one) =>
        one.append({ eventId: "evt_new", type: "x", at: NOW, intentId: null, outcome: "done" }),
      drop: (one) => one.drop(NOW - 300 * DAY_MS, LIMIT),
    }),
    asked("createEventBacklog", () => createEventBacklog(main), {
      wait: (one) => one.wait({ event: { id: "evt_new" } as never, tries: 1 }, NOW + DAY_MS),
      due: (one) => one.due(NOW, LIMIT),
      done: (one) => one.done("evt_7"),
    }),
    asked("createCronCursors", () => createCronCursors(main), {
      begin: (one) => one.begin(["credits", "unfinished"], NOW),
      takeUp: (one) => one.takeUp(NOW - DAY_MS, NOW),
      running: (one) => one.running("credits"),
      move: (one) =>
        one.move(
          { job: "credits", cursor: "", beganAt: NOW, revision: 1, skipped: 0 },
          { cursor: "svc_1", ended: false },
          NOW,
        ),
    }),
    asked("createIdentificationLimiter", () => createIdentificationLimiter(main), {
      take: (one) =>
        one.take(1, [
          { name: "name 7", most: 1 },
          { name: "other", most: 5 },
        ]),
      giveBack: (one) => one.giveBack(1, ["name 7"]),
    }),
    asked("createLedgerDatabases", () => createLedgerDatabases(main, bound), {
      newest: (one) => one.newest(),
      isBound: null,
      begin: (one) => one.begin(2, on.history.split, NOW),
    }),
    asked("createDatabases", () => createDatabases(main, bound, keepOf()), {
      ledgers: (one) => one.ledgers(),
    }),
    asked("databaseProbe", () => databaseProbe("DB", main, []), { ask: (one) => one.ask() }),
  ];
}

function outboxAsks({ main, history: { topUpId, count } }: On): Asked {
  const endpointId = "whe_00000000000000000000000001";
  const eventOf = (i: number) => `evt_${topUpId(i).slice(4)}` as const;
  const due = { endpointId, eventId: eventOf(count) } as const;
  const done = {
    ...due,
    type: "top_up.credited",
    attempt: 2,
    outcome: "refused",
    status: 500,
    tookMs: 5,
    at: NOW,
    nextAt: NOW + 1000,
  } as const;
  return asked("createWebhookOutbox", () => createWebhookOutbox(main), {
    add: (one) => one.add({ eventId: "evt_new", type: "x", body: "{}" }, [endpointId], NOW),
    take: (one) => one.take(due, NOW, NOW + 1000),
    record: (one) => one.record(done, NOW - DAY_MS),
    overdue: (one) => one.overdue(NOW, LIMIT),
    redeliver: (one) => one.redeliver({ endpointId, eventId: eventOf(7) }, NOW),
    tries: (one) => one.tries(endpointId, LIMIT),
    forget: (one) => one.forget(endpointId, eventOf(10)),
  });
}
