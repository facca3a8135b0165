/** What watches the deployment, and what it calls when something is to be told. */
import { waitUntil } from "cloudflare:workers";
import { createAlertFacts } from "../adapters/d1/alert-facts.ts";
import type { Databases } from "../adapters/d1/databases.ts";
import { createWebhookEndpoints } from "../adapters/d1/webhook-endpoints.ts";
import { createWebhookOutbox } from "../adapters/d1/webhook-outbox.ts";
import { remoteObject } from "../adapters/objects/remote-object.ts";
import { createSignals } from "../adapters/objects/signals.ts";
import { createSecretVault } from "../adapters/signer/secret-vault.ts";
import { createWebhookPoster } from "../adapters/webhook-out/poster.ts";
import type { AlertBook } from "../app/ports/alert-book.ts";
import type { Ports } from "../app/ports/ports.ts";
import type { Env } from "../config/env.ts";
import type { Settings } from "../config/settings.ts";
import { ALERT_BOOK } from "../object/keyed/kinds.ts";
import type { KeyedObject } from "../object/keyed/object.ts";
import { clock, log, metrics } from "./common.ts";
import { objectNamed } from "./object-named.ts";
import { remote } from "./remote.ts";

type AlertPorts = Pick<
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

export function alertPorts(env: Env, databases: Databases, settings: Settings): AlertPorts {
  const d1 = databases.main;
  const alertBook = bookOf(env, settings);
  return {
    metrics,
    signals: createSignals(alertBook, { clock, log, later: waitUntil }),
    alertBook,
    alertFacts: createAlertFacts(databases),
    webhookEndpoints: createWebhookEndpoints(d1),
    webhookOutbox: createWebhookOutbox(d1),
    webhookPoster: createWebhookPoster(),
    webhookQueue: {
      send: async (ref, delayMs) => {
        await env.DELIVER.send(ref, { delaySeconds: Math.ceil(delayMs / 1000) });
      },
    },
    secretVault: createSecretVault(settings.SEAL_KEYS),
  };
}

/** A stub belongs to the request that made it, so each call has one of its own. */
function bookOf(env: Env, settings: Settings): AlertBook {
  const objects = env.KEYED as DurableObjectNamespace<KeyedObject>;
  const stubOf = () => objectNamed(objects, ALERT_BOOK, settings);
  return remoteObject<AlertBook>("alert book", stubOf, remote);
}

/** What alerts and webhooks decide by. */
export const alertSettings = (
  settings: Settings,
): Pick<Ports["settings"], "alerts" | "webhooks"> => ({
  alerts: { emails: settings.ALERT_EMAIL, from: settings.MAIL_FROM },
  webhooks: {
    anyUrl: settings.ENVIRONMENT === "development",
    ports: settings.WEBHOOK_PORTS,
  },
});
