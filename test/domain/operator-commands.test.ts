/** What `npm run operator` calls possible in a state is what the state machine does there. */
import { describe, expect, test } from "vitest";
import { COMMANDS_IN } from "../../src/cli/operator/next-commands.ts";
import { TOP_UP_STATES } from "../../src/domain/top-up/states.ts";
import { CODES } from "./cells/codes.ts";
import { EARLY } from "./cells/expected-people-early.ts";
import { LATE } from "./cells/expected-people-late.ts";

const COLUMNS = {
  refund: /^operator refunds/,
  confirm: /^confirm as credited/,
  redrive: /^re-drive/,
  "approve-top-up": /^approve \/ reject/,
  "manual-refund": /refunded manually$/,
} as const;
const table: Readonly<Record<string, Readonly<Record<string, string>>>> = { ...EARLY, ...LATE };
/** An answer that changes something, or makes something due. */
const ACTS = /\((due|sync)\)|\(done\) \S/;

describe.each(TOP_UP_STATES)("%s", (state) => {
  const rows = Object.entries(table).filter(([name]) => name.split(" ")[0] === CODES[state]);

  test.each(Object.entries(COLUMNS))("%s", (command, column) => {
    const signs = rows.flatMap(([, row]) =>
      Object.entries(row).flatMap(([name, sign]) => (column.test(name) ? [sign] : [])),
    );
    const acts = signs.some((sign) => ACTS.test(sign));
    expect(COMMANDS_IN[state].includes(command), signs.join(" | ")).toBe(acts);
  });
});
