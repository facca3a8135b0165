/**
 * What D1's errors say (source: developers.cloudflare.com/d1/observability/debug-d1). Only what
 * surely concerns the statement and its values is a refusal. Everything else, known or new, may
 * pass by itself: overload, lost connections, resets, time limits.
 */

/** SQLite's own codes for a database that is busy, full or broken, whatever was asked of it. */
const OF_THE_DATABASE = /SQLITE_(BUSY|LOCKED|NOMEM|IOERR|INTERRUPT|FULL|CANTOPEN|PROTOCOL|CORRUPT)/;
/** D1 adds SQLite's code where the statement was refused, and has two names of its own. */
const OF_THE_STATEMENT = /SQLITE_|^D1_(TYPE_ERROR|COLUMN_NOTFOUND)/;

/** Whether the statement reached the database and was refused there: repeated, it is so again. */
export const isRefusal = (message: string): boolean =>
  OF_THE_STATEMENT.test(message) && !OF_THE_DATABASE.test(message);
