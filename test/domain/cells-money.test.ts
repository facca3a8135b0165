import { PAID } from "./cells/expected-money-paid.ts";
import { UNPAID } from "./cells/expected-money-unpaid.ts";
import { MONEY_COMMANDS } from "./cells/money-commands.ts";
import { checkTable } from "./cells/table.ts";

/** The object answers a repeated request, not a decision: test/object checks this column. */
const ELSEWHERE = ["same request again"];
checkTable("Money", { ...UNPAID, ...PAID }, MONEY_COMMANDS, ELSEWHERE);
