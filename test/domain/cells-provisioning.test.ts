import { EARLY } from "./cells/expected-provisioning-early.ts";
import { LATE } from "./cells/expected-provisioning-late.ts";
import { PROVISIONING_COMMANDS } from "./cells/provisioning-commands.ts";
import { checkTable } from "./cells/table.ts";

checkTable("Provisioning", { ...EARLY, ...LATE }, PROVISIONING_COMMANDS);
