/** The only place that makes adapters; everything else is given its ports. */

import type { Databases } from "../adapters/d1/databases.ts";
import {
  createIdentificationLimiter,
  unlimitedIdentifications,
} from "../adapters/d1/identification-limiter.ts";
import { createKeep } from "../adapters/d1/kept.ts";
import { createLinks } from "../adapters/d1/links.ts";
import { createPayerDirectory } from "../adapters/d1/payer-directory.ts";
import { createPaymentBindings } from "../adapters/d1/payment-bindings.ts";
import { createProjectionStore } from "../adapters/d1/projection-store.ts";
import { createProvisioningJobs } from "../adapters/d1/provisioning-jobs.ts";
import { createReadModels } from "../adapters/d1/read-models.ts";
import { reportingVault } from "../adapters/d1/reporting-vault.ts";
import { createUsageAliases } from "../adapters/d1/usage-aliases.ts";
import { createWebhookInbox } from "../adapters/d1/webhook-inbox.ts";
import { createPageReads } from "../adapters/engines/page-reads.ts";
import { createIpApi } from "../adapters/ip-api/ip-api.ts";
import { cloudflareMail } from "../adapters/mail/cloudflare-mail.ts";
import { resendMail } from "../adapters/mail/resend-mail.ts";
import { kindOfAnswer, measured } from "../adapters/metrics/measured.ts";
import { createCounters } from "../adapters/objects/counters.ts";
import { createInvoiceSequence } from "../adapters/objects/invoice-sequence.ts";
import { onceMore } from "../adapters/objects/once-more.ts";
import { remoteObject } from "../adapters/objects/remote-object.ts";
import { createPhoneNumbers } from "../adapters/phone-numbers/phone-numbers.ts";
import { createPayerVault } from "../adapters/signer/payer-vault.ts";
import { createSigner } from "../adapters/signer/signer.ts";
import type { StripeConfig } from "../adapters/stripe/client.ts";
import { createPayments } from "../adapters/stripe/payments.ts";
import { createTurnstile } from "../adapters/turnstile/turnstile.ts";
import { ADDRESS_SOURCE_MS, type AddressSource } from "../app/ports/address-source.ts";
import type { EmailSender } from "../app/ports/email-sender.ts";
import type { HumanCheck } from "../app/ports/human-check.ts";
import type {
  KeyedKind,
  KeyedObject as KeyedObjectPort,
  KeyedOrders,
} from "../app/ports/keyed-object.ts";
import type { Ports } from "../app/ports/ports.ts";
import type { ServiceObjects } from "../app/ports/service-objects.ts";
import type { Env } from "../config/env.ts";
import { deploymentId, type Settings } from "../config/settings.ts";
import { settingsOf } from "../config/settings-of.ts";
import { versionOf } from "../config/version.ts";
import type { ServiceId } from "../domain/base/ids.ts";
import type { WatchedTopUp } from "../http/api/open-socket.ts";
import type { KeyedObject } from "../object/keyed/object.ts";
import type { ServiceObject } from "../object/service/object.ts";
import { alertPorts, alertSettings } from "./alerts.ts";
import { clock, ids, log, metrics } from "./common.ts";
import { cronPorts } from "./crons.ts";
import { databasesOf, ledgerDatabasesOf } from "./databases.ts";
import { chargingSystemOf, sessionSourcesOf, vendorsOf } from "./engines.ts";
import { objectNamed } from "./object-named.ts";
import { probesOf } from "./probes.ts";
import { registerPorts } from "./register.ts";
import { pause, remote } from "./remote.ts";

const portsByEnv = new WeakMap<object, Ports>();

/** All ports, made once per env. Throws with every wrong name when the configuration is invalid. */
export function portsOf(env: Env): Ports {
  const known = portsByEnv.get(env);
  if (known) return known;
  const settings = settingsOf(env);
  const keep = createKeep({ clock, log, freshMs: settings.TIMINGS.registerKeptMs });
  const databases = databasesOf(env, keep);
  const d1 = databases.main;
  const register = registerPorts(env, d1, settings, keep);
  const { SEAL_KEYS: seals, PAYER_KEY_SECRETS: payerKeys } = settings;
  const vault = createPayerVault({ seals, payerKeys });
  const ocs = measured("ocs", chargingSystemOf(settings, env, { clock, log }), {
    metrics,
    clock,
    outcomeOf: kindOfAnswer,
  });
  const objects = objectsOf(env, settings);
  const stripe = stripeOf(settings);
  const rate = keyedObject(env, settings, "rate", "readyz");
  const ports: Ports = {
    objects,
    payments: measured("stripe", createPayments(stripe), { metrics, clock }),
    probes: probesOf({ env, settings, ocs, stripe, objects, rate }),
    ocs,
    pageReads: createPageReads({ ocs, clock, sharedMs: settings.TIMINGS.readingSharedMs, pause }),
    ...register,
    addressSources: addressSourcesOf(settings, env),
    identificationLimiter:
      settings.LIMITER === "off" ? unlimitedIdentifications : createIdentificationLimiter(d1),
    counters: createCounters((name) => keyedObject(env, settings, "rate", name)),
    humanCheck: humanCheckOf(settings),
    numberingPlans: { of: createPhoneNumbers },
    links: createLinks(d1),
    ledgerDatabases: ledgerDatabasesOf(env),
    ...projectedPorts(databases),
    ...cronPorts(env, d1, settings),
    emailSender: emailSenderOf(env, settings),
    clock,
    ids,
    signer: createSigner(settings.SIGNING_KEY, settings.SIGNING_KEY_PREVIOUS || null),
    payerVault: reportingVault(vault, { findings: register.deploymentFindings, log, clock }),
    log,
    ...alertPorts(env, databases, settings),
    settings: {
      ...alertSettings(settings),
      version: versionOf(env),
      timings: settings.TIMINGS,
      engines: [...vendorsOf(settings).keys()],
      operatorBootstrapToken: settings.OPERATOR_BOOTSTRAP_TOKEN || null,
      publishedKeys: settings.ENVIRONMENT === "development" ? "taken" : "refused",
      queuePrefix: settings.QUEUE_PREFIX,
    },
  };
  portsByEnv.set(env, ports);
  return ports;
}

