import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { cloudflareMail } from "../../src/adapters/mail/cloudflare-mail.ts";
import { resendMail } from "../../src/adapters/mail/resend-mail.ts";
import type { EmailMessage, EmailSender } from "../../src/app/ports/email-sender.ts";
import { PortFault } from "../../src/app/ports/port-fault.ts";
import { type Mailbox, startMailbox } from "../simulators/mailbox/server.ts";

const MESSAGE: EmailMessage = {
  noticeId: "top_1:credited",
  from: "Top-up <noreply@example.net>",
  to: { email: "ada@example.net", name: "Ada Lovelace" },
  subject: "Your service has been extended",
  text: "Until 3 March.",
  html: "<!doctype html><p>Until <b>3 March</b>.</p>",
};
const HOSTILE_ADDRESSES = [
  "ada@example.net>, <eve@example.net",
  "ada@example.net,eve@example.net",
  "ada@example.net\r\nBcc: eve@example.net",
  "ada@eve@example.net",
  "ada",
];
let mailbox: Mailbox;
let mail: EmailSender;
beforeAll(async () => {
  mailbox = await startMailbox({ apiKey: "re_test" });
  mail = resendMail({
    apiUrl: mailbox.url,
    apiKey: "re_test",
    timeoutMs: 2000,
  });
});
afterEach(() => mailbox.admin.reset());
afterAll(() => mailbox.close());

describe("mail through Resend", () => {
  test("given a notice: it arrives, and sent again it arrives once", async () => {
    await mail.send(MESSAGE);
    await mail.send(MESSAGE);
    expect(mailbox.admin.mails).toMatchObject([
      {
        from: '"Top-up" <noreply@example.net>',
        to: ['"Ada Lovelace" <ada@example.net>'],
        subject: MESSAGE.subject,
        text: MESSAGE.text,
        html: MESSAGE.html,
      },
    ]);
  });

  test.each([
    ["Kestrel, Inc.: top-ups <a@example.net>", '"Kestrel, Inc.: top-ups" <a@example.net>'],
    ['"Kestrel, Inc." <a@example.net>', '"Kestrel, Inc." <a@example.net>'],
    ["a@example.net", "a@example.net"],
  ])("given the sender %s: its name stands in quotes", async (from, header) => {
    await mail.send({ ...MESSAGE, from });
    expect(mailbox.admin.mails).toMatchObject([{ from: header }]);
  });

  test("given the answer is cut off: a fault; sent again it still arrives once", async () => {
    mailbox.admin.fault("drop");
    await expect(mail.send(MESSAGE)).rejects.toBeInstanceOf(PortFault);
    await mail.send(MESSAGE);
    expect(mailbox.admin.mails).toHaveLength(1);
  });

  test("given no answer: a fault when the time is up", async () => {
    // A mailbox of its own: on a busy machine it may read the message after the test has ended.
    const silent = await startMailbox({ apiKey: "re_test" });
    silent.admin.fault("hang");
    const hasty = resendMail({
      apiUrl: silent.url,
      apiKey: "re_test",
      timeoutMs: 30,
    });
    await expect(hasty.send(MESSAGE)).rejects.toThrow("mail: no answer");
    await silent.close();
  });

  test("given an error: a fault with its name and without the address", async () => {
    mailbox.admin.fault("fail");
    const fault = await mail.send(MESSAGE).catch((e: unknown) => e);
    expect(String(fault)).toBe("PortFault: mail: 500 internal_server_error");
  });

  test("given the same notice with another text: the first one stays, and it counts as sent", async () => {
    await mail.send(MESSAGE);
    await mail.send({ ...MESSAGE, text: "Until 3 March. Invoice 7." });
    expect(mailbox.admin.mails).toMatchObject([{ text: MESSAGE.text }]);
  });

  test("given a name that would end the address: it stays one recipient", async () => {
    const name = 'Eve" <eve@example.net>,\r\n "x';
    await mail.send({ ...MESSAGE, to: { email: "ada@example.net", name } });
    expect(mailbox.admin.mails[0]?.to).toEqual(['"Eve eve@example.net , x" <ada@example.net>']);
  });

  test.each(HOSTILE_ADDRESSES)(
    "given the address %j: undeliverable, and nothing is sent",
    async (email) => {
      expect(await mail.send({ ...MESSAGE, to: { email, name: "Eve" } })).toBe("undeliverable");
      expect(mailbox.admin.mails).toEqual([]);
    },
  );

  test("given a subject with a line end: it stays one line", async () => {
    await mail.send({ ...MESSAGE, subject: "Paid\r\nBcc: eve@example.net" });
    expect(mailbox.admin.mails[0]?.subject).toBe("Paid Bcc: eve@example.net");
  });
});

