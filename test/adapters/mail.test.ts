import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Letter, type Mail, PortFault } from "../../src/actions/ports.ts";
import { cloudflareMail } from "../../src/adapters/mail/cloudflare-mail.ts";
import { resendMail } from "../../src/adapters/mail/resend-mail.ts";
import { type Mailbox, startMailbox } from "../simulators/mailbox/server.ts";

const LETTER: Letter = {
  noticeId: "top_1:credited",
  to: { email: "ada@example.net", name: "Ada Lovelace" },
  subject: "Your service has been extended",
  text: "Until 3 March.",
};
let mailbox: Mailbox;
let mail: Mail;
beforeAll(async () => {
  mailbox = await startMailbox({ apiKey: "re_test" });
  mail = resendMail({
    apiUrl: mailbox.url,
    apiKey: "re_test",
    from: "Top-up <noreply@example.net>",
    timeoutMs: 2000,
  });
});
afterEach(() => mailbox.admin.reset());
afterAll(() => mailbox.close());

describe("mail through Resend", () => {
  test("given a letter: it arrives, and a second time only once", async () => {
    await mail.send(LETTER);
    await mail.send(LETTER);
    expect(mailbox.admin.mails).toMatchObject([
      {
        from: "Top-up <noreply@example.net>",
        to: ['"Ada Lovelace" <ada@example.net>'],
        subject: LETTER.subject,
        text: LETTER.text,
      },
    ]);
  });

  test("given the answer is cut: a fault; sent again it still arrives once", async () => {
    mailbox.admin.fault("drop");
    await expect(mail.send(LETTER)).rejects.toBeInstanceOf(PortFault);
    await mail.send(LETTER);
    expect(mailbox.admin.mails).toHaveLength(1);
  });

  test("given no answer: a fault when the time is up", async () => {
    mailbox.admin.fault("hang");
    const hasty = resendMail({
      apiUrl: mailbox.url,
      apiKey: "re_test",
      from: "a@b.c",
      timeoutMs: 30,
    });
    await expect(hasty.send(LETTER)).rejects.toThrow("mail: no answer");
  });

  test("given an error: a fault with its name and without the address", async () => {
    mailbox.admin.fault("fail");
    const fault = await mail.send(LETTER).catch((e: unknown) => e);
    expect(String(fault)).toBe("PortFault: mail: 500 internal_server_error");
  });

  test("given the same notice in other words: the first one stands, and it counts as sent", async () => {
    await mail.send(LETTER);
    await mail.send({ ...LETTER, text: "Until 3 March. Invoice 7." });
    expect(mailbox.admin.mails).toMatchObject([{ text: LETTER.text }]);
  });

  test("given a name that would end the address: it stays one recipient", async () => {
    const name = 'Eve" <eve@example.net>,\r\n "x';
    await mail.send({ ...LETTER, to: { email: "ada@example.net", name } });
    expect(mailbox.admin.mails[0]?.to).toEqual(['"Eve eve@example.net , x" <ada@example.net>']);
  });

  test("given a subject like markup: the page shows it as text", async () => {
    await mail.send({ ...LETTER, subject: "<script>" });
    const page = await (await fetch(mailbox.url)).text();
    expect(page).toContain("&lt;script>");
    expect(page).not.toContain("<script>");
  });
});

describe("mail through Cloudflare", () => {
  const taken: unknown[] = [];
  const binding: SendEmail = {
    send: (message: unknown) => {
      taken.push(message);
      return Promise.resolve({ messageId: "m1" });
    },
  };

  test("given a letter: handed to the binding", async () => {
    await cloudflareMail(binding, "noreply@example.net").send(LETTER);
    expect(taken).toEqual([
      { from: "noreply@example.net", to: LETTER.to, subject: LETTER.subject, text: LETTER.text },
    ]);
  });

  test("given a refusal: a fault with its code and without the address", async () => {
    const refusing: SendEmail = {
      send: () => {
        const refused = new Error("too many letters for ada@example.net");
        return Promise.reject(Object.assign(refused, { code: "E_RATE_LIMIT_EXCEEDED" }));
      },
    };
    const fault = await cloudflareMail(refusing, "a@b.c")
      .send(LETTER)
      .catch((e: unknown) => e);
    expect(String(fault)).toBe("PortFault: mail: E_RATE_LIMIT_EXCEEDED");
  });

  test("given an address that is never served: undeliverable, so that nobody asks again", async () => {
    const refusing: SendEmail = {
      send: () => {
        const refused = new Error("ada@example.net is suppressed");
        return Promise.reject(Object.assign(refused, { code: "E_RECIPIENT_SUPPRESSED" }));
      },
    };
    expect(await cloudflareMail(refusing, "a@b.c").send(LETTER)).toBe("undeliverable");
  });
});
