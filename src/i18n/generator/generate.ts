import { type Catalogue, CatalogueError, readCatalogue } from "./catalogue.ts";
import { englishProblems, translationProblems } from "./check.ts";
import { languageModule, languagesModule, sharedModule } from "./emit.ts";

/**
 * The modules that the catalogue makes, by the name of their file; `files` is the text of each
 * `<tag>.json`. Throws a `CatalogueError` that lists all that is wrong, by file and key.
 */
export function generate(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const catalogues = readAll(files);
  const english = catalogues.find(({ language }) => language.tag === "en");
  if (!english) throw new CatalogueError(["en.json: is missing; it is the measure of all others"]);
  const others = catalogues.filter((one) => one !== english);
  const problems = [
    ...englishProblems(english),
    ...others.flatMap((translation) => translationProblems(english, translation)),
  ];
  if (problems.length > 0) throw new CatalogueError(problems);
  const all = [english, ...others];
  return new Map([
    ["catalogues.ts", languagesModule(all.map(({ language }) => language.tag))],
    ["messages.ts", sharedModule(english)],
    ...all.map((one) => [`${one.language.tag}.ts`, languageModule(english, one)] as const),
  ]);
}

/** All files that can be read; when any cannot, what is wrong in all of them. */
function readAll(files: ReadonlyMap<string, string>): Catalogue[] {
  const problems: string[] = [];
  const catalogues = [...files].sort().flatMap(([file, json]) => {
    try {
      return [readCatalogue(file, json)];
    } catch (fault) {
      if (fault instanceof CatalogueError) problems.push(...fault.problems);
      else if (fault instanceof SyntaxError)
        problems.push(`${file}: is not JSON: ${fault.message}`);
      else throw fault;
      return [];
    }
  });
  if (problems.length > 0) throw new CatalogueError(problems);
  return catalogues;
}
