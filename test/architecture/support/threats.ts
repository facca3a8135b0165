/** A row of the table of threats: what is feared, and the tests that show what holds. */
export interface ThreatRow {
  readonly place: string;
  readonly threat: string;
  readonly tests: readonly { readonly path: string; readonly title: string }[];
}

/** The rows of all tables with the columns threat, what holds, test; heads and rulers left out. */
export function threatRows(path: string, text: string): ThreatRow[] {
  return text.split("\n").flatMap((line, index) => {
    const [, threat = "", holds = "", test = ""] = line.split("|").map((cell) => cell.trim());
    if (!line.startsWith("|") || threat === "threat" || /^-+$/.test(threat)) return [];
    const tests = [...test.matchAll(/`(test\/[^`]+)` "([^"]+)"/g)].map(
      ([, file = "", title = ""]) => ({ path: file, title }),
    );
    return [{ place: `${path}:${index + 1}`, threat, tests: holds === "" ? [] : tests }];
  });
}

/** Whether this file has a test, or a table of tests, with exactly this title. */
export const hasTest = (text: string, title: string): boolean =>
  [`"${title}"`, `\`${title}\``].some((quoted) => {
    const at = text.indexOf(quoted);
    return at >= 0 && /(\btest\(|\]\)\(|\w\)\()$/.test(text.slice(0, at).trimEnd());
  });
