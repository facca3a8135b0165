/** The world of one seed: the real product, simulated external systems, one clock, one Random. */

import { createCronCursors } from "../../../src/adapters/d1/cron-cursors.ts";
import { createEventBacklog } from "../../../src/adapters/d1/event-backlog.ts";
import { createPayerBlocks } from "../../../src/adapters/d1/payer-blocks.ts";
import { createPayerDirectory } from "../../../src/adapters/d1/payer-directory.ts";
import { createPaymentBindings } from "../../../src/adapters/d1/payment-bindings.ts";
import { createProjectionStore } from "../../../src/adapters/d1/projection-store.ts";
import { createProvisioningJobs } from "../../../src/adapters/d1/provisioning-jobs.ts";
import { createReadModels } from "../../../src/adapters/d1/read-models.ts";
import { createUsageAliases } from "../../../src/adapters/d1/usage-aliases.ts";
import { createWebhookInbox } from "../../../src/adapters/d1/webhook-inbox.ts";
import { createCounters } from "../../../src/adapters/objects/counters.ts";
import { createInvoiceSequence } from "../../../src/adapters/objects/invoice-sequence.ts";
import { createPhoneNumbers } from "../../../src/adapters/phone-numbers/phone-numbers.ts";
import type { KeyedObject } from "../../../src/app/ports/keyed-object.ts";
import type { Ports } from "../../../src/app/ports/ports.ts";
import type { Service } from "../../../src/app/ports/register.ts";
import type { ServiceObject } from "../../../src/app/ports/service-object.ts";
import { type Id, type IdPrefix, type ServiceId, spellId } from "../../../src/domain/base/ids.ts";
import { DEFAULT_TIMINGS, type Timings } from "../../../src/domain/base/timings.ts";
import type { Offer } from "../../../src/domain/offer/offer.ts";
import type { TopUpState } from "../../../src/domain/top-up/states.ts";
import type { TopUp } from "../../../src/domain/top-up/top-up.ts";
import type { AnyOrder } from "../../../src/object/keyed/kinds.ts";
import { consumeBatch } from "../../../src/triggers/queues.ts";
import { FakeOperatorKeys } from "../../app/fake-operator-keys.ts";
import { FakeWatch } from "../../app/fake-watch.ts";
import { Clock } from "./clock.ts";
import type { SimulatedDatabases } from "./databases.ts";
import type { HostedObject } from "./hosted-object.ts";
import { KeyedHost, type KeyedMethod } from "./keyed-host.ts";
import { SimulatedMail } from "./mail.ts";
import { GOOD_LINK, type LinkFaults, Network, Program } from "./network.ts";
import { type Method, ObjectHost } from "./object-host.ts";
import { SimulatedOcs } from "./ocs.ts";
import { SimulatedQueues } from "./queues.ts";
import { Random } from "./random.ts";
import { brandPorts, offerOf, registerOf, START } from "./register.ts";
import { signer } from "./signer.ts";
import { SimulatedStripe } from "./stripe.ts";
import { payerVault } from "./vault.ts";

/** Everything that one D1 answers. */
type D1Ports = Pick<
  Ports,
  | "projectionStore"
  | "readModels"
  | "webhookInbox"
  | "cronCursors"
  | "eventBacklog"
  | "paymentBindings"
  | "usageAliases"
  | "provisioningJobs"
  | "payerDirectory"
  | "payerBlocks"
>;

export interface Observer {
  /** Called before a call is executed; returns what is called with its answer. */
  before(host: ObjectHost, method: Method, input: unknown): (answer: unknown) => void;
  waking(host: ObjectHost): void;
  moved(host: ObjectHost, t: TopUp, from: TopUpState | "new"): void;
  /** Called with what a keyed object was asked and what it answers; the answer may get lost. */
  answered(host: KeyedHost, method: KeyedMethod, input: unknown, answer: unknown): void;
}

export class World {
  readonly random: Random;
  readonly clock = new Clock(START);
  readonly network: Network;
  readonly ocs: SimulatedOcs;
  readonly stripe: SimulatedStripe;
  readonly queues: SimulatedQueues;
  readonly hosts = new Map<string, ObjectHost>();
  readonly keyedHosts = new Map<string, KeyedHost>();
  readonly services = new Map<ServiceId, Service>();
  readonly objectLink: LinkFaults = { ...GOOD_LINK, timeoutMs: 3000 };
  readonly d1Link: LinkFaults = { ...GOOD_LINK };
  readonly mail: SimulatedMail;
  readonly #d1Ports: D1Ports;
  /** Alerts and webhooks are not simulated: they lie on no way of a payment. */
  readonly #watch: FakeWatch;
  readonly d1: SimulatedDatabases;
  offer: Offer = offerOf({});
  timings: Timings = DEFAULT_TIMINGS;
  approvalAboveMinor = 1_000_000;
  /** The brand looks at payments of elevated risk first. */
  reviewsRisk = false;
  alarmLoss = 0;
  /** Probability per call that the object is reset around it. */
  objectDeath = 0;
  /** Faults have ceased, disturbances and incidents do not come any more. */
  calm = false;
  observer: Observer = {
    before: () => () => {},
    waking: () => {},
    moved: () => {},
    answered: () => {},
  };
  readonly #traced: string[] | null;
  #ids = 0;

