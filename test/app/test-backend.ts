/** A backend for use cases: real signer and real decisions, stateful fakes for the world. */
import { createCounters } from "../../src/adapters/objects/counters.ts";
import { createInvoiceSequence } from "../../src/adapters/objects/invoice-sequence.ts";
import { createPhoneNumbers } from "../../src/adapters/phone-numbers/phone-numbers.ts";
import { createSigner } from "../../src/adapters/signer/signer.ts";
import type { AddressSource } from "../../src/app/ports/address-source.ts";
import type { Brand } from "../../src/app/ports/brand-catalogue.ts";
import type { KeyedObject } from "../../src/app/ports/keyed-object.ts";
import type { PageReads } from "../../src/app/ports/page-reads.ts";
import type { Ports } from "../../src/app/ports/ports.ts";
import type { Probe } from "../../src/app/ports/probe.ts";
import type {
  BrowseFilter,
  ListedTopUp,
  ReadModels,
  TopUpFilter,
  UnresolvedRow,
  WaitingApproval,
} from "../../src/app/ports/read-models.ts";
import type { ClosedStatus, Register, Service } from "../../src/app/ports/register.ts";
import type { InboxRow, WebhookInbox } from "../../src/app/ports/webhook-inbox.ts";
import {
  type Id,
  type IdPrefix,
  type LinkId,
  type ServiceId,
  spellId,
} from "../../src/domain/base/ids.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/base/timings.ts";
import type { Reading } from "../../src/domain/ocs/reading.ts";
import type { Offer } from "../../src/domain/offer/offer.ts";
import { hasBrand } from "../../src/domain/operator/brands.ts";
import type { AnyOrder } from "../../src/object/keyed/kinds.ts";
import { brandOf } from "../fixtures/brands.ts";
import { vault } from "../fixtures/payers.ts";
import { IP } from "./actors.ts";
import { FakeBrandRegister, FakeBrands } from "./fake-brands.ts";
import { pageOf } from "./fake-browse.ts";
import { FakeCronCursors, FakeEventBacklog } from "./fake-cron.ts";
import { FakeDeployment, FakeDeploymentFindings } from "./fake-deployment.ts";
import { FakeIdentificationLimiter } from "./fake-identification-limiter.ts";
import { type FakeKeyed, fakeKeyed } from "./fake-keyed.ts";
import { FakeLinks } from "./fake-links.ts";
import { type FakeObject, fakeObject } from "./fake-object.ts";
import { FakeOperatorKeys } from "./fake-operator-keys.ts";
import { fakePayerBlocks } from "./fake-payer-blocks.ts";
import { fakePayerDirectory } from "./fake-payer-directory.ts";
import { FakePaymentBindings } from "./fake-payment-bindings.ts";
import { FakeProvisioningJobs } from "./fake-provisioning-jobs.ts";
import { FakeStripe } from "./fake-stripe.ts";
import { FakeUsageAliases } from "./fake-usage-aliases.ts";
import { FakeWatch } from "./fake-watch.ts";
import { type LogLine, logInto } from "./log-lines.ts";
import { account, dongle, NOW, OFFER_ID, offer, SERVICE_ID } from "./on-sale.ts";
import { putService } from "./put-service.ts";

export { account, dongle, IP, NOW, OFFER_ID, offer, SERVICE_ID };

const notHere = async (): Promise<never> => {
  throw new Error("no use case of these tests calls this");
};

/** No test here projects: that is for the tests of D1. */
const notProjected = (): Promise<never> => Promise.reject(new Error("no D1 here"));
const NO_PROJECTION: Ports["projectionStore"] = {
  unnumbered: notProjected,
  project: notProjected,
  dropDeclined: notProjected,
  dropJobSteps: notProjected,
};

/** What tests switch on where they need it. */
const UNUSED = { humanCheck: null, numberingPlans: { of: createPhoneNumbers } };

