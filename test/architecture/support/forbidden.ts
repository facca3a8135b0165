import type { SourceFile } from "./files.ts";

/** The patterns are written so that this file does not match itself. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/\bTO[D]O\b|\bFIX[M]E\b|\bXX[X]\b/, "finish it, or open an issue"],
  [/\bas [a]ny\b|: [a]ny\s*[;,)=\]|]|<[a]ny>/, "say the type"],
  [/\bas [u]nknown as\b/, "parse it instead of believing it"],
  [/@ts-[i]gnore|@ts-[e]xpect-error|@ts-[n]ocheck/, "make the types right"],
  [/\b(?:test|it|describe)\.(?:[o]nly|[s]kip|[t]odo|[f]ixme)\b/, "every test runs, always"],
  [/eslint-[d]isable/, "there is no such linter here"],
];

export function forbiddenWords({ path, text }: SourceFile): string[] {
  return text.split("\n").flatMap((line, index) =>
    FORBIDDEN.flatMap(([pattern, advice]) => {
      const found = pattern.exec(line);
      return found ? [`${path}:${index + 1}: "${found[0]}": ${advice}`] : [];
    }),
  );
}
