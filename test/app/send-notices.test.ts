import { beforeEach, describe, expect, test } from "vitest";
import { sendNotices } from "../../src/app/notice/send-notices.ts";
import type { EmailMessage, EmailSender } from "../../src/app/ports/email-sender.ts";
import { PortFault } from "../../src/app/ports/port-fault.ts";
import type { TopUpId } from "../../src/domain/base/ids.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import type { TopUpEvent } from "../../src/domain/top-up/events.ts";
import { viewOf } from "../../src/domain/top-up/view.ts";
import { TOP_UP_ID, type World } from "../domain/cells/world.ts";
import { brandOf, KESTREL } from "../fixtures/brands.ts";
import { LOCAL_RINGS, payerRef, vault, vaultOf } from "../fixtures/payers.ts";
import { credited, processing, returned, SAM, sam } from "./notice-world.ts";
import { SERVICE_ID, TestBackend } from "./test-backend.ts";

/** A mail service: with keys, as Resend has them, or without, as Cloudflare's. */
class FakeEmailSender implements EmailSender {
  keyed = true;
  /** Every email that the customer has. */
  readonly arrived: string[] = [];
  readonly messages: EmailMessage[] = [];
  sendCalls = 0;
  undeliverable = false;
  /** The next email: taken, with its answer lost, or plainly not taken. */
  next: "answered" | "answer lost" | "not taken" = "answered";
  /** What goes on before it answers. */
  meanwhile: () => Promise<void> = async () => {};

  async send(message: EmailMessage): Promise<"taken" | "undeliverable" | "unsure"> {
    const { noticeId } = message;
    this.messages.push(message);
    this.sendCalls += 1;
    const { next } = this;
    this.next = "answered";
    if (this.undeliverable) return "undeliverable";
    if (next === "not taken") throw new PortFault("mail", "E_RATE_LIMIT_EXCEEDED");
    if (!this.keyed || !this.arrived.includes(noticeId)) this.arrived.push(noticeId);
    await this.meanwhile();
    if (next === "answered") return "taken";
    if (this.keyed) throw new PortFault("mail", "no answer");
    return "unsure";
  }
}

/** Far longer than sending takes. */
const LATER_MS = 10 * 60_000;

let mail: FakeEmailSender;
let backend: TestBackend;
beforeEach(() => {
  mail = new FakeEmailSender();
  backend = new TestBackend();
  // The brand of all top-ups here.
  backend.brand = brandOf({ id: "north", emailFrom: "North <receipts@north.example>" });
});

/** A top-up with the history of this world, and a message of the queue about it. */
async function given(w: World, details = SAM) {
  const { core, port } = backend.object;
  const { topUpId, payer, brand } = w.t.request;
  const sealed = await vault.seal(payer.payerId, { ...details, brand, ip: null });
  core.commit(() => {
    if (payer.hasEmail) core.store.payers.save(topUpId, sealed);
    return [core.extend(null, w.log)];
  });
  const stored = () => {
    const t = core.store.load(topUpId);
    if (!t) throw new Error("it is stored above");
    return t;
  };
  const ports = () => ({
    ...backend.ports,
    objects: { ...backend.ports.objects, of: () => port },
    emailSender: mail,
  });
  return {
    topUpId,
    message: () => sendNotices(ports(), { serviceId: SERVICE_ID, topUpId }),
    receipt: () => viewOf(stored(), 600_000).receipt,
    findings: () => stored().findings,
    /** What happened to it since. */
    extend: (events: readonly TopUpEvent[]) => core.commit(() => [core.extend(stored(), events)]),
  };
}

describe.each([
  ["with keys", true],
  ["without keys", false],
])("an email is sent at most once, to an email service %s", (_which, keyed) => {
  beforeEach(() => {
    mail.keyed = keyed;
  });

  test.each([
    ["confirmation", credited],
    ["refund", returned],
    ["processing", processing],
  ] as const)("%s: a message that comes twice sends one email", async (kind, world) => {
    const { topUpId, message } = await given(world());
    await message();
    backend.now += LATER_MS;
    await message();
    expect(mail.arrived).toEqual([`${topUpId}:${kind}`]);
    expect(mail.sendCalls).toBe(1);
  });

  test("a message that comes twice at once sends one email", async () => {
    const { message, receipt, findings } = await given(credited());
    mail.meanwhile = async () => {
      mail.meanwhile = async () => {};
      await message();
    };
    await message();
    expect(mail.arrived).toHaveLength(1);
    expect(receipt()).toBe("sent");
    expect(findings()).toEqual([]);
  });

  test("not taken: it is tried again, and arrives", async () => {
    const { message, receipt } = await given(credited());
    mail.next = "not taken";
    await expect(message()).rejects.toBeInstanceOf(PortFault);
    expect(receipt()).toBe("on_its_way");
    await message();
    expect(mail.arrived).toHaveLength(1);
    expect(receipt()).toBe("sent");
  });

  test("the consumer dies before it records the answer: one email came, no second one", async () => {
    const { message } = await given(credited());
    backend.object.failNext = "recordNotice";
    await expect(message()).rejects.toBeInstanceOf(PortFault);
    backend.now += LATER_MS;
    await message();
    expect(mail.arrived).toHaveLength(1);
  });
});

