/** Whom a legacy call proves to be: both numbers stand on the device, so a key is what counts. */
import { expect, test } from "vitest";
import { CALLER, callerWithKey } from "./actors.ts";
import { callLegacy, paidByCaller } from "./legacy-caller.ts";
import { TestBackend } from "./test-backend.ts";

test.each([
  ["without a key", CALLER, "pair"],
  ["with a key that sells for the brand", callerWithKey(), "caller"],
] as const)("a legacy payment %s", async (_what, actor, method) => {
  const backend = new TestBackend();
  paidByCaller(backend);
  await callLegacy(backend, {}, { actor });
  const [topUp] = [...backend.object.core.store.newestFrom(0)];
  expect(topUp?.request.identifiedBy).toEqual({ method, linkId: null });
});
