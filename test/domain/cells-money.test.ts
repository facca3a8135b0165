import { PAID } from "./cells/expected-money-paid.ts";
import { UNPAID } from "./cells/expected-money-unpaid.ts";
import { MONEY_COMMANDS } from "./cells/money-commands.ts";
import { checkTable } from "./cells/table.ts";

/** The answer to a repeated request is the object's: it reads the name (test/object). */
const ELSEWHERE = ["same request again"];
checkTable("Money", { ...UNPAID, ...PAID }, MONEY_COMMANDS, ELSEWHERE);
