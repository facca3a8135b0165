import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { throughAccess } from "../../src/cli/operator/through-access.ts";

/** Says which headers arrived, as Access in front of a deployment would see them. */
const server = createServer(({ headers }, response) => response.end(JSON.stringify(headers)));
beforeAll(() => new Promise<void>((then) => server.listen(0, "127.0.0.1", then)));
afterAll(() => new Promise<void>((then) => server.close(() => then())));

async function arrived(env: Readonly<Record<string, string>>): Promise<IncomingHttpHeaders> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/operator`;
  const send = throughAccess(env, (to, init) => fetch(to, init));
  const init = { headers: { Authorization: "Bearer etk_1" } };
  return (await (await send(url, init)).json()) as IncomingHttpHeaders;
}

test("the service token goes beside the operator's own token", async () => {
  const token = { CF_ACCESS_CLIENT_ID: "id.access", CF_ACCESS_CLIENT_SECRET: "s" };
  expect(await arrived(token)).toMatchObject({
    authorization: "Bearer etk_1",
    "cf-access-client-id": "id.access",
    "cf-access-client-secret": "s",
  });
});

test("without one nothing is added; half of one is a mistake", async () => {
  expect(await arrived({})).not.toHaveProperty("cf-access-client-id");
  expect(() => throughAccess({ CF_ACCESS_CLIENT_ID: "id" }, fetch)).toThrow(/set both, or neither/);
});
