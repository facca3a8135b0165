import { describe, expect, test } from "vitest";
import { createSigner } from "../../src/adapters/signer/signer.ts";
import type { TopUpCreated } from "../../src/contract/api.ts";
import { SIGNING_KEY } from "./support/buyer.ts";
import { customerOf, fetchWorker, freshMember } from "./support/world.ts";

const open = async ({ top_up }: TopUpCreated, session: number | null = null) =>
  fetchWorker(`/api/top-ups/${top_up.service_id}/${top_up.id}/socket`, {
    headers: {
      Upgrade: "websocket",
      ...(session !== null && { Cookie: await cookieOf(session) }),
    },
  });

async function cookieOf(session: number): Promise<string> {
  const sessionId = `ses_${String(session).padStart(26, "0")}`;
  return `et_session=${await createSigner(SIGNING_KEY).sign("session", { sessionId })}`;
}

async function opened(created: TopUpCreated, count: number, session: (n: number) => number) {
  const sockets: WebSocket[] = [];
  for (let n = 0; n < count; n++) {
    const { webSocket } = await open(created, session(n));
    if (!webSocket) throw new Error(`socket ${n} was refused`);
    webSocket.accept();
    sockets.push(webSocket);
  }
  return sockets;
}

const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

describe("sockets of a service", () => {
  test("ten of a session; one more is told to poll, until one is closed", async () => {
    const created = await customerOf(await freshMember()).buy(1, "key-of-the-sockets");
    const [first] = await opened(created, 10, () => 1);
    const refused = await open(created, 1);
    expect([refused.status, await codeOf(refused)]).toEqual([429, "too_many_requests"]);
    expect((await open(created, 2)).status).toBe(101);
    first?.close();
    const again = async () => (await open(created, 1)).status;
    await expect.poll(again, { timeout: 30_000 }).toBe(101);
  });

  test("thirty on a top-up, of however many sessions", async () => {
    const created = await customerOf(await freshMember()).buy(1, "key-of-the-sockets");
    await opened(created, 30, (n) => n);
    expect((await open(created, 99)).status).toBe(429);
  });

  test("one that talks is closed: every message would wake the object", async () => {
    const created = await customerOf(await freshMember()).buy(1, "key-of-the-sockets");
    const [socket] = await opened(created, 1, () => 1);
    const closed = new Promise<number>((resolve) =>
      socket?.addEventListener("close", ({ code }) => resolve(code)),
    );
    socket?.send("hello");
    expect(await closed).toBe(1008);
  });
});
