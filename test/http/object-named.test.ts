import { describe, expect, test } from "vitest";
import { objectNamed } from "../../src/compose/object-named.ts";

/** A namespace of objects that answers where it was asked to make one. */
function namespaceIn(jurisdiction: string | null): DurableObjectNamespace {
  const space = {
    idFromName: (name: string) => `${jurisdiction ?? "anywhere"}/${name}`,
    get: (id: string, options?: { locationHint?: string }) => ({
      id,
      hint: options?.locationHint ?? null,
    }),
    jurisdiction: (inside: string) => namespaceIn(inside),
  };
  return space as never;
}

describe("where an object lives", () => {
  test("without a jurisdiction: near the hint, which is the same for every caller", () => {
    const place = { LOCATION_HINT: "oc", OBJECT_JURISDICTION: "" } as const;
    const found = objectNamed(namespaceIn(null), "svc_1", place);
    expect(found).toEqual({ id: "anywhere/svc_1", hint: "oc" });
  });

  test("with one: inside it, under an id of its own, and the hint counts no more", () => {
    const place = { LOCATION_HINT: "oc", OBJECT_JURISDICTION: "eu" } as const;
    const found = objectNamed(namespaceIn(null), "svc_1", place);
    expect(found).toEqual({ id: "eu/svc_1", hint: null });
  });
});
