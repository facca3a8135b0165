/** Everything that a deployment keeps or says, as text: where a person could have left a trace. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";

/** Collects log lines and queue messages from now on, until `stop`; both go on as usual. */
export function listen() {
  const lines: string[] = [];
  const messages: string[] = [];
  for (const level of ["log", "warn", "error"] as const) {
    vi.spyOn(console, level).mockImplementation((...args) => void lines.push(args.join(" ")));
  }
  // Below the spy of a test that loses messages, which is restored before.
  const queue = Object.getPrototypeOf(env.PROVISION) as Queue;
  const { send } = queue;
  queue.send = function (this: Queue, ...args) {
    messages.push(JSON.stringify(args));
    return send.apply(this, args);
  };
  const stop = () => {
    queue.send = send;
    vi.restoreAllMocks();
  };
  return { lines, messages, stop };
}

type Tables = Readonly<Record<string, string>>;

/** All rows of D1, by table. */
export async function tablesOfD1(): Promise<Tables> {
  const [main, ledger] = await Promise.all([tablesIn(env.DB), tablesIn(env.LEDGER_1)]);
  return { ...ledger, ...main };
}
async function tablesIn(d1: D1Database): Promise<Tables> {
  const { results } = await d1
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
    )
    .all<{ name: string }>();
  const dumps = results.map(async ({ name }) => {
    const rows = await d1.prepare(`SELECT * FROM "${name}"`).all();
    return [name, JSON.stringify(rows.results)] as const;
  });
  return Object.fromEntries(await Promise.all(dumps));
}

/** All rows that an object stores, by table. */
export function tablesOfObject(stub: DurableObjectStub): Promise<Tables> {
  return runInDurableObject(stub, (_object, { storage: { sql } }) => {
    const names = sql
      .exec<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .toArray()
      .map(({ name }) => name)
      .filter((name) => !name.startsWith("_cf"));
    const dump = (name: string) => JSON.stringify(sql.exec(`SELECT * FROM "${name}"`).toArray());
    return Object.fromEntries(names.map((name) => [name, dump(name)]));
  });
}

/** A word as programs may write it: plain, in other cases, encoded for addresses, hex, base64. */
export function spellingsOf(word: string): readonly string[] {
  const bytes = new TextEncoder().encode(word);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  // Inside a longer text the three positions of base64 give three spellings of the same bytes.
  const base64 = ["", "x", "xy"].map((before) => {
    const text = btoa(before + String.fromCharCode(...bytes));
    return text.slice(
      before.length === 0 ? 0 : 4,
      Math.floor((before.length + bytes.length) / 3) * 4,
    );
  });
  const url = base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
  return [word.toLowerCase(), encodeURIComponent(word).toLowerCase(), hex, ...base64, ...url];
}

/** The words that a text holds, in any of their spellings. */
export function heldBy(text: string, words: readonly string[]): readonly string[] {
  const lower = text.toLowerCase();
  return words.filter((word) =>
    spellingsOf(word).some((one) => text.includes(one) || lower.includes(one)),
  );
}