test("with keys, its answer is lost: it is sent again under the same id", async () => {
  const { message, receipt } = await given(credited());
  mail.next = "answer lost";
  await expect(message()).rejects.toBeInstanceOf(PortFault);
  expect(receipt()).toBe("on_its_way");
  await message();
  expect([mail.sendCalls, mail.arrived.length]).toEqual([2, 1]);
  expect(receipt()).toBe("sent");
});

describe("without keys, an email that got no answer is not repeated", () => {
  beforeEach(() => {
    mail.keyed = false;
  });

  test("its answer is lost: unsure, and a finding says so", async () => {
    const { message, receipt, findings } = await given(credited());
    mail.next = "answer lost";
    await message();
    await message();
    expect(mail.arrived).toHaveLength(1);
    expect(receipt()).toBe("unsure");
    expect(findings()).toEqual(["receipt_unsure"]);
  });

  test("nothing is heard at all: the same, once no answer can come any more", async () => {
    const { message, receipt, findings } = await given(credited());
    backend.object.failNext = "recordNotice";
    await expect(message()).rejects.toBeInstanceOf(PortFault);
    await message();
    expect(receipt(), "it may still be answered").toBe("on_its_way");
    backend.now += LATER_MS;
    await message();
    expect(receipt()).toBe("unsure");
    expect(findings()).toEqual(["receipt_unsure"]);
  });

  test("two emails of one top-up without an answer: a finding for each", async () => {
    const w = processing();
    const { message, receipt, findings, extend } = await given(w);
    mail.next = "answer lost";
    await message();
    expect(findings()).toEqual(["bank_notice_unsure"]);
    extend(credited().log.slice(w.log.length - 1));
    mail.next = "answer lost";
    await message();
    expect(receipt()).toBe("unsure");
    expect(findings()).toEqual(["bank_notice_unsure", "receipt_unsure"]);
  });

  test("an email that was being sent when the top-up went on is not forgotten", async () => {
    const w = processing();
    const { message, receipt, findings, extend } = await given(w);
    backend.object.failNext = "recordNotice";
    await expect(message()).rejects.toBeInstanceOf(PortFault);
    extend(credited().log.slice(w.log.length - 1));
    backend.now += LATER_MS;
    await message();
    expect(receipt()).toBe("sent");
    expect(findings()).toEqual(["bank_notice_unsure"]);
    expect(backend.object.core.store.facts.unansweredNotices).toEqual({});
  });

  test("the answer comes after all: that is what is shown", async () => {
    const { message, receipt } = await given(credited());
    mail.meanwhile = async () => {
      backend.now += LATER_MS;
      await message();
      expect(receipt()).toBe("unsure");
    };
    await message();
    expect(receipt()).toBe("sent");
  });
});

describe("“Receipt sent to” is shown only when it was taken", () => {
  test("credited: on its way; taken: sent", async () => {
    const { message, receipt } = await given(credited());
    expect(receipt()).toBe("on_its_way");
    await message();
    expect(receipt()).toBe("sent");
  });

  test("an address that is never served: none, a finding, and no second try", async () => {
    const { message, receipt, findings } = await given(credited());
    mail.undeliverable = true;
    await message();
    await message();
    expect(receipt()).toBe("none");
    expect(findings()).toEqual(["undeliverable"]);
    expect(mail.sendCalls).toBe(1);
  });

  test("no address: nothing is sent", async () => {
    const payer = payerRef(TOP_UP_ID, false);
    const { message, receipt } = await given(credited(sam({ payer })));
    await message();
    expect(mail.sendCalls).toBe(0);
    expect(receipt()).toBe("none");
  });

  test("an email about the bank is no receipt", async () => {
    const { message, receipt } = await given(processing());
    await message();
    expect(receipt()).toBe("none");
  });
});

const ARABIC = { ...SAM, locale: "ar" };

