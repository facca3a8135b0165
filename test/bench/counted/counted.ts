import { readFileSync } from "node:fs";
import { unstable_readConfig } from "wrangler";

/** How often a Worker asked something of the platform, by what it asked. */
export type Counts = Readonly<Record<string, number>>;

/** The module around the bundle of this configuration that counts (`around.js`). */
export function countingModule(config: string): string {
  const around = readFileSync(new URL("around.js", import.meta.url), "utf8");
  const { bindings } = unstable_readConfig({ config }).durable_objects;
  const names = bindings.map(({ class_name: name }: { readonly class_name: string }) => name);
  const classes = names.map((name: string) => `export const ${name} = counted("${name}");`);
  return [around, ...classes].join("\n");
}

export interface Taken {
  /** What was counted since the last call. */
  readonly counts: Counts;
  readonly trace: readonly string[];
  /** Bytes of every object's storage after its last commit, by the object's name. */
  readonly sizes: Counts;
}

export async function takeCounts(workerUrl: string): Promise<Taken> {
  const response = await fetch(`${workerUrl}/__counts`);
  return (await response.json()) as Taken;
}
