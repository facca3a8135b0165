import { DELIVERY_COMMANDS } from "./cells/delivery-commands.ts";
import { EARLY } from "./cells/expected-delivery-early.ts";
import { LATE } from "./cells/expected-delivery-late.ts";
import { holdTable } from "./cells/table.ts";

holdTable("Delivery", { ...EARLY, ...LATE }, DELIVERY_COMMANDS);
