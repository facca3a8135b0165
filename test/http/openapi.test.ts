import { describe, expect, test } from "vitest";
import { TestApp } from "./test-app.ts";

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
  components: { schemas: Record<string, { additionalProperties?: unknown }> };
}

async function document(app: TestApp): Promise<Document> {
  return (await (await app.call("/api/openapi.json")).json()) as Document;
}

describe("GET /api/openapi.json", () => {
  test("describes exactly the routes that exist under /api", async () => {
    const app = new TestApp();
    const { openapi, paths } = await document(app);
    expect(openapi).toBe("3.1.0");
    const described = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const mounted = app.hono.routes
      .filter((route) => route.path.startsWith("/api/") && route.method !== "ALL")
      .map((route) => `${route.method} ${route.path.replaceAll(/:(\w+)/g, "{$1}")}`);
    // A check in front of a handler is mounted under the same name.
    expect(described.sort()).toEqual([...new Set(mounted)].sort());
  });

  test("every reference leads somewhere, and money bodies take no unknown field", async () => {
    const doc = await document(new TestApp());
    const refs = JSON.stringify(doc).matchAll(/"#\/components\/schemas\/(\w+)"/g);
    for (const [, name] of refs) expect(Object.keys(doc.components.schemas)).toContain(name);
    expect(doc.components.schemas.TopUpRequest?.additionalProperties).toBe(false);
  });
});
