/**
 * An object of the release before, made of the present one: it knows no newer method, and of inputs
 * and answers only the fields that the release before had. During a deployment a new Worker meets
 * such objects for minutes.
 */
import type { Ports } from "../../src/app/ports/ports.ts";
import type { SimulatedDatabases } from "../simulation/world/databases.ts";
import type { Program } from "../simulation/world/network.ts";
import { World } from "../simulation/world/world.ts";
import type { RecordedCall } from "./recorded-calls.ts";

/** All fields that were seen in one place; `each` stands for the entries of lists and tables. */
interface Shape {
  readonly fields: Map<string, Shape>;
  each: Shape | null;
}
const empty = (): Shape => ({ fields: new Map(), each: null });

/** Tables have ids, currencies and the like as names of their fields, which differ every time. */
const NAMES_OF_TABLES = /^[a-z]{3}_|^plan_|[^\w]/;

function learn(shape: Shape, value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const [name, each] of Object.entries(value)) {
    const isEntry = Array.isArray(value) || NAMES_OF_TABLES.test(name);
    if (isEntry) shape.each ??= empty();
    const known = isEntry ? shape.each : shape.fields.get(name);
    const field = known ?? empty();
    if (!isEntry) shape.fields.set(name, field);
    learn(field, each);
  }
}

/** The value without the fields that the shape has not. Returns their paths in `dropped`. */
export function cut(shape: Shape, value: unknown, path: string, dropped: Set<string>): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    return value.map((each) => cut(shape.each ?? empty(), each, `${path}[]`, dropped));
  }
  // A place that only ever held null or nothing says nothing about its fields.
  if (shape.fields.size === 0 && shape.each === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => {
      const field = NAMES_OF_TABLES.test(name) ? shape.each : shape.fields.get(name);
      if (!field) dropped.add(`${path}.${name}`);
      return field ? [[name, cut(field, each, `${path}.${name}`, dropped)]] : [];
    }),
  );
}

/** What the release before understood and answered, by method. */
export class OlderContract {
  readonly #methods = new Map<string, { readonly input: Shape; readonly answer: Shape }>();
  /** What a newer side sent and the older one did not know. */
  readonly unknown = new Set<string>();

  constructor(calls: readonly RecordedCall[]) {
    for (const { method, input, answer } of calls) {
      const known = this.#methods.get(method) ?? { input: empty(), answer: empty() };
      this.#methods.set(method, known);
      learn(known.input, input);
      learn(known.answer, answer);
    }
  }
  get methods(): readonly string[] {
    return [...this.#methods.keys()];
  }

  /** The present object as the older one would be. An unknown method throws, as over RPC. */
  around<T extends object>(object: T): T {
    return new Proxy(object, {
      get: (target, name) => async (input: unknown) => {
        const method = String(name);
        const known = this.#methods.get(method);
        if (!known) {
          this.unknown.add(method);
          throw new TypeError(`The RPC receiver does not implement the method "${method}".`);
        }
        const sent = cut(known.input, input, `${method}(…)`, this.unknown);
        const run = Reflect.get(target, name) as (input: unknown) => Promise<unknown>;
        return cut(known.answer, await run(sent), method, this.unknown);
      },
    });
  }
}

/** The Worker of now, and objects of the release before. */
export class SkewedWorld extends World {
  readonly #contract: OlderContract;

  constructor(seed: number, d1: SimulatedDatabases, contract: OlderContract) {
    super(seed, d1, null);
    this.#contract = contract;
  }
  override portsFor(program: Program): Ports {
    const ports = super.portsFor(program);
    const of: Ports["objects"]["of"] = (id) => this.#contract.around(ports.objects.of(id));
    return { ...ports, objects: { ...ports.objects, of } };
  }
}
