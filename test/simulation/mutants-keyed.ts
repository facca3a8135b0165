/** Mutants of the keyed objects: see `mutants.ts`. */
import type { Mutant } from "./mutant.ts";

const KEYED = "src/object/keyed";

export const KEYED_MUTANTS: readonly Mutant[] = [
  {
    name: "a number for each confirmation",
    edits: [
      {
        file: `${KEYED}/protocol.ts`,
        search: 'if (entry.state !== "reserved") return entry;',
        replace: 'if (entry.state === "released") return entry;',
      },
    ],
    kind: null,
    within: 200,
  },
  {
    name: "a late release takes back what was confirmed",
    edits: [
      {
        file: `${KEYED}/protocol.ts`,
        search: 'if (before !== null && before.state !== "reserved") return',
        replace: 'if (before?.state === "released") return',
      },
    ],
    kind: null,
    within: 200,
  },
  {
    name: "what is only reserved does not count",
    edits: [
      {
        file: `${KEYED}/schema.ts`,
        search: "AFTER INSERT ON entry WHEN NEW.amount IS NOT NULL",
        replace: "AFTER INSERT ON entry WHEN NEW.amount IS NOT NULL AND NEW.state = 'confirmed'",
      },
    ],
    kind: null,
    within: 200,
  },
  {
    name: "what is too old counts until the alarm comes",
    edits: [
      {
        file: `${KEYED}/protocol.ts`,
        search: "first <= now ? entries.forgetUntil(now) : 0;",
        replace: "first <= now && work.length === 0 ? entries.forgetUntil(now) : 0;",
      },
    ],
    kind: "alarm_loss",
    within: 200,
  },
  {
    name: "reservations set no alarm",
    edits: [
      {
        file: `${KEYED}/protocol.ts`,
        search: "if (next !== null) alarm.set(next);",
        replace: "if (next === 0) alarm.set(next);",
      },
    ],
    kind: "calm",
    within: 200,
  },
];
