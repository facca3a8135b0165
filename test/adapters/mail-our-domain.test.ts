/** What the mail service says about our own domain is no word about the customer's address. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { resendMail } from "../../src/adapters/mail/resend-mail.ts";
import { SenderRefused } from "../../src/app/ports/email-sender.ts";

const MESSAGE = {
  noticeId: "ntc_1",
  from: "noreply@example.net",
  to: { email: "ada@example.net", name: "Ada" },
  subject: "Receipt",
  text: "paid",
  html: "<p>paid</p>",
};

test.each([
  [403, "validation_error", "The example.net domain is not verified", SenderRefused],
  [401, "validation_error", "API key is invalid", SenderRefused],
  [422, "validation_error", "Invalid `to` field", "undeliverable"],
])("a %i %s is retried, unless it is about the recipient", async (status, name, message, end) => {
  const server = createServer((_request, answer) => {
    answer.writeHead(status, { "Content-Type": "application/json" });
    answer.end(JSON.stringify({ statusCode: status, name, message }));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const sender = resendMail({ apiUrl: `http://127.0.0.1:${port}`, apiKey: "re_test" });
  const sent = sender.send(MESSAGE as never);
  if (typeof end === "string") expect(await sent).toBe(end);
  else await expect(sent).rejects.toBeInstanceOf(end);
  await new Promise((closed) => server.close(closed));
});
