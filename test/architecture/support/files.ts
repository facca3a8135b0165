import { existsSync, readdirSync, readFileSync } from "node:fs";
import { ROOT } from "../../dev/paths.ts";

export interface SourceFile {
  /** From the top of the repository: `src/domain/base/money.ts`. */
  readonly path: string;
  readonly text: string;
}

/** Never looked at: not ours, not committed, or data. */
const OUTSIDE = ["node_modules", ".git", ".wrangler", ".tmp", "test/fixtures", "public/assets"];

/** All files below a folder (or that file itself), sorted by path. */
export function filesBelow(folder: string): string[] {
  const below = readdirSync(`${ROOT}${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (OUTSIDE.includes(entry.name) || OUTSIDE.includes(path)) return [];
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
  return below.sort();
}

export const exists = (path: string): boolean => existsSync(`${ROOT}${path}`);

/** Empty when there is no such file; a check on existence says so. */
export const read = (path: string): string =>
  exists(path) ? readFileSync(`${ROOT}${path}`, "utf8") : "";

const load = (path: string): SourceFile => ({ path, text: read(path) });
const isCode = (path: string) => /\.(ts|tsx|js)$/.test(path);

/** Code below the folders. */
export const code = (...folders: string[]): SourceFile[] =>
  folders.flatMap(filesBelow).filter(isCode).map(load);

/** Our own files that are neither code nor prose: styles, SQL, settings, pages of simulators. */
export const otherTexts = (): SourceFile[] =>
  ["src", "test", "migrations", ".github"]
    .flatMap(filesBelow)
    .filter((path) => /\.(css|sql|toml|html|json|sh|yml)$/.test(path))
    .concat(["wrangler.toml", ".dev.vars.example", "package.json"].filter(exists))
    .map(load);

export const isTest = ({ path }: SourceFile): boolean => /\.(test|spec)\.tsx?$/.test(path);

/** Our own prose. */
export const documents = (): SourceFile[] =>
  ["src", "test", "migrations", ".github"]
    .flatMap(filesBelow)
    .filter((path) => path.endsWith(".md"))
    .map(load)
    .concat(exists("README.md") ? [load("README.md")] : []);
