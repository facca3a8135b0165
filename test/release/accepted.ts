/**
 * What a later release changed on purpose, by version of the fixture: the beginning of a line that
 * the tests would print, and why the release before can live with it. Empty: nothing has changed.
 */
export const ACCEPTED: Readonly<Record<string, readonly (readonly [line: string, why: string])[]>> =
  {
    "v0.2": [],
  };

export const unaccepted = (version: string, lines: readonly string[]): string[] =>
  lines.filter((line) => !(ACCEPTED[version] ?? []).some(([begin]) => line.startsWith(begin)));
