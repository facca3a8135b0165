/**
 * How a migration has to be spelt so that D1's server, which cuts a file into statements by itself,
 * does not cut it in the wrong place (workers-sdk #15690, #4998, #3892, #15314, #4713).
 */

/** The statements of a file, cut where a naive reader would: at each `;` that ends a line. */
export function piecesOf(text: string): string[] {
  return text
    .split(/(?<=;)\n/)
    .map(withoutComments)
    .filter((piece) => piece !== "");
}

/** A statement without its comments, its closing `;` and the space around it. */
export const withoutComments = (piece: string): string =>
  piece
    .split("\n")
    .filter((line) => !line.startsWith("--"))
    .join("\n")
    .trim()
    .replace(/;$/, "");

/** What is wrong with a file, one sentence per place; none: every rule is kept. */
export function lintMigration(name: string, text: string): string[] {
  const lines = text.split("\n");
  const problems = lines.flatMap((line, i) =>
    problemsOf(line).map((problem) => `${name}:${i + 1}: ${problem}`),
  );
  if (!text.endsWith(";\n"))
    problems.push(`${name}: the last statement ends with ; and a new line`);
  return problems;
}

function problemsOf(line: string): string[] {
  const comment = commentOf(line);
  const code = comment === null ? line : line.slice(0, line.length - comment.length);
  const checks: readonly (readonly [wrong: boolean, problem: string])[] = [
    [line.includes("\r"), "lines end with LF alone"],
    [/[;'"]/.test(comment ?? ""), "no ; ' or \" in a comment"],
    [comment !== null && code.trim() !== "", "a comment has a line of its own"],
    [code.includes("/*"), "comments begin with --"],
    ...triggerChecks(code),
  ];
  return checks.flatMap(([wrong, problem]) => (wrong ? [problem] : []));
}

function triggerChecks(code: string): (readonly [wrong: boolean, problem: string])[] {
  const words = code.replace(/'[^']*'/g, "''");
  const body = /\bBEGIN\b(.*)/i.exec(words)?.[1] ?? "";
  const isTrigger = /\bCREATE\b.*\bTRIGGER\b/i.test(words);
  const isWhole = /^CREATE TRIGGER .* BEGIN .*; END;$/i.test(code);
  const isSpelt = /\bBEGIN\b/.test(words) && /\bEND;$/.test(words);
  return [
    [isTrigger && !isWhole, "a trigger is one line, from CREATE to END;"],
    [isTrigger && isWhole && !isSpelt, "BEGIN and END are upper case"],
    [isTrigger && /\bCASE\b/i.test(body), "no CASE in a trigger's body: use WHEN on the trigger"],
    [!isTrigger && words.includes(";") && !/^[^;]*;\s*$/.test(words), "one statement per line"],
  ];
}

/** From `--` to the end of the line, unless the dashes are inside a literal; null: no comment. */
function commentOf(line: string): string | null {
  const code = line.replace(/'[^']*'|"[^"]*"/g, (literal) => "x".repeat(literal.length));
  const at = code.indexOf("--");
  // A line that is all comment may hold quotes of any kind.
  if (line.startsWith("--")) return line;
  return at < 0 ? null : line.slice(at);
}
