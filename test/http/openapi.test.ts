import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, test } from "vitest";
import { STATE_MEANINGS } from "../../src/contract/state-meanings.ts";
import { ERRORS, type ErrorCode } from "../../src/domain/base/errors.ts";
import { TOP_UP_STATES } from "../../src/domain/top-up/states.ts";
import { ORIGIN, TestApp } from "./test-app.ts";

type Json = Readonly<Record<string, unknown>>;
interface Content {
  readonly schema: Json;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: { readonly code: string } }>>;
}
interface Answer {
  readonly description: string;
  readonly headers?: Json;
  readonly content?: Readonly<Record<string, Content>>;
}
interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly { readonly name: string; readonly schema: Json }[];
  readonly requestBody?: { readonly required: boolean; readonly content: Record<string, Content> };
  readonly responses: Readonly<Record<string, Answer>>;
}
interface Document {
  readonly openapi: string;
  readonly info: { readonly description: string };
  readonly servers: readonly Json[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}

const PROBLEM = "application/problem+json";
const app = new TestApp();
let doc: Document;
let operations: readonly (readonly [string, Operation])[] = [];

beforeAll(async () => {
  doc = (await (await app.call("/api/openapi.json")).json()) as Document;
  operations = Object.entries(doc.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, one]) => [`${method.toUpperCase()} ${path}`, one] as const),
  );
});

/** The codes that an operation's document names, with the statuses under which they stand. */
const codesOf = ({ responses }: Operation): [ErrorCode, number][] =>
  Object.entries(responses).flatMap(([status, { content }]) =>
    Object.keys(content?.[PROBLEM]?.examples ?? {}).map(
      (code) => [code as ErrorCode, Number(status)] as [ErrorCode, number],
    ),
  );
const operation = (id: string): Operation => {
  const found = operations.find(([, { operationId }]) => operationId === id)?.[1];
  if (!found) throw new Error(`no operation ${id}`);
  return found;
};

describe("GET /api/openapi.json", () => {
  test("describes exactly the routes that exist under /api", () => {
    expect(doc.openapi).toBe("3.1.0");
    expect(doc.servers).toEqual([{ url: ORIGIN }]);
    const mounted = app.hono.routes
      .filter(({ path, method }) => path.startsWith("/api/") && method !== "ALL")
      .filter(({ path }) => path !== "/api/docs")
      .map((route) => `${route.method} ${route.path.replaceAll(/:(\w+)/g, "{$1}")}`);
    // A check in front of a handler is mounted under the same name.
    expect(operations.map(([name]) => name).sort()).toEqual([...new Set(mounted)].sort());
  });

  test("names each operation once, with its group, a summary and a description", () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = doc.tags.map(({ name }) => name);
    for (const [name, { operationId, tags: own, summary, description }] of operations) {
      expect(operationId, name).toMatch(/^[a-z]+[A-Za-z]+$/);
      expect(tags, name).toEqual(expect.arrayContaining([...own]));
      expect(summary.length, name).toBeGreaterThan(10);
      expect(description.length, name).toBeGreaterThan(10);
    }
  });

  test("every reference leads somewhere, and money bodies take no unknown field", () => {
    const refs = [...JSON.stringify(doc).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
    expect(refs.length).toBeGreaterThan(20);
    for (const [, name] of refs) expect(Object.keys(doc.components.schemas)).toContain(name);
    expect(doc.components.schemas.TopUpRequest?.additionalProperties).toBe(false);
  });
});

describe("its examples", () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  /** What is wrong with a value; null: it fits. */
  const misfit = ({ schema }: Content, value: unknown): string | null => {
    const check = ajv.compile({ ...schema, components: doc.components });
    return check(value) ? null : ajv.errorsText(check.errors);
  };

  test("stand at every body and every answer, and fit its schema", () => {
    for (const [name, { requestBody, responses }] of operations) {
      const bodies = Object.entries(requestBody?.content ?? {}).concat(
        Object.values(responses).flatMap(({ content }) => Object.entries(content ?? {})),
      );
      for (const [type, content] of bodies.filter(([type]) => type !== PROBLEM)) {
        expect(content.example, `${name} ${type}`).toBeDefined();
        expect(misfit(content, content.example), name).toBeNull();
      }
    }
  });

  test("stand at every parameter, and fit its schema", () => {
    for (const [name, { parameters = [] }] of operations) {
      for (const { name: parameter, schema } of parameters) {
        expect(schema.example, `${name} ${parameter}`).toBeDefined();
        expect(misfit({ schema }, schema.example), `${name} ${parameter}`).toBeNull();
      }
    }
  });

  test("stand at every refusal, with its code and status, and fit", () => {
    for (const [name, { responses }] of operations) {
      for (const [status, { content }] of Object.entries(responses)) {
        const problem = content?.[PROBLEM];
        for (const [code, { value }] of Object.entries(problem?.examples ?? {})) {
          expect(value, name).toMatchObject({ code, status: Number(status) });
          expect(problem && misfit(problem, value), `${name} ${code}`).toBeNull();
        }
      }
    }
  });

  test("a refusal with another code does not fit", () => {
    const problem = operation("cancelTopUp").responses["403"]?.content?.[PROBLEM];
    const value = problem?.examples?.not_yours?.value;
    expect(problem && misfit(problem, value)).toBeNull();
    expect(problem && misfit(problem, { ...value, code: "link_invalid" })).toContain("code");
  });
});

describe("its refusals", () => {
  test("stand under the status of the table of errors", () => {
    for (const [name, one] of operations) {
      const codes = codesOf(one);
      expect(codes.length, name).toBeGreaterThan(0);
      for (const [code, status] of codes) expect(ERRORS[code].status, name).toBe(status);
    }
  });

  test.each([
    ["getService", "invalid_request", 400],
    ["cancelTopUp", "not_yours", 403],
    ["requestRefund", "not_yours", 403],
    ["requestTopUp", "consent_needed", 422],
    ["requestTopUp", "paid_recently", 409],
  ] as const)("%s names %s", (id, code, status) => {
    expect(codesOf(operation(id))).toContainEqual([code, status]);
  });

  test("those that may pass by themselves say when to ask again", () => {
    const late: ErrorCode[] = ["too_many_requests", "payment_system_unavailable", "top_up_open"];
    for (const [name, one] of operations) {
      for (const [code, status] of codesOf(one).filter(([code]) => late.includes(code))) {
        expect(one.responses[status]?.headers, `${name} ${code}`).toHaveProperty("Retry-After");
      }
    }
  });
});

describe("it tells", () => {
  test("what every state means, and which are final", () => {
    const words = String(doc.components.schemas.TopUpState?.description);
    for (const state of TOP_UP_STATES) {
      const { means, final } = STATE_MEANINGS[state];
      expect(words).toContain(`| \`${state}\` | ${final ? "yes" : "no"} | ${means} |`);
    }
    const finals = TOP_UP_STATES.filter((state) => STATE_MEANINGS[state].final);
    expect(finals).toEqual(["canceled", "credited", "refunded"]);
  });

  test("which header makes a post once-only, in its usual letters", () => {
    for (const id of ["requestTopUp", "requestPaymentIntent"]) {
      expect(operation(id).parameters).toMatchObject([
        { name: "Idempotency-Key", in: "header", required: true },
      ]);
    }
  });

  test("the limits of the server", () => {
    for (const limit of ["64 KiB", "30 a minute", "300 per address", "15 minutes", "30 minutes"]) {
      expect(doc.info.description).toContain(limit);
    }
  });
});
