import { ACCOUNT, type ApiCall, ApiRefusal, type ApiRoute, noSuch } from "./cloudflare-route.ts";
import { type D1Database, SqlRefused } from "./d1-database.ts";

const DATABASES = `${ACCOUNT}/d1/database`;
const DATABASE = `${DATABASES}/{}`;

function found({ account, ids }: ApiCall): D1Database {
  const database = account.databases.find(({ uuid }) => uuid === ids[1]);
  if (!database) throw noSuch(`The database ${ids[1]}`);
  return database;
}

function orRefusal<T>(work: () => T): T {
  try {
    return work();
  } catch (fault) {
    if (!(fault instanceof SqlRefused)) throw fault;
    throw new ApiRefusal(400, 7500, `${fault.message}: SQLITE_ERROR`);
  }
}

/** What an import says of its work; the numbers are of no use here. */
const IMPORTED = {
  duration: 1,
  rows_read: 0,
  rows_written: 0,
  size_after: 0,
  num_tables: 0,
  changed_db: true,
  changes: 0,
  last_row_id: 0,
  served_by: "simulator",
};

export const D1_ROUTES: readonly ApiRoute[] = [
  {
    method: "GET",
    template: DATABASES,
    needs: "d1",
    run: ({ account, query }) => {
      const name = query.get("name");
      // The real API finds parts of names too.
      const fits = account.databases.filter((one) => name === null || one.name.includes(name));
      return fits.map((one) => one.view());
    },
  },
  {
    method: "POST",
    template: DATABASES,
    needs: "d1",
    run: ({ account, body }) => {
      const name = String(body.name);
      if (account.databases.some((one) => one.name === name)) {
        throw new ApiRefusal(400, 7502, `Database with name '${name}' already exists`);
      }
      const text = (value: unknown) => (typeof value === "string" ? value : null);
      const jurisdiction = text(body.jurisdiction);
      const hint = jurisdiction === null ? text(body.primary_location_hint) : null;
      return account.addDatabase(name, { jurisdiction, hint }).view();
    },
  },
  { method: "GET", template: DATABASE, needs: "d1", run: (call) => found(call).view() },
  {
    method: "POST",
    template: `${DATABASE}/query`,
    needs: "d1",
    run: (call) => {
      const { sql, params } = call.body;
      return orRefusal(() => found(call).query(String(sql), Array.isArray(params) ? params : []));
    },
  },
  {
    method: "POST",
    template: `${DATABASE}/import`,
    needs: "d1",
    run: (call) => {
      const database = found(call);
      const { action, etag, filename } = call.body;
      if (action === "init") {
        const file = database.announce(String(etag));
        const upload_url = `${call.origin}/uploads/${database.uuid}/${file}`;
        return { success: true, upload_url, filename: file };
      }
      if (action === "ingest") {
        orRefusal(() => database.ingest(String(filename)));
        const result = {
          num_queries: 1,
          final_bookmark: "0",
          meta: IMPORTED,
        };
        return { success: true, status: "complete", messages: [], at_bookmark: "0", result };
      }
      throw new ApiRefusal(400, 7400, `unknown action ${String(action)}`);
    },
  },
];
