/**
 * Loads the real code with two differences: the platform's classes are stubs, and the edits of a
 * mutant change the source text in memory. No file is written, nothing else is replaced.
 */
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

/** One change of a source text; `search` must occur exactly once in it. */
export interface Edit {
  /** Path from the repository's root. */
  readonly file: string;
  readonly search: string;
  readonly replace: string;
}

const ROOT = new URL("../../", import.meta.url).href;
const STUBS: Readonly<Record<string, string>> = {
  "cloudflare:workers": new URL("stubs/cloudflare-workers.ts", import.meta.url).href,
};

/**
 * Call this before anything of `src` is imported. A file in which `search` does not occur exactly
 * once makes its import throw. The returned check throws if the file of an edit was never loaded.
 */
export function loadWith(edits: readonly Edit[]): () => void {
  const made = new Set<Edit>();
  registerHooks({
    resolve(specifier, context, next) {
      const stub = STUBS[specifier];
      if (stub !== undefined) return { url: stub, shortCircuit: true };
      return next(specifier, context);
    },
    load(url, context, next) {
      const loaded = next(url, context);
      const mine = edits.filter((edit) => url === ROOT + edit.file);
      if (mine.length === 0) return loaded;
      let source = String(loaded.source);
      for (const edit of mine) {
        source = edited(source, edit);
        made.add(edit);
      }
      return { ...loaded, source };
    },
  });
  return () => {
    const missing = edits.filter((edit) => !made.has(edit));
    if (missing.length > 0)
      throw new Error(`this file of a mutant was never loaded: ${missing[0]?.file}`);
  };
}

function edited(source: string, { file, search, replace }: Edit): string {
  const times = source.split(search).length - 1;
  if (times !== 1)
    throw new Error(`${fileURLToPath(ROOT + file)}: found ${times} times: ${search}`);
  return source.replace(search, () => replace);
}
