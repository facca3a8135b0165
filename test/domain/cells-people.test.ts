import { EARLY } from "./cells/expected-people-early.ts";
import { LATE } from "./cells/expected-people-late.ts";
import { PEOPLE_COMMANDS } from "./cells/people-commands.ts";
import { holdTable } from "./cells/table.ts";

holdTable("Refunds, people, time", { ...EARLY, ...LATE }, PEOPLE_COMMANDS);
