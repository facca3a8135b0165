// Made by `npm run messages` from src/i18n/messages; edit there.
import * as en from "./en.ts";
import * as ar from "./ar.ts";

export const CATALOGUES = { en, ar };
