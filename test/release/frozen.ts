/** What a release left behind, as text: storages, D1, the outside world at that moment. */

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Dump } from "../simulation/world/d1.ts";
import type { StoredStripe } from "../simulation/world/stripe.ts";
import type { RecordedCall } from "./recorded-calls.ts";
import type { FrozenSecrets } from "./secrets.ts";

const FIXTURES = new URL("../fixtures/", import.meta.url);

/** One object that lay there. */
export interface FrozenObject {
  readonly kind: "service" | "keyed";
  /** The name that its id is made of. */
  readonly name: string;
  /** Unix ms; null: none is set. */
  readonly alarmAt: number | null;
  readonly sql: string;
}
/** One story: a top-up of the cast, how it stood, and how it ended under the code that wrote it. */
export interface FrozenStory {
  readonly name: string;
  readonly serviceId: string;
  readonly topUpId: string;
  readonly state: string;
  readonly endsAs: string;
}
export interface Frozen {
  readonly version: string;
  /** When the world stood still; Unix ms. */
  readonly at: number;
  readonly services: number;
  readonly stories: readonly FrozenStory[];
  readonly objects: readonly FrozenObject[];
  readonly d1: { readonly main: Dump; readonly ledgers: readonly Dump[] };
  readonly outside: { readonly stripe: StoredStripe; readonly accounts: unknown };
  /** Answers of reads, by their names. */
  readonly reads: Readonly<Record<string, unknown>>;
  /** What the stories came to when the same code went on: by top-up, and per table of D1. */
  readonly end: unknown;
  /** Every call of a service object up to `at`, in order. */
  readonly calls: readonly RecordedCall[];
  /** Every call that `giveCommands` made of the objects as they lay there. */
  readonly commands: readonly RecordedCall[];
  readonly secrets: FrozenSecrets;
}

/** `world.json`: the SQL of objects and D1, the calls and the answers lie in files of their own. */
type Listed = Omit<Frozen, "objects" | "d1" | "reads" | "end" | "calls" | "commands"> & {
  readonly applied: readonly string[];
  readonly ledgers: readonly { readonly applied: readonly string[]; readonly file: string }[];
  readonly objects: readonly (Omit<FrozenObject, "sql"> & { readonly file: string })[];
};

const folderOf = (version: string): URL => new URL(`${version}/`, FIXTURES);

/** The releases whose storage is kept, oldest first. */
export const frozenVersions = (): string[] =>
  readdirSync(FIXTURES)
    .filter((name) => /^v\d+\.\d+$/.test(name))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));

export function writeFrozen(frozen: Frozen): void {
  const folder = folderOf(frozen.version);
  const { objects, d1, calls, commands, reads, end, ...world } = frozen;
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  mkdirSync(new URL("objects/", folder), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(new URL(name, folder), text);
  const listed = objects.map(({ sql, ...object }, n) => {
    const file = `objects/${String(n + 1).padStart(2, "0")}.sql`;
    write(file, sql);
    return { ...object, file };
  });
  write("d1.sql", d1.main.sql);
  const ledgers = d1.ledgers.map(({ sql, applied }, n) => {
    const file = `ledger-${n + 1}.sql`;
    write(file, sql);
    return { applied, file };
  });
  write("calls.jsonl", calls.map((call) => `${packed(call)}\n`).join(""));
  write("commands.jsonl", commands.map((call) => `${packed(call)}\n`).join(""));
  write("reads.json", `${packed(reads, 1)}\n`);
  write("end.json", `${packed(end, 1)}\n`);
  write(
    "world.json",
    `${packed({ ...world, applied: d1.main.applied, ledgers, objects: listed }, 1)}\n`,
  );
}

export function readFrozen(version: string): Frozen {
  const read = (name: string) => readFileSync(new URL(name, folderOf(version)), "utf8");
  const { applied, ledgers, objects, ...world } = unpacked(read("world.json")) as Listed;
  const calls = (name: string) =>
    read(name)
      .split("\n")
      .filter(Boolean)
      .map((line) => unpacked(line) as RecordedCall);
  return {
    ...world,
    objects: objects.map(({ file, ...object }) => ({ ...object, sql: read(file) })),
    d1: {
      main: { applied, sql: read("d1.sql") },
      ledgers: ledgers.map(({ file, ...ledger }) => ({ ...ledger, sql: read(file) })),
    },
    reads: unpacked(read("reads.json")) as Frozen["reads"],
    end: unpacked(read("end.json")),
    calls: calls("calls.jsonl"),
    commands: calls("commands.jsonl"),
  };
}

/** JSON with maps and big integers, which the charging system's simulator stores. */
export const packed = (value: unknown, indent?: number): string =>
  JSON.stringify(
    value,
    (_, each) =>
      each instanceof Map
        ? { $map: [...each] }
        : typeof each === "bigint"
          ? { $bigint: String(each) }
          : each,
    indent,
  );
export const unpacked = (text: string): unknown =>
  JSON.parse(text, (_, each) => {
    if (each?.$map !== undefined) return new Map(each.$map);
    return each?.$bigint === undefined ? each : BigInt(each.$bigint);
  });
