import type { SourceFile } from "./files.ts";
import { calledName, parse, stringsIn, walk } from "./syntax.ts";

/** The events that the code logs: `log.warn("webhook_refused", …)`. */
export function loggedEvents(files: readonly SourceFile[]): ReadonlySet<string> {
  const events = new Set<string>();
  for (const { path, text } of files) {
    for (const [node] of walk(parse(path, text))) {
      if (node.type !== "CallExpression" || !Array.isArray(node.arguments)) continue;
      if (!["info", "warn", "error"].includes(calledName(node))) continue;
      for (const event of stringsIn(node.arguments[0])) events.add(event);
    }
  }
  return events;
}

const NAME = "`[a-z_]+`";
const LIST = new RegExp(String.raw`\blog\s+lines?:?\s+((?:${NAME}(?:,\s+|\s+and\s+)?)+)`, "gi");

/** What a document calls a log line: "log lines `message_failed`, `projection_split`". */
export const citedEvents = (text: string): string[] =>
  [...text.matchAll(LIST)].flatMap((match) =>
    [...(match[1] ?? "").matchAll(/`([a-z_]+)`/g)].map((name) => name[1] ?? ""),
  );

/** The tables and views that a document's queries read. */
export const queriedTables = (text: string): string[] =>
  [...text.matchAll(/`SELECT [^`]+`/g)].flatMap((query) =>
    [...query[0].matchAll(/\bFROM\s+(\w+)/g)].map((match) => match[1] ?? ""),
  );

/** The tables and views that a set of migrations creates. */
export const createdTables = (sql: string): string[] =>
  [...sql.matchAll(/^CREATE (?:TABLE|VIEW)\s+[`"]?(\w+)/gm)].map((match) => match[1] ?? "");
