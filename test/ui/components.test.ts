/**
 * A folder below ui/kit and ui/portal is a component: nothing in it is unused, or used unstyled.
 */
import { globSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, normalize } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { LANGS } from "../../src/i18n/languages.ts";
import { buildUi } from "../../src/ui/build.ts";
import { DRAWN } from "./drawn-states.tsx";
import { portal } from "./portal.ts";

const read = (path: string): string => readFileSync(path, "utf8");
const filesOf = (pattern: string): string[] => globSync(pattern).toSorted();
const FILES = filesOf("src/ui/{kit,portal}/**/*.*");
const IMPORT = /(?:from |import\(|import )"(\.[^"]+)"/g;
const importsOf = (path: string): string[] =>
  [...read(path).matchAll(IMPORT)].map(([, to = ""]) => normalize(join(path, "..", to)));
const importedBy = (pattern: string): ReadonlySet<string> =>
  new Set(filesOf(pattern).flatMap(importsOf));

/** Of these nothing is left in a bundle. */
const TYPES_ALONE = ["src/ui/portal/checkout/stripe/stripe-types.script.ts"];
/** Where a bundle begins; build.ts names these. */
const ENTRIES = FILES.filter((path) => /\/entry-\w+\.(ts|css)$|sign-in-window\.script/.test(path));

let bundled: ReadonlySet<string> = new Set();
beforeAll(async () => {
  ({ inputs: bundled } = await buildUi(mkdtempSync(join(tmpdir(), "edge-topup-components-"))));
}, 60_000);

describe("every file of a component is used", () => {
  const loaded = FILES.filter((path) => /\.(css|script\.ts)$/.test(path));
  test.each(loaded.filter((path) => !TYPES_ALONE.includes(path)))("%s in a bundle", (path) => {
    expect(bundled).toContain(path);
  });

  const tested = importedBy("test/ui/**/*.{ts,tsx}");
  test.each(FILES.filter((path) => path.endsWith(".states.ts")))("%s in a test", (path) => {
    expect(tested).toContain(path);
    expect(bundled).not.toContain(path);
  });

  const imported = importedBy("src/**/*.{ts,tsx}");
  const plain = FILES.filter(
    (path) => /(?<!\.script|\.states)\.tsx?$/.test(path) || TYPES_ALONE.includes(path),
  );
  test.each(plain.filter((path) => !ENTRIES.includes(path)))("%s by another file", (path) => {
    expect(imported).toContain(path);
  });
});

test("only scripts and entries import scripts: nothing else runs in a browser alone", () => {
  const scripts = /\.script\.ts$/;
  const wrong = filesOf("src/**/*.{ts,tsx}")
    .filter((path) => !scripts.test(path) && !ENTRIES.includes(path))
    .filter((path) => importsOf(path).some((to) => scripts.test(to)));
  expect(wrong).toEqual([]);
});

/** Names that a style sheet has rules for, by their sign: "." a class, "#" an id. */
function ruledNames(): ReadonlySet<string> {
  const heads = FILES.filter((path) => path.endsWith(".css"))
    .map((path) => read(path).replace(/\/\*[\s\S]*?\*\/|@import[^;]*;/g, ""))
    .join()
    // Declarations have no braces in them, so that what is left are selectors and conditions.
    .replace(/\{[^{}]*\}/g, "{}")
    .replaceAll(/"#[^"]*"/g, "");
  return new Set(heads.match(/[.#][a-z][\w-]*/g));
}

/** Every class in the markup of every state, and of the four steps. */
async function findDrawnClasses(): Promise<ReadonlySet<string>> {
  const [lang] = LANGS;
  if (!lang) throw new Error("there is a language");
  const paths = ["/", "/?step=billing", "/?step=payment", "/t/svc_1/top_1"];
  const pages = paths.map(async (path) => (await portal().request(path)).text());
  const html = [...DRAWN.map(([, , draw]) => String(draw(lang))), ...(await Promise.all(pages))];
  const classes = html.join().matchAll(/ class="([^"]+)"/g);
  return new Set([...classes].flatMap(([, names = ""]) => names.split(" ")));
}

describe("markup and style sheets name the same things", () => {
  const ruled = ruledNames();
  const drawnClasses = findDrawnClasses();

  test("every class in the markup has a rule", async () => {
    const drawn = [...(await drawnClasses)];
    expect(drawn.filter((name) => !ruled.has(`.${name}`))).toEqual([]);
  });

  // A class may be put together from its parts: `t-${tone}`.
  const sources = FILES.filter((path) => /\.tsx?$/.test(path))
    .map(read)
    .join("\n");
  test.each([...ruled].toSorted())("the rules of %s have something to style", async (name) => {
    const word = name.slice(1);
    const isDrawn = name.startsWith(".") && (await drawnClasses).has(word);
    expect(isDrawn || new RegExp(`["' #]${word}["' ]`).test(sources), name).toBe(true);
  });
});