export class TestBackend {
  now = NOW;
  service: Service = dongle;
  offers: readonly Offer[] = [offer];
  /** Further services of the register, found by their numbers only. */
  others: readonly Service[] = [];
  /** Services that the register closed or reopened, and their objects do not know it yet. */
  toTell: readonly ClosedStatus[] = [];
  /** What the register says of the services that a restore asks about. */
  closedStatuses: readonly ClosedStatus[] = [];
  /** Services at `IP`. */
  atAddress: readonly Service[] = [dongle];
  linkVersion: number | null = 1;
  reading: Reading = account(2);
  registerDown = false;
  inboxDown = false;
  ocsReads = 0;
  /** The OCS answers when it resolves, and no read with a time budget waits for that. */
  ocsAnswersAfter: Promise<void> | null = null;
  /** How pages read the OCS together; null: each for itself. */
  pageReads: PageReads | null = null;
  unresolved: readonly UnresolvedRow[] = [];
  /** The default brand. */
  brand: Brand = brandOf();
  readonly brands = new FakeBrands(() => this.brand);
  readonly brandRegister = new FakeBrandRegister();
  readonly deploymentFindings = new FakeDeploymentFindings(() => this.now);
  readonly deployment = new FakeDeployment();
  /** What D1 lists as waiting for an approval. */
  approvals: readonly WaitingApproval[] = [];
  listed: readonly ListedTopUp[] = [];
  readonly browsed: BrowseFilter[] = [];
  /** Whether a search by this number finds them. */
  listedBy: (filter: TopUpFilter) => boolean = () => true;
  readonly networks = new Map<ServiceId, readonly string[]>();
  bootstrapToken: string | null = null;
  publishedKeys: "taken" | "refused" = "taken";
  readonly object: FakeObject = fakeObject(() => this.now);
  /** By name, e.g. `sequence:default`. */
  readonly keyed = new Map<string, FakeKeyed>();
  /** Brands that D1 names. */
  knownBrands: readonly string[] = [];
  /** Of further services; one that is not here lives in `object`. */
  readonly objects = new Map<string, FakeObject>();
  readonly bindings = new FakePaymentBindings();
  readonly aliases = new FakeUsageAliases();
  readonly operatorKeys = new FakeOperatorKeys();
  readonly jobs = new FakeProvisioningJobs();
  /** All services in the register. */
  registered: readonly ServiceId[] = [SERVICE_ID];
  readonly stripe = new FakeStripe();
  readonly identificationLimiter = new FakeIdentificationLimiter();
  /** What the sources say about any address, in their order. */
  addressSources: readonly AddressSource[] = [];
  /** What `/readyz` asks. */
  probes: readonly Probe[] = [];
  readonly links = new FakeLinks();
  readonly inbox: InboxRow[] = [];
  /** What the crons go by. */
  readonly crons = {
    cronCursors: new FakeCronCursors(),
    cronPages: { send: async () => {} },
    eventBacklog: new FakeEventBacklog(),
    heartbeat: { beat: async () => {} },
  };
  readonly logged: LogLine[] = [];
  /** Whom alerts go to by email. */
  alertEmails: readonly string[] = [];
  anyWebhookUrl = false;
  readonly watch = new FakeWatch(() => this.now);
  readonly ports: Ports = this.#build();
  #ids = 0;

  /** What a `link` QR code of the service holds. */
  link(linkId: LinkId = "lnk_1", version = 1): Promise<string> {
    return this.ports.signer.sign("link", { linkId, version });
  }