describe("two brands side by side: an email comes from the service's own", () => {
  const publicUrl = "https://topup.kestrel.example";
  const kestrel = brandOf({ ...KESTREL, publicUrl });

  test("sender, name, support, merchant and host name; nothing of the other one", async () => {
    backend.brands.others = [{ ...kestrel, accent: { light: "#0a1f5c", dark: "#9db4ff" } }];
    await (await given(credited())).message();
    await (await given(credited(sam({ brand: "kestrel" })))).message();
    const [north, own] = mail.messages;
    expect(north).toMatchObject({ from: "North <receipts@north.example>" });
    expect(north?.text).toContain("topup.example.com");
    expect(own).toMatchObject({ from: "Kestrel Mobile <receipts@kestrel.example>" });
    expect(own?.text).toContain("Questions? help@kestrel.example");
    expect(own?.text).toContain(publicUrl);
    expect(own?.text).toContain("Kestrel Mobile Pty Ltd\n1 Harbour St, Sydney NSW 2000");
    expect(own?.text).not.toMatch(/example\.com|edge-topup/);
    expect(own?.html).toContain("#0a1f5c");
    expect(north?.html).not.toContain("#0a1f5c");
  });

  test("in a language that the brand has", async () => {
    backend.brands.others = [kestrel];
    await (await given(credited(sam({ brand: "kestrel" })), ARABIC)).message();
    await (await given(credited(), ARABIC)).message();
    expect(mail.messages.map(({ html }) => /lang="(\w+)"/.exec(html)?.[1])).toEqual(["en", "ar"]);
  });

  test("without its brand it waits; it is sent when the brand is there", async () => {
    mail.keyed = false;
    const { message } = await given(credited(sam({ brand: "kestrel" })));
    await expect(message()).rejects.toThrow("the brand kestrel cannot be used");
    expect(mail.sendCalls).toBe(0);
    backend.brands.others = [kestrel];
    backend.now += LATER_MS;
    await message();
    expect(mail.arrived).toHaveLength(1);
  });
});

test("while no key opens the payer's block an email waits, and arrives when the key is back", async () => {
  mail.keyed = false;
  const { message, findings } = await given(credited(sam()));
  const lost = vaultOf({ ...LOCAL_RINGS, SEAL_KEYS: `other:${btoa("o".repeat(32))}` });
  Object.assign(backend.ports, { payerVault: lost });
  await expect(message(), "the queue brings it again").rejects.toThrow("unreadable");
  Object.assign(backend.ports, { payerVault: vault });
  backend.now += LATER_MS;
  await message();
  expect(mail.arrived).toHaveLength(1);
  expect(findings()).toEqual([]);
});

describe("emails to an address from which nothing has been paid", () => {
  const topUpNo = (n: number): TopUpId => `top_${String(n).padStart(26, "0")}`;

  test("three a day; the fourth is withheld for good, with a note and no finding", async () => {
    for (let n = 1; n <= 4; n++) {
      const { message, findings } = await given(processing(sam({ topUpId: topUpNo(n) })));
      await message();
      expect(findings()).toEqual([]);
    }
    expect(mail.arrived).toEqual([1, 2, 3].map((n) => `${topUpNo(n)}:processing`));
    const log = backend.object.core.store.log(topUpNo(4));
    expect(log.map(({ type }) => type).slice(-2)).toEqual(["NoticeSent", "Noted"]);
    await sendNotices(
      { ...backend.ports, emailSender: mail },
      { serviceId: SERVICE_ID, topUpId: topUpNo(4) },
    );
    expect(mail.sendCalls).toBe(3);
    backend.now += DAY_MS;
    await (await given(processing(sam({ topUpId: topUpNo(5) })))).message();
    expect(mail.sendCalls).toBe(4);
  });

  test("receipts are not counted, and another address has its own three", async () => {
    for (let n = 1; n <= 6; n++) {
      await (await given(credited(sam({ topUpId: topUpNo(n) })))).message();
    }
    for (let n = 11; n <= 14; n++) {
      const details = n === 14 ? { ...SAM, email: "other@example.com" } : SAM;
      await (await given(processing(sam({ topUpId: topUpNo(n) })), details)).message();
    }
    expect(mail.arrived).toHaveLength(10);
  });

  test("while the counters are silent the notice is sent", async () => {
    backend.ports.counters.take = () => Promise.reject(new PortFault("counters", "no answer"));
    await (await given(processing())).message();
    expect(mail.sendCalls).toBe(1);
    expect(backend.logged.map(({ event }) => event)).toContain("notices_not_counted");
  });
});