describe("the mailbox page", () => {
  const pageOf = async () => {
    const answer = await fetch(mailbox.url);
    return { policy: answer.headers.get("content-security-policy"), html: await answer.text() };
  };

  test("given a subject like markup: shown as text", async () => {
    await mail.send({ ...MESSAGE, subject: "<script>" });
    const { html } = await pageOf();
    expect(html).toContain("&lt;script>");
    expect(html).not.toContain("<script>");
  });

  test("given HTML: shown beside the text, in a frame that can neither run nor fetch anything", async () => {
    await mail.send({ ...MESSAGE, html: '<p class="a">x</p><script>alert(1)</script>' });
    const { html, policy } = await pageOf();
    expect(html).toContain("<pre>Until 3 March.</pre>");
    expect(html).toContain('<iframe sandbox title="As HTML" srcdoc="&lt;p class=&quot;a&quot;>x');
    expect(html).not.toContain("<script>");
    expect(policy).toBe("default-src 'none'; style-src 'unsafe-inline'");
  });

  test("given an email without text or without HTML: taken; without both: refused", async () => {
    const post = (body: object) =>
      fetch(`${mailbox.url}/emails`, {
        method: "POST",
        headers: { authorization: "Bearer re_test" },
        body: JSON.stringify({ from: "a@b.c", to: "d@e.f", subject: "s", ...body }),
      });
    expect((await post({ text: "t" })).status).toBe(200);
    expect((await post({ html: "<p>h</p>" })).status).toBe(200);
    expect((await post({})).status).toBe(422);
    expect(mailbox.admin.mails).toMatchObject([
      { text: "t", html: null },
      { text: null, html: "<p>h</p>" },
    ]);
  });
});

describe("mail through Cloudflare", () => {
  const taken: unknown[] = [];
  afterEach(() => taken.splice(0));
  const binding: SendEmail = {
    send: (message: unknown) => {
      taken.push(message);
      return Promise.resolve({ messageId: "m1" });
    },
  };

  test("given a notice: handed to the binding", async () => {
    await cloudflareMail(binding).send(MESSAGE);
    expect(taken).toEqual([
      {
        from: { name: "Top-up", email: "noreply@example.net" },
        to: MESSAGE.to,
        subject: MESSAGE.subject,
        text: MESSAGE.text,
        html: MESSAGE.html,
      },
    ]);
  });

  test("given a name, a subject and an address that would begin headers: none does", async () => {
    taken.length = 0;
    const through = cloudflareMail(binding);
    const name = 'Eve"\r\nBcc: <x@y.z>';
    await through.send({ ...MESSAGE, to: { email: "ada@example.net", name }, subject: "a\nb" });
    await through.send({ ...MESSAGE, to: { email: "ada@example.net", name: "\r\n" } });
    expect(taken).toMatchObject([
      { to: { email: "ada@example.net", name: "Eve Bcc: x@y.z" }, subject: "a b" },
      { to: "ada@example.net" },
    ]);
    for (const email of HOSTILE_ADDRESSES) {
      expect(await through.send({ ...MESSAGE, to: { email, name } })).toBe("undeliverable");
    }
    expect(taken).toHaveLength(2);
  });

  test("given a refusal: a fault with its code and without the address", async () => {
    const refusing: SendEmail = {
      send: () => {
        const refused = new Error("too many messages for ada@example.net");
        return Promise.reject(Object.assign(refused, { code: "E_RATE_LIMIT_EXCEEDED" }));
      },
    };
    const fault = await cloudflareMail(refusing)
      .send(MESSAGE)
      .catch((e: unknown) => e);
    expect(String(fault)).toBe("PortFault: mail: E_RATE_LIMIT_EXCEEDED");
  });

  test.each([
    ["it began to deliver", { code: "E_DELIVERY_FAILED" }],
    ["a fault of its own", { code: "E_INTERNAL_SERVER_ERROR" }],
    ["no code at all", {}],
  ])("given %s: unsure, because without keys a second one would arrive too", async (_, error) => {
    const refusing: SendEmail = {
      send: () => Promise.reject(Object.assign(new Error("for ada@example.net"), error)),
    };
    expect(await cloudflareMail(refusing).send(MESSAGE)).toBe("unsure");
  });

  test("given an address that is never served: undeliverable, so that it is not sent again", async () => {
    const refusing: SendEmail = {
      send: () => {
        const refused = new Error("ada@example.net is suppressed");
        return Promise.reject(Object.assign(refused, { code: "E_RECIPIENT_SUPPRESSED" }));
      },
    };
    expect(await cloudflareMail(refusing).send(MESSAGE)).toBe("undeliverable");
  });
});
