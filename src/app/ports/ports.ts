/**
 * The ports: what use cases may ask of the world. Every port has a real adapter and, in tests, a
 * stateful fake; none of them knows Stripe's, CGRateS's or Cloudflare's types. A use case takes
 * only the ports it uses (`Pick<Ports, …>`).
 */
import type { AddressSource } from "./address-source.ts";
import type { AlertBook } from "./alert-book.ts";
import type { AlertFacts } from "./alert-facts.ts";
import type { BrandCatalogue } from "./brand-catalogue.ts";
import type { BrandRegister } from "./brand-register.ts";
import type { ChargingSystem } from "./charging-system.ts";
import type { Clock } from "./clock.ts";
import type { Counters } from "./counters.ts";
import type { CronCursors } from "./cron-cursors.ts";
import type { CronPages } from "./cron-pages.ts";
import type { Deployment } from "./deployment.ts";
import type { DeploymentFindings } from "./deployment-findings.ts";
import type { EmailSender } from "./email-sender.ts";
import type { EventBacklog } from "./event-backlog.ts";
import type { Heartbeat } from "./heartbeat.ts";
import type { HumanCheck } from "./human-check.ts";
import type { IdentificationLimiter } from "./identification-limiter.ts";
import type { Ids } from "./ids.ts";
import type { LedgerDatabases } from "./ledger-databases.ts";
import type { Links } from "./links.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { NumberingPlans } from "./numbering-plans.ts";
import type { OperatorKeys } from "./operator-keys.ts";
import type { PageReads } from "./page-reads.ts";
import type { PayerBlocks } from "./payer-blocks.ts";
import type { PayerDirectory } from "./payer-directory.ts";
import type { PayerVault } from "./payer-vault.ts";
import type { PaymentBindings } from "./payment-bindings.ts";
import type { Payments } from "./payments.ts";
import type { Probe } from "./probe.ts";
import type { ProjectionStore } from "./projection-store.ts";
import type { ProvisioningJobs } from "./provisioning-jobs.ts";
import type { ReadModels } from "./read-models.ts";
import type { Register } from "./register.ts";
import type { SecretVault } from "./secret-vault.ts";
import type { ServiceObjects } from "./service-objects.ts";
import type { UseCaseSettings } from "./settings.ts";
import type { Signals } from "./signals.ts";
import type { Signer } from "./signer.ts";
import type { UsageAliases } from "./usage-aliases.ts";
import type { WebhookEndpoints } from "./webhook-endpoints.ts";
import type { WebhookInbox } from "./webhook-inbox.ts";
import type { WebhookOutbox } from "./webhook-outbox.ts";
import type { WebhookPoster } from "./webhook-poster.ts";
import type { WebhookQueue } from "./webhook-queue.ts";

export interface Ports {
  readonly objects: ServiceObjects;
  readonly payments: Payments;
  readonly ocs: ChargingSystem;
  /** The OCS as pages read it: together. */
  readonly pageReads: PageReads;
  readonly register: Register;
  readonly brands: BrandCatalogue;
  readonly brandRegister: BrandRegister;
  readonly deployment: Deployment;
  readonly deploymentFindings: DeploymentFindings;
  readonly links: Links;
  readonly ledgerDatabases: LedgerDatabases;
  /** Asked which service uses an address that the register does not know; most trusted first. */
  readonly addressSources: readonly AddressSource[];
  readonly identificationLimiter: IdentificationLimiter;
  /** How often something happened lately, across all services. */
  readonly counters: Counters;
  /** Null: the operator has not switched it on. */
  readonly humanCheck: HumanCheck | null;
  readonly numberingPlans: NumberingPlans;
  readonly operatorKeys: OperatorKeys;
  readonly projectionStore: ProjectionStore;
  readonly readModels: ReadModels;
  readonly webhookInbox: WebhookInbox;
  readonly cronCursors: CronCursors;
  readonly cronPages: CronPages;
  readonly eventBacklog: EventBacklog;
  readonly heartbeat: Heartbeat;
  readonly paymentBindings: PaymentBindings;
  readonly usageAliases: UsageAliases;
  readonly provisioningJobs: ProvisioningJobs;
  readonly emailSender: EmailSender;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly signer: Signer;
  readonly payerVault: PayerVault;
  readonly payerDirectory: PayerDirectory;
  readonly payerBlocks: PayerBlocks;
  /** Of everything outside the Worker that a sale needs. */
  readonly probes: readonly Probe[];
  readonly log: Log;
  readonly metrics: Metrics;
  readonly signals: Signals;
  readonly alertBook: AlertBook;
  readonly alertFacts: AlertFacts;
  readonly webhookEndpoints: WebhookEndpoints;
  readonly webhookOutbox: WebhookOutbox;
  readonly webhookPoster: WebhookPoster;
  readonly webhookQueue: WebhookQueue;
  readonly secretVault: SecretVault;
  readonly settings: UseCaseSettings;
}
