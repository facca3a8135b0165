import { PortFault } from "../../app/ports/port-fault.ts";
import { isRefusal } from "./d1-faults.ts";
import { within } from "./kept.ts";

/** One call of D1 takes no longer: a caller is told to come again instead of waiting; ms. */
const CALL_MS = 10_000;
const METHODS = ["all", "run", "first", "raw"] as const;

type Call = (...input: unknown[]) => Promise<unknown>;

/** Which database a statement is of: of itself it does not say. */
const owners = new WeakMap<D1PreparedStatement, D1Database>();

/**
 * The same database with a time limit, because D1 has none of its own. Silence, overload and a lost
 * connection are thrown as `PortFault`; what SQLite refuses is thrown as it is. A batch with a
 * statement of another database throws and runs nothing: D1 would run all of it here.
 */
export function limitedD1(d1: D1Database): D1Database {
  return new Proxy(d1, {
    get(target, key) {
      if (key === "prepare") {
        return (text: string) => limitedStatement(target.prepare(text), target);
      }
      if (key === "batch") {
        return async (statements: D1PreparedStatement[]) => {
          if (statements.some((one) => owners.get(one) !== target)) {
            throw new Error("a batch has a statement of another database");
          }
          return await answered(() => target.batch(statements));
        };
      }
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** A batch takes D1's own statements only, so this one is changed and not wrapped. */
function limitedStatement(statement: D1PreparedStatement, owner: D1Database): D1PreparedStatement {
  owners.set(statement, owner);
  const proto: object = Object.getPrototypeOf(statement);
  const own =
    (name: string): Call =>
    (...input) =>
      Reflect.get(proto, name).apply(statement, input);
  const limited = METHODS.map((name) => {
    const call = own(name);
    return [name, (...input: unknown[]) => answered(() => call(...input))] as const;
  });
  const bind = statement.bind.bind(statement);
  return Object.assign(statement, Object.fromEntries(limited), {
    bind: (...values: unknown[]) => limitedStatement(bind(...values), owner),
  });
}

async function answered<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await within(CALL_MS, ask());
  } catch (fault) {
    const text = fault instanceof Error ? fault.message : String(fault);
    if (fault instanceof PortFault || isRefusal(text)) throw fault;
    throw new PortFault("d1", text, fault);
  }
}
