/**
 * Lies around a bundle in workerd and counts what the Worker asks of the platform, by replacing
 * methods of the platform's prototypes; the Worker's own code knows nothing of it. `/__counts`
 * answers what was counted since the last time. `counted.ts` adds the classes of the objects.
 */
import { env } from "cloudflare:workers";
import worker, * as all from "./worker.js";

let counts = {};
let trace = [];

function count(what, detail) {
  counts[what] = (counts[what] ?? 0) + 1;
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

function countDatabase(database) {
  once(database.prepare("SELECT 1"), (statement) => {
    for (const name of ["first", "run", "all", "raw"]) {
      countCalls(statement, name, "questions to D1");
    }
  });
  once(database, (prototype) => {
    countCalls(prototype, "batch", "questions to D1", (all) => `batch of ${all.length}`);
    countCalls(prototype, "prepare", "statements of D1", firstLine);
  });
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
            return target[method](...input);
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
    }
  };
}

function countStorage(storage) {
  once(storage, (prototype) => {
    countCommits(prototype);
    countCalls(prototype, "setAlarm", "alarms set");
  });
  once(storage.sql, (prototype) =>
    countCalls(prototype, "exec", "statements of objects", firstLine),
  );
}

/** The class of an object, with its storage counted. */
export function counted(name) {
  const Plain = all[name];
  return class extends Plain {
    constructor(ctx, given) {
      countStorage(ctx.storage);
      super(ctx, given);
    }
  };
}

export default {
  ...worker,
  fetch(request, given, ctx) {
    if (new URL(request.url).pathname !== "/__counts") return worker.fetch(request, given, ctx);
    const answer = { counts, trace };
    counts = {};
    trace = [];
    return Response.json(answer);
  },
};
