import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";
import { BadAnswer, parseJsonIn } from "./answers.ts";

/**
 * Secrets on this machine: JSON, name to value, readable by its owner alone. It is what
 * `wrangler deploy --secrets-file` takes for the first deployment, and the only place where a
 * secret that was generated here can be read again.
 */
export interface SecretsFile {
  readonly path: string;
  get(name: string): string | null;
  names(): readonly string[];
  /** On the disk when this returns. */
  keep(name: string, value: string): void;
}

const form = z.record(z.string(), z.string());

/** Throws `BadAnswer` when what is there is no such file. */
export function secretsFile(path: string): SecretsFile {
  const read = (): Readonly<Record<string, string>> => {
    if (!existsSync(path)) return {};
    const checked = form.safeParse(parseJsonIn(path, readFileSync(path, "utf8")));
    if (checked.success) return checked.data;
    throw new BadAnswer(`${path}: has to be a JSON object of names and texts`);
  };
  read();
  return {
    path,
    // An empty text stands for a place that is to be filled in.
    get: (name) => read()[name] || null,
    names: () => Object.keys(read()).filter((name) => read()[name] !== ""),
    keep: (name, value) => replace(path, { ...read(), [name]: value }),
  };
}

/** Written beside and renamed, so that a crash leaves the file before or the file after. */
function replace(path: string, secrets: Readonly<Record<string, string>>): void {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.new`;
  const file = openSync(beside, "w", 0o600);
  try {
    writeSync(file, `${JSON.stringify(secrets, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
}
