/** The mail service refuses our own domain or key: a finding says so, no address is given up. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cloudflareMail } from "../../src/adapters/mail/cloudflare-mail.ts";
import { resendMail } from "../../src/adapters/mail/resend-mail.ts";
import { sendNotices } from "../../src/app/notice/send-notices.ts";
import type { EmailSender } from "../../src/app/ports/email-sender.ts";
import { SenderRefused } from "../../src/app/ports/email-sender.ts";
import { viewOf } from "../../src/domain/top-up/view.ts";
import { brandOf } from "../fixtures/brands.ts";
import { vault } from "../fixtures/payers.ts";
import { credited, SAM } from "./notice-world.ts";
import { SERVICE_ID, TestBackend } from "./test-backend.ts";

/** What the mail service answers, one after the other; when none is left: taken. */
let answers: [status: number, body: object][] = [];
const server = createServer((_request, answer) => {
  const [status, body] = answers.shift() ?? [200, { id: "email_1" }];
  answer.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
});
let backend: TestBackend;
let resend: EmailSender;
beforeEach(async () => {
  answers = [];
  backend = new TestBackend();
  backend.brand = brandOf({ id: "north", emailFrom: "North <receipts@north.example>" });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  resend = resendMail({ apiUrl: `http://127.0.0.1:${port}`, apiKey: "re_test" });
});
afterEach(() => new Promise((closed) => server.close(closed)));

/** A credited top-up whose receipt is due. */
async function receiptDue(emailSender: EmailSender) {
  const w = credited();
  const { core, port } = backend.object;
  const { topUpId, payer, brand } = w.t.request;
  const sealed = await vault.seal(payer.payerId, { ...SAM, brand, ip: null });
  core.commit(() => {
    core.store.payers.save(topUpId, sealed);
    return [core.extend(null, w.log)];
  });
  const { ports } = backend;
  const needs = { ...ports, objects: { ...ports.objects, of: () => port }, emailSender };
  const receipt = () => {
    const t = core.store.load(topUpId);
    return t && viewOf(t, 600_000).receipt;
  };
  return { send: () => sendNotices(needs, { serviceId: SERVICE_ID, topUpId }), receipt };
}
const findings = () => [...backend.deploymentFindings.found.values()];
const FOUND = { kind: "email_sender_refused", subject: "mail/north.example" };

test.each([
  [403, { name: "validation_error", message: "The north.example domain is not verified" }],
  [401, { name: "restricted_api_key", message: "API key is invalid" }],
])("given a %i: a finding names the domain; a taken email closes it", async (status, body) => {
  const { send, receipt } = await receiptDue(resend);
  answers = [[status, { statusCode: status, ...body }]];
  await expect(send()).rejects.toBeInstanceOf(SenderRefused);
  expect(findings()).toMatchObject([{ ...FOUND, detail: expect.stringContaining(`${status}`) }]);
  expect(JSON.stringify(findings())).not.toContain(SAM.email);
  expect(receipt()).toBe("on_its_way");
  await send();
  expect(receipt()).toBe("sent");
  expect(findings()).toEqual([]);
});

test("given Cloudflare's service does not know the sender: the same", async () => {
  const refuse = async () => {
    throw Object.assign(new Error("not verified"), { code: "E_SENDER_NOT_VERIFIED" });
  };
  const { send } = await receiptDue(cloudflareMail({ send: refuse } as never));
  await expect(send()).rejects.toBeInstanceOf(SenderRefused);
  expect(findings()).toMatchObject([FOUND]);
});

test("given the service is only busy: no finding", async () => {
  const { send } = await receiptDue(resend);
  answers = [[429, { statusCode: 429, name: "rate_limit_exceeded" }]];
  await expect(send()).rejects.toThrow("429");
  expect(findings()).toEqual([]);
});

test("given D1 is silent meanwhile: the email goes out all the same", async () => {
  const { send, receipt } = await receiptDue(resend);
  backend.deploymentFindings.close = async () => {
    throw new Error("D1 is silent");
  };
  await send();
  expect(receipt()).toBe("sent");
});
