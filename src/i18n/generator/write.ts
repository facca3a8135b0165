/** `npm run messages`: writes `src/i18n/generated` from `src/i18n/messages`. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { CatalogueError } from "./catalogue.ts";
import { generate } from "./generate.ts";

const FROM = new URL("../messages/", import.meta.url);
const TO = new URL("../generated/", import.meta.url);
const textsIn = (folder: URL): Map<string, string> =>
  new Map(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")]));

/** The catalogue as it lies there: the text of each `<tag>.json`. */
export const catalogueFiles = (): ReadonlyMap<string, string> => textsIn(FROM);
/** The modules as they lie there. */
export const generatedFiles = (): ReadonlyMap<string, string> => textsIn(TO);

/** Writes what has changed, so that nothing that watches the folder wakes for nothing. */
export function writeMessages(): void {
  mkdirSync(TO, { recursive: true });
  const [made, there] = [generate(catalogueFiles()), generatedFiles()];
  for (const [name, text] of made) {
    if (there.get(name) !== text) writeFileSync(new URL(name, TO), text);
  }
  for (const name of there.keys()) if (!made.has(name)) rmSync(new URL(name, TO));
}

if (import.meta.main) {
  try {
    writeMessages();
  } catch (fault) {
    if (!(fault instanceof CatalogueError)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    process.exitCode = 1;
  }
}