  constructor(seed: number, d1: SimulatedDatabases, traced: string[] | null) {
    this.random = new Random(seed);
    this.#traced = traced;
    this.d1 = d1;
    this.#watch = new FakeWatch(() => this.clock.now, d1.asDatabases);
    this.network = new Network(this.clock, this.random);
    this.mail = new SimulatedMail(this.network, seed % 2 === 0);
    this.ocs = new SimulatedOcs(this.clock, this.network, this.random);
    this.stripe = new SimulatedStripe(this.clock, this.network, this.random);
    this.queues = new SimulatedQueues(this.clock, this.network, this.random);
    this.queues.consume = (program, batch) =>
      consumeBatch(this.portsFor(program), batch, async () => {});
    const databases = d1.asDatabases;
    const { main } = databases;
    this.#d1Ports = {
      projectionStore: createProjectionStore(databases),
      readModels: createReadModels(databases),
      webhookInbox: createWebhookInbox(main),
      cronCursors: createCronCursors(main),
      eventBacklog: createEventBacklog(main),
      paymentBindings: createPaymentBindings(databases),
      usageAliases: createUsageAliases(main),
      provisioningJobs: createProvisioningJobs(databases),
      payerDirectory: createPayerDirectory(databases),
      payerBlocks: createPayerBlocks(main, { fresh: (read) => read() }),
    };
  }

  trace(line: () => string): void {
    if (this.#traced === null) return;
    const at = ((this.clock.now - START) / 1000).toFixed(3);
    this.#traced.push(`${at.padStart(12)} s  ${line()}`);
  }

  host(name: string): ObjectHost {
    const known = this.hosts.get(name);
    if (known) return known;
    const host = new ObjectHost(name, this.clock, {
      queues: (program) => this.queues.portFor(program),
      timings: this.timings,
      alarmLost: () => this.random.chance(this.alarmLoss),
      waking: (of) => this.observer.waking(of),
      moved: (of, t, from) => this.observer.moved(of, t, from),
      trace: (line) => this.trace(() => `${name.slice(-2)} ${line()}`),
    });
    this.hosts.set(name, host);
    return host;
  }

  keyedHost(name: string): KeyedHost {
    const known = this.keyedHosts.get(name);
    if (known) return known;
    const host = new KeyedHost(name, this.clock, {
      alarmLost: () => this.random.chance(this.alarmLoss),
      trace: (line) => this.trace(() => `${name} ${line()}`),
    });
    this.keyedHosts.set(name, host);
    return host;
  }

  portsFor(program: Program): Ports {
    const register = registerOf(this.services, this.offer);
    return {
      objects: {
        of: (serviceId) => this.#object(program, serviceId),
        invoiceSequence: (brand) =>
          createInvoiceSequence(this.keyedObject(program, `sequence:${brand}`)),
      },
      payments: this.stripe.portFor(program),
      ocs: this.ocs.portFor(program),
      pageReads: this.ocs.portFor(program),
      links: noLinks,
      // Both ledgers of the simulation are there from the beginning.
      ledgerDatabases: {
        newest: async () => ({ number: 2, full: 0 }),
        isBound: () => false,
        begin: async () => {},
      },
      register: this.#behind(program, this.d1Link, "register", register),
      addressSources: [],
      identificationLimiter: { take: async () => [], giveBack: async () => {} },
      humanCheck: null,
      probes: [],
      counters: createCounters((name) => this.keyedObject(program, `rate:${name}`)),
      operatorKeys: new FakeOperatorKeys(),
      ...this.#d1PortsFor(program),
      cronPages: this.queues.pagesFor(program),
      heartbeat: { beat: async () => {} },
      emailSender: this.mail.portFor(program),
      clock: { now: () => this.clock.now },
      ids: { fresh: (prefix) => this.freshId(prefix) },
      signer,
      payerVault,
      numberingPlans: { of: createPhoneNumbers },
      log: {
        info: () => {},
        warn: (event, fields) => this.trace(() => `${program.name}: ${event} ${show(fields)}`),
        error: (event, fault) => this.trace(() => `${program.name}: ${event} ${fault}`),
      },
      ...this.#watch.ports,
      settings: {
        alerts: { emails: [], from: "edge-topup <receipts@example.com>" },
        webhooks: { anyUrl: false, ports: [443] },
        timings: this.timings,
        version: "0.0.0+simulation",
        engines: ["main"],
        operatorBootstrapToken: null,
        publishedKeys: "refused",
        queuePrefix: "edge-topup-",
      },
      ...brandPorts(this.approvalAboveMinor, this.reviewsRisk),
    };
  }

  #d1PortsFor(program: Program): D1Ports {
    const behind = <K extends keyof D1Ports>(name: K): D1Ports[K] =>
      this.#behind(program, this.d1Link, name, this.#d1Ports[name]);
    return {
      projectionStore: behind("projectionStore"),
      readModels: behind("readModels"),
      webhookInbox: behind("webhookInbox"),
      cronCursors: behind("cronCursors"),
      eventBacklog: behind("eventBacklog"),
      paymentBindings: behind("paymentBindings"),
      usageAliases: behind("usageAliases"),
      provisioningJobs: behind("provisioningJobs"),
      payerDirectory: behind("payerDirectory"),
      payerBlocks: behind("payerBlocks"),
    };
  }

  freshId<P extends IdPrefix>(prefix: P): Id<P> {
    const random = Array.from({ length: 16 }, () => this.random.int(0, 31));
    this.#ids += 1;
    return spellId(prefix, this.clock.now + this.#ids, random);
  }

  /** A request from outside (browser, Stripe, operator); null if no answer came. */
  async request<T>(name: string, work: (ports: Ports) => Promise<T>): Promise<T | null> {
    const program = new Program(name);
    const died = new Promise<null>((resolve) => program.onDeath(() => resolve(null)));
    try {
      return await Promise.race([work(this.portsFor(program)), died]);
    } catch (fault) {
      this.trace(() => `${name}: ${fault}`);
      return null;
    }
  }

  /** `network`: whose chance decides about the calls and about the object's death around them. */
  keyedObject(program: Program, name: string, network = this.network): KeyedObject<AnyOrder> {
    const host = this.keyedHost(name);
    const execute = (method: KeyedMethod, input: unknown) =>
      this.#answerOf(host, network.random, async (object) => {
        const run = object[method] as (this: unknown, i: unknown) => Promise<unknown>;
        const answer = await run.call(object, input);
        // Told also when the object is reset meanwhile: what is committed is true.
        this.observer.answered(host, method, input, answer);
        this.trace(() => `${name} ${program.name} ${method} ${brief(input)} ⇒ ${show(answer)}`);
        return answer;
      });
    const call = (method: KeyedMethod) => (input: unknown) =>
      network.call(program, this.objectLink, `keyed ${method}`, () => execute(method, input));
    return new Proxy(Object.create(null) as KeyedObject<AnyOrder>, {
      get: (_target, method) => call(method as KeyedMethod),
    });
  }

  #object(program: Program, name: string): ServiceObject {
    const call = (method: Method) => (input: unknown) =>
      this.network.call(program, this.objectLink, `object ${method}`, () =>
        this.#execute(name, method, input, program.name),
      );
    return new Proxy(Object.create(null) as ServiceObject, {
      get: (_target, method) => call(method as Method),
    });
  }
  async #execute(name: string, method: Method, input: unknown, by: string) {
    const host = this.host(name);
    let after: (answer: unknown) => void = () => {};
    const answer = await this.#answerOf(host, this.random, (object) => {
      after = this.observer.before(host, method, input);
      const run = object[method] as (this: unknown, i: unknown) => Promise<unknown>;
      return run.call(object, input);
    });
    after(answer);
    this.trace(() => `${name.slice(-2)} ${by} ${method} ${brief(input)} ⇒ ${show(answer)}`);
    return answer;
  }
  /** One call of an object, which may be reset before it or after it has committed. */
  async #answerOf<Instance extends { alarm(): Promise<void> }>(
    host: HostedObject<Instance>,
    random: Random,
    work: (object: Instance) => Promise<unknown>,
  ): Promise<unknown> {
    if (random.chance(this.objectDeath)) {
      host.reset();
      throw new Error("the object was reset before the call");
    }
    const answered = host.call(work);
    if (random.chance(this.objectDeath)) host.reset();
    return await answered;
  }
  #behind<T extends object>(program: Program, link: LinkFaults, name: string, port: T): T {
    return new Proxy(port, {
      get: (target, method) => {
        const run = Reflect.get(target, method) as (...args: unknown[]) => Promise<unknown>;
        return (...args: unknown[]) =>
          this.network.call(program, link, `${name} ${String(method)}`, () =>
            run.apply(target, args),
          );
      },
    });
  }
}

const unused = async (): Promise<never> => {
  throw new Error("the simulation makes no links");
};
const noLinks: Ports["links"] = { currentOrNew: unused, rotate: unused, revoke: unused };
const show = (value: unknown): string => (JSON.stringify(value) ?? "").slice(0, 160);

/** An input without its long parts, for the trace. */
function brief(input: unknown): string {
  return JSON.stringify(input, (key, value) =>
    key === "request" || key === "customer" || key === "metadata" || key === "idempotencyKey"
      ? undefined
      : value,
  )?.slice(0, 220);
}