/** What D1 knows of top-ups, and what is written there for people and older systems. */
const projectedPorts = (databases: Databases) => ({
  projectionStore: createProjectionStore(databases),
  readModels: createReadModels(databases),
  webhookInbox: createWebhookInbox(databases.main),
  paymentBindings: createPaymentBindings(databases),
  usageAliases: createUsageAliases(databases.main),
  provisioningJobs: createProvisioningJobs(databases),
  payerDirectory: createPayerDirectory(databases),
});

const stripeOf = (settings: Settings): StripeConfig => ({
  secretKey: settings.STRIPE_SECRET_KEY,
  webhookSecret: settings.STRIPE_WEBHOOK_SECRET,
  apiUrl: settings.STRIPE_API_URL,
  deployment: deploymentId(settings),
});

function humanCheckOf(settings: Settings): HumanCheck | null {
  const { TURNSTILE_URL: url, TURNSTILE_SITE_KEY, TURNSTILE_SECRET_KEY } = settings;
  if (TURNSTILE_SITE_KEY === "") return null;
  return createTurnstile({ url, siteKey: TURNSTILE_SITE_KEY, secretKey: TURNSTILE_SECRET_KEY });
}

/** Most trusted first: the operator's own answer, then the active sessions at each OCS. */
function addressSourcesOf(settings: Settings, env: Env): AddressSource[] {
  const timeoutMs = ADDRESS_SOURCE_MS;
  const sources: AddressSource[] = [];
  if (settings.IP_API_URL !== "") {
    const token = settings.IP_API_TOKEN || null;
    sources.push(createIpApi({ url: settings.IP_API_URL, token, timeoutMs }));
  }
  return [...sources, ...sessionSourcesOf(settings, env)];
}

/** A socket on a top-up: the upgrade goes to the object, which keeps it while it hibernates. */
export function openSocket(
  env: Env,
  { serviceId, topUpId, sessionId }: WatchedTopUp,
  request: Request,
): Promise<Response> {
  const watched = new URLSearchParams({ top_up: topUpId, session: sessionId });
  const url = `https://service-object/socket?${watched}`;
  const open = () => stubOf(env, settingsOf(env), serviceId).fetch(new Request(url, request));
  return onceMore(open, remote.repeating);
}

function objectsOf(env: Env, settings: Settings): ServiceObjects {
  return {
    of: (serviceId) =>
      remoteObject("service object", () => stubOf(env, settings, serviceId), remote),
    invoiceSequence: (brand) =>
      createInvoiceSequence(keyedObject(env, settings, "sequence", brand)),
  };
}

function stubOf(env: Env, settings: Settings, serviceId: ServiceId) {
  // `config` names the binding; only `compose` knows which class it is bound to.
  const objects = env.SERVICE as DurableObjectNamespace<ServiceObject>;
  return objectNamed(objects, serviceId, settings);
}

function keyedObject<K extends KeyedKind>(
  env: Env,
  settings: Settings,
  kind: K,
  key: string,
): KeyedObjectPort<KeyedOrders[K]> {
  const objects = env.KEYED as DurableObjectNamespace<KeyedObject>;
  return remoteObject<KeyedObjectPort<KeyedOrders[K]>>(
    "keyed object",
    () => objectNamed(objects, `${kind}:${key}`, settings),
    remote,
  );
}

function emailSenderOf(env: Env, settings: Settings): EmailSender {
  const { MAIL_API_KEY, MAIL_URL } = settings;
  return MAIL_API_KEY
    ? resendMail({ apiUrl: MAIL_URL, apiKey: MAIL_API_KEY })
    : cloudflareMail(env.MAIL);
}
