import { EARLY } from "./cells/expected-people-early.ts";
import { LATE } from "./cells/expected-people-late.ts";
import { PEOPLE_COMMANDS } from "./cells/people-commands.ts";
import { checkTable } from "./cells/table.ts";

checkTable("Refunds, people, time", { ...EARLY, ...LATE }, PEOPLE_COMMANDS);
