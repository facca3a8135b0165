import { beforeEach, describe, expect, test } from "vitest";
import { notify } from "../../src/actions/notify.ts";
import { type Letter, PortFault, type Ports } from "../../src/actions/ports.ts";
import { dueNotices } from "../../src/domain/retry.ts";
import { viewOf } from "../../src/domain/top-up/view.ts";
import type { World } from "../domain/cells/world.ts";
import { FakeHouse, SERVICE_ID } from "./fake-house.ts";
import { credited, processing, returned, sam } from "./letter-world.ts";

/** Mail with keys, as Resend has them: the same notice arrives once, whatever is handed over. */
class FakeMail {
  readonly arrived = new Map<string, Letter>();
  handedOver = 0;
  undeliverable = false;
  /** The next letter is taken, but its answer gets lost. */
  loseAnswer = false;
  async send(letter: Letter): Promise<"taken" | "undeliverable"> {
    this.handedOver += 1;
    if (this.undeliverable) return "undeliverable";
    if (!this.arrived.has(letter.noticeId)) this.arrived.set(letter.noticeId, letter);
    if (this.loseAnswer) {
      this.loseAnswer = false;
      throw new PortFault("mail", "no answer");
    }
    return "taken";
  }
}

let mail: FakeMail;
beforeEach(() => {
  mail = new FakeMail();
});

function portsFor(w: World): Ports {
  const house = new FakeHouse();
  Object.assign(house.object.port, {
    noticeWork: () => {
      const notices = dueNotices(w.t);
      return notices.length > 0 ? { topUp: w.t, notices } : null;
    },
    noticeSent: ({ kind, undeliverable }: { kind: "confirmation"; undeliverable: boolean }) => {
      w.apply([{ type: "NoticeSent", kind, undeliverable }]);
    },
  });
  return { ...house.ports, objects: { of: () => house.object.port }, mail };
}
const work = (w: World) => ({ serviceId: SERVICE_ID, topUpId: w.t.request.topUpId });
const receiptOf = (w: World) => viewOf(w.t, 600_000).receipt;

describe("a letter is written at most once", () => {
  test.each([
    ["confirmation", credited],
    ["refund", returned],
    ["processing", processing],
  ] as const)("%s: a message that comes twice brings one letter", async (kind, given) => {
    const w = given();
    const ports = portsFor(w);
    await notify(ports, work(w));
    await notify(ports, work(w));
    expect([...mail.arrived.keys()]).toEqual([`${w.t.request.topUpId}:${kind}`]);
    expect(mail.handedOver).toBe(1);
  });

  test("its answer is lost: it is handed over again under the same id, and arrived once", async () => {
    const w = credited();
    const ports = portsFor(w);
    mail.loseAnswer = true;
    await expect(notify(ports, work(w))).rejects.toBeInstanceOf(PortFault);
    expect(receiptOf(w)).toBe("on_its_way");
    await notify(ports, work(w));
    expect(mail.handedOver).toBe(2);
    expect(mail.arrived.size).toBe(1);
    expect(receiptOf(w)).toBe("sent");
  });
});

describe("“Receipt sent to” is said only when it was handed over", () => {
  test("credited: on its way; handed over: sent", async () => {
    const w = credited();
    expect(receiptOf(w)).toBe("on_its_way");
    await notify(portsFor(w), work(w));
    expect(receiptOf(w)).toBe("sent");
  });

  test("an address that is never served: none, and nobody asks again", async () => {
    const w = credited();
    mail.undeliverable = true;
    await notify(portsFor(w), work(w));
    await notify(portsFor(w), work(w));
    expect(receiptOf(w)).toBe("none");
    expect(mail.handedOver).toBe(1);
  });

  test("nobody to write to: nothing is handed over", async () => {
    const customer = { firstName: "", lastName: "", email: "", locale: "en" };
    const w = credited(sam({ customer }));
    await notify(portsFor(w), work(w));
    expect(mail.handedOver).toBe(0);
    expect(receiptOf(w)).toBe("none");
  });

  test("a letter about the bank is no receipt", async () => {
    const w = processing();
    await notify(portsFor(w), work(w));
    expect(receiptOf(w)).toBe("none");
  });
});