  #build(): Ports {
    const backend = this;
    return {
      objects: {
        of: (id) => this.#objectOf(id).port,
        invoiceSequence: (brand) => createInvoiceSequence(this.#keyedNamed(`sequence:${brand}`)),
      },
      payments: this.stripe,
      ocs: {
        read: async (_account, timeBudgetMs) => {
          this.ocsReads += 1;
          if (this.ocsAnswersAfter !== null && timeBudgetMs !== undefined) {
            return { kind: "unreadable", at: this.now, why: "timeout" };
          }
          await this.ocsAnswersAfter;
          return { ...this.reading, at: this.now };
        },
        write: notHere,
      },
      get pageReads() {
        return backend.pageReads ?? backend.ports.ocs;
      },
      register: this.#register(),
      brands: this.brands,
      brandRegister: this.brandRegister,
      deploymentFindings: this.deploymentFindings,
      deployment: this.deployment,
      links: this.links,
      get addressSources() {
        return backend.addressSources;
      },
      identificationLimiter: this.identificationLimiter,
      counters: createCounters((name) => this.#keyedNamed(`rate:${name}`)),
      operatorKeys: this.operatorKeys,
      projectionStore: NO_PROJECTION,
      ledgerDatabases: { newest: notHere, isBound: () => false, begin: notHere },
      readModels: this.#readModels(),
      ...this.crons,
      ...UNUSED,
      webhookInbox: this.#webhookInbox(),
      paymentBindings: this.bindings,
      usageAliases: this.aliases,
      provisioningJobs: this.jobs,
      emailSender: { keyed: true, send: notHere },
      get probes() {
        return backend.probes;
      },
      clock: { now: () => this.now },
      ids: { fresh: (prefix) => this.#freshId(prefix) },
      signer: createSigner("a signing key of tests"),
      payerVault: vault,
      payerDirectory: fakePayerDirectory(this.object),
      payerBlocks: fakePayerBlocks(this),
      log: logInto(this.logged),
      ...this.watch.ports,
      get settings() {
        return backend.#settings();
      },
    };
  }

  #settings(): Ports["settings"] {
    return {
      timings: DEFAULT_TIMINGS,
      engines: ["main"],
      version: "0.0.0+test",
      alerts: { emails: this.alertEmails, from: "edge-topup <receipts@example.com>" },
      webhooks: { anyUrl: this.anyWebhookUrl, ports: [443] },
      operatorBootstrapToken: this.bootstrapToken,
      publishedKeys: this.publishedKeys,
      queuePrefix: "edge-topup-",
    };
  }

  #freshId<P extends IdPrefix>(prefix: P): Id<P> {
    const digits = (this.#ids++).toString(32).padStart(16, "0");
    return spellId(
      prefix,
      NOW,
      Array.from(digits, (d) => Number.parseInt(d, 32)),
    );
  }

  #register(): Register {
    const up = <T>(value: T): Promise<T> =>
      this.registerDown ? Promise.reject(new Error("D1 is down")) : Promise.resolve(value);
    return {
      byId: (id) => up(this.#all((s) => s.id === id)[0] ?? null),
      byAddress: (ip) => up(ip === IP ? this.atAddress : []),
      byLink: (linkId) => {
        const row = this.links.rows.find((one) => one.linkId === linkId && !one.revoked);
        const version = linkId === "lnk_1" ? this.linkVersion : (row?.version ?? null);
        return up(version === null ? null : { service: this.service, version });
      },
      byImsi: (imsi) => up(this.#all((s) => s.imsi === imsi)),
      byNumbers: ({ imsi, msisdns }) =>
        up(
          this.#all(
            (s) => (imsi !== null && s.imsi === imsi) || msisdns.some((one) => s.msisdn === one),
          ),
        ),
      byUuid: (uuid) => up(this.#all((s) => s.serviceUuid === uuid)),
      byAccount: ({ ocs, tenant, account }) =>
        up(
          this.#all(
            ({ account: a }) =>
              [a.ocs, a.tenant, a.account].join() === [ocs, tenant, account].join(),
          ),
        ),
      networksOf: (serviceId) => up(this.networks.get(serviceId) ?? []),
      put: async (fresh, facts, networks, was) => {
        const row = await up(
          putService(
            this.#all(() => true),
            fresh,
            facts,
            was,
          ),
        );
        if (!("id" in row)) return row;
        this.others = [...this.others.filter(({ id }) => id !== row.id), row];
        this.networks.set(row.id, networks);
        return [];
      },
      offersFor: () => up(this.offers),
      takeServicesToTell: async (limit) => {
        await up(null);
        const taken = this.toTell.slice(0, limit);
        this.toTell = [...this.toTell.slice(limit), ...taken];
        return taken;
      },
      noteTold: async (told) => {
        await up(null);
        this.toTell = this.toTell.filter(({ serviceId }) => serviceId !== told.serviceId);
      },
      closedStatusOf: (serviceIds) =>
        up(this.closedStatuses.filter(({ serviceId }) => serviceIds.includes(serviceId))),
    };
  }

  #keyedNamed(name: string): KeyedObject<AnyOrder> {
    const known = this.keyed.get(name) ?? fakeKeyed(name, () => this.now);
    this.keyed.set(name, known);
    return known.port;
  }

  #objectOf(id: string): FakeObject {
    return this.objects.get(id) ?? this.object;
  }

  #all(test: (service: Service) => boolean): readonly Service[] {
    return [this.service, ...this.others].filter(test);
  }

  #readModels(): ReadModels {
    return {
      knownServices: async (after, limit) =>
        this.registered.filter((id) => id > after).slice(0, limit),
      knownBrands: async () => this.knownBrands,
      endedIntents: notHere,
      unfinishedServices: notHere,
      servicesToReconcile: notHere,
      recentServices: notHere,
      unresolved: async (brands, limit) =>
        hasBrand(brands, this.service.brand) ? this.unresolved.slice(0, limit) : [],
      topUps: async (brands, filter, { limit }) =>
        hasBrand(brands, this.service.brand) && this.listedBy(filter)
          ? this.listed.slice(0, limit)
          : [],
      browse: async (brands, filter, { limit }) =>
        pageOf(this.browsed.push(filter) ? this.listed : [], brands, limit),
      waitingApprovals: async (brands, now, limit) =>
        hasBrand(brands, this.service.brand)
          ? this.approvals.filter(({ until }) => now < until).slice(0, limit)
          : [],
      serviceOf: async (ref) =>
        "topUpId" in ref && this.object.core.store.load(ref.topUpId)
          ? { serviceId: SERVICE_ID, brand: this.service.brand }
          : null,
    };
  }

  #webhookInbox(): WebhookInbox {
    return {
      append: async (row) => {
        if (this.inboxDown) throw new Error("D1 is down");
        this.inbox.push(row);
      },
      drop: async (before, limit) => {
        const old = this.inbox.filter(({ at }) => at < before).slice(0, limit);
        for (const row of old) this.inbox.splice(this.inbox.indexOf(row), 1);
        return old.length;
      },
    };
  }
}
