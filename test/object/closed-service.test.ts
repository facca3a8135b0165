/**
 * A service is closed in the register while a payment of a cancelled top-up is still on its way.
 */
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { tellClosedServices } from "../../src/app/recovery/tell-closed-services.ts";
import { portsOf } from "../../src/compose/worker.ts";
import { CRON } from "../app/actors.ts";
import type { CastMember } from "../fixtures/cast.ts";
import { paid, requestInput } from "./support/requests.ts";
import { freshMember, objectOf } from "./support/world.ts";

const setStatus = ({ service }: CastMember, status: string) =>
  env.DB.prepare("UPDATE service SET status = ? WHERE id = ?").bind(status, service.id).run();
/** The part of the sweep; a whole one would also sync the payments of the other test files. */
const sweep = () => tellClosedServices(portsOf({ ...env }), CRON);
const confirmedOf = ({ service }: CastMember) =>
  env.DB.prepare("SELECT object_closed FROM service WHERE id = ?").bind(service.id).first();

/** A top-up that the customer has cancelled before paying. */
async function cancelled(member: CastMember) {
  const object = objectOf(member);
  const input = await requestInput(member);
  const { topUpId, sessionId } = input.request;
  await object.requestTopUp(input);
  const answer = await object.cancelTopUp({ topUpId, sessionId });
  expect(answer).toMatchObject({ kind: "done", view: { state: "canceled" } });
  return { object, late: { reading: paid(input), reconstructed: null } };
}

test("given the sweep has told the object: a payment that succeeds late is returned", async () => {
  const member = await freshMember();
  const { object, late } = await cancelled(member);
  await setStatus(member, "closed");
  await sweep();
  expect(await confirmedOf(member)).toEqual({ object_closed: 1 });
  const answer = await object.recordPayment(late);
  const returned = { state: "refunding", returnReason: "service_closed" };
  expect(answer).toMatchObject({ kind: "recorded", view: returned });
});

test("given it was reopened and the object told again: such a payment is credited", async () => {
  const member = await freshMember();
  const { object, late } = await cancelled(member);
  await setStatus(member, "closed");
  await sweep();
  await setStatus(member, "active");
  await sweep();
  expect(await confirmedOf(member)).toEqual({ object_closed: 0 });
  const answer = await object.recordPayment(late);
  expect(answer).toMatchObject({ kind: "recorded", view: { state: "paid" } });
});
