/**
 * Lies around a bundle in workerd and counts what the Worker asks of the platform, by replacing
 * methods of the platform's prototypes; the Worker's own code knows nothing of it. `/__counts`
 * answers what was counted since the last time. `counted.ts` adds the classes of the objects.
 */
import { env } from "cloudflare:workers";
import worker, * as all from "./worker.js";

let counts = {};
let trace = [];
/** Statements of objects that were begun: their rows are known when the Worker has read them. */
let cursors = [];
/** How large the storage of each object was after its last commit, bytes. */
const sizes = {};

function add(what, amount) {
  counts[what] = (counts[what] ?? 0) + amount;
}
function count(what, detail) {
  add(what, 1);
  trace.push(`${what}: ${detail}`);
}

function countCalls(prototype, name, what, detailOf = () => name) {
  const inner = prototype[name];
  prototype[name] = function (...args) {
    count(what, detailOf(...args));
    return inner.apply(this, args);
  };
}

const fetchOut = globalThis.fetch;
globalThis.fetch = (input, init) => {
  count("fetches", typeof input === "string" ? input : (input.url ?? String(input)));
  return fetchOut(input, init);
};

/** Bindings of one kind share their prototype, which is counted once. */
const seen = new Set();
function once(value, change) {
  const prototype = Object.getPrototypeOf(value);
  if (seen.has(prototype)) return;
  seen.add(prototype);
  change(prototype);
}

const firstLine = (text) => text.trim().split("\n")[0];

/** `first` and `raw` do not say how many rows D1 read: each counts as one. */
function countRows(answer) {
  const results = Array.isArray(answer) ? answer : [answer];
  for (const result of results) {
    add("rows read of D1", result?.meta?.rows_read ?? 1);
    add("rows written to D1", result?.meta?.rows_written ?? 0);
  }
  return answer;
}
function countAnswers(prototype, name) {
  const inner = prototype[name];
  prototype[name] = async function (...args) {
    return countRows(await inner.apply(this, args));
  };
}

function countDatabase(database) {
  once(database.prepare("SELECT 1"), (statement) => {
    for (const name of ["first", "run", "all", "raw"]) {
      countAnswers(statement, name);
      countCalls(statement, name, "questions to D1");
    }
  });
  once(database, (prototype) => {
    countAnswers(prototype, "batch");
    countCalls(prototype, "batch", "questions to D1", (all) => `batch of ${all.length}`);
    countCalls(prototype, "prepare", "statements of D1", firstLine);
  });
}

/** The time in which an object works for a call, ms, as its caller sees it. */
function timed(answer) {
  const began = Date.now();
  const end = () => add("ms in objects", Date.now() - began);
  Promise.resolve(answer).then(end, end);
  return answer;
}

function countObjects(namespace) {
  once(namespace, (prototype) => {
    const get = prototype.get;
    prototype.get = function (id, ...rest) {
      const stub = get.call(this, id, ...rest);
      return new Proxy(stub, {
        get: (target, method) => {
          if (method === "then") return undefined;
          return (...input) => {
            count("calls of objects", `${id.name} ${String(method)}`);
            return timed(target[method](...input));
          };
        },
      });
    };
  });
}

for (const binding of Object.values(env)) {
  const kind = binding?.constructor?.name;
  if (kind === "D1Database") countDatabase(binding);
  if (kind === "DurableObjectNamespace") countObjects(binding);
  if (kind === "WorkerQueue") {
    once(binding, (prototype) => countCalls(prototype, "send", "messages", JSON.stringify));
  }
  if (typeof binding?.writeDataPoint === "function") {
    once(binding, (prototype) => countCalls(prototype, "writeDataPoint", "data points"));
  }
}

for (const level of ["debug", "log", "info", "warn", "error"]) {
  const write = console[level];
  console[level] = (...args) => {
    count("log lines", level);
    write.apply(console, args);
  };
}

/** A transaction inside another one is none of its own. */
function countCommits(prototype) {
  const inner = prototype.transactionSync;
  let depth = 0;
  prototype.transactionSync = function (work) {
    if (depth === 0) count("commits of objects", "transactionSync");
    depth += 1;
    try {
      return inner.call(this, work);
    } finally {
      depth -= 1;
      storageSizes.get(this)?.();
    }
  };
}
/** What notes the size of a storage, by the storage. */
const storageSizes = new WeakMap();

function countStorage(storage) {
  once(storage, (prototype) => {
    countCommits(prototype);
    countCalls(prototype, "setAlarm", "alarms set");
  });
  once(storage.sql, (prototype) => {
    const inner = prototype.exec;
    prototype.exec = function (...args) {
      count("statements of objects", firstLine(args[0]));
      const cursor = inner.apply(this, args);
      cursors.push(cursor);
      return cursor;
    };
  });
}

function takeObjectRows() {
  for (const cursor of cursors) {
    add("rows read of objects", cursor.rowsRead);
    add("rows written to objects", cursor.rowsWritten);
  }
  cursors = [];
}

/** The class of an object, with its storage counted. */
export function counted(name) {
  const Plain = all[name];
  return class extends Plain {
    constructor(ctx, given) {
      countStorage(ctx.storage);
      storageSizes.set(ctx.storage, () => {
        sizes[ctx.id.name] = ctx.storage.sql.databaseSize;
      });
      super(ctx, given);
    }
    alarm(...args) {
      count("alarms", name);
      return super.alarm(...args);
    }
  };
}

export default {
  ...worker,
  queue(batch, given, ctx) {
    count("requests", `queue ${batch.queue}`);
    return worker.queue(batch, given, ctx);
  },
  scheduled(controller, given, ctx) {
    count("requests", `cron ${controller.cron}`);
    return worker.scheduled(controller, given, ctx);
  },
  fetch(request, given, ctx) {
    const { pathname } = new URL(request.url);
    if (pathname !== "/__counts") {
      count("requests", `${request.method} ${pathname}`);
      return worker.fetch(request, given, ctx);
    }
    takeObjectRows();
    const answer = { counts, trace, sizes };
    counts = {};
    trace = [];
    return Response.json(answer);
  },
};
