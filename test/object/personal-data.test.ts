/** Where a person leaves a trace: nowhere but at Stripe, in the mail, and sealed (decision 23). */
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { evidenceView } from "../../src/contract/operator.ts";
import { erasedView, purchasesView } from "../../src/contract/operator-payers.ts";
import type { CastMember } from "../fixtures/cast.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import { Buyer, confirmAs } from "./support/buyer.ts";
import { heldBy, listen, spellingsOf, tablesOfD1, tablesOfObject } from "./support/traces.ts";
import { until } from "./support/until.ts";
import { fetchWorker, freshMember, objectOf, stripe } from "./support/world.ts";

const { olga, anna } = OPERATORS;
/**
 * Where the person of the nth test is, plain and as the register would write it. Each test is in a
 * network of its own: an isolate keeps for a minute which service an address belongs to.
 */
const placeOf = (n: number) => ({
  ip: `198.51.${77 + n}.203`,
  network: `c633${(77 + n).toString(16)}00`,
  hex: `c633${(77 + n).toString(16)}cb`,
});
const PERSON = {
  first_name: "Zephyrine",
  last_name: "Quillfeather",
  email: "z.quillfeather@private-mail.example",
};
const wordsIn = ({ ip, hex }: { readonly ip: string; readonly hex: string }) => [
  ...Object.values(PERSON),
  "private-mail",
  ip,
  hex,
];

let place = placeOf(0);
let tests = 0;
let member: CastMember;
let heard: ReturnType<typeof listen>;
beforeEach(async () => {
  heard = listen();
  member = await freshMember();
  place = placeOf(tests++);
  await env.DB.prepare(
    "INSERT INTO service_address (family, low, prefix, service_id) VALUES (4, ?, 24, ?)",
  )
    .bind(place.network, member.service.id)
    .run();
});
afterEach(() => heard.stop());

const buyer = () => new Buyer(member, place.ip, PERSON);
const inMail = async () => {
  const mails = await (await fetch(`${env.MAIL_URL}/_admin/mails`)).text();
  return mails.includes(PERSON.email) && mails;
};
const operate = (path: string, body?: unknown, by: { token: string } = anna) =>
  fetchWorker(path, {
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
    headers: { Authorization: `Bearer ${by.token}`, "Content-Type": "application/json" },
  });
const projected = (topUpId: string, state: string) =>
  until(() =>
    env.LEDGER_1.prepare("SELECT * FROM top_up WHERE id = ? AND state = ?")
      .bind(topUpId, state)
      .first(),
  );

/** Every place that was searched, with what of the person is there. */
async function traces(): Promise<Record<string, readonly string[]>> {
  const places = {
    ...prefixed("object", await tablesOfObject(objectOf(member))),
    ...prefixed("D1", await tablesOfD1()),
    "queue messages": heard.messages.join("\n"),
    "log lines": heard.lines.join("\n"),
  };
  const found = Object.entries(places).map(
    ([name, text]) => [name, heldBy(text, wordsIn(place))] as const,
  );
  return Object.fromEntries(found.filter(([, words]) => words.length > 0));
}
const prefixed = (of: string, tables: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(tables).map(([name, text]) => [`${of}: ${name}`, text]));

/** Whether D1 has the top-up among those that block their payers (1), or do not any more (0). */
const blocks = (topUpId: string, as: 0 | 1) =>
  env.DB.prepare("SELECT 1 FROM payer_block WHERE top_up_id = ? AND blocks = ?")
    .bind(topUpId, as)
    .first();

/** A caller's own page took the payment and told Stripe who paid. */
async function legacyPurchase(): Promise<void> {
  const { id, client_secret } = await stripe<{ id: string; client_secret: string }>(
    "POST",
    "/v1/payment_intents",
    {
      amount: "7000",
      currency: "usd",
      receipt_email: PERSON.email,
      "automatic_payment_methods[enabled]": "true",
      "metadata[imsi]": member.service.imsi ?? "",
    },
  );
  await confirmAs(PERSON, client_secret);
  const { serviceUuid: service_uuid, imsi } = member.service;
  const asked = { service_uuid, imsi, days: 7, payment_intent_id: id, topup_amount: 70 };
  const answer = await fetchWorker("/oam/topup_dongle", {
    method: "POST",
    headers: { "Content-Type": "application/json", "CF-Connecting-IP": place.ip },
    body: JSON.stringify(asked),
  });
  expect(await answer.json()).toMatchObject({ result: "OK" });
}

describe("a person who bought, disputed, was refunded, and bought through a legacy caller", () => {
  test("is found at Stripe and in the mail, and nowhere else", async () => {
    const first = await buyer().buy("key-of-a-person-1");
    await buyer().pay(first);
    await projected(first.top_up.id, "credited");
    const second = await buyer().buy("key-of-a-person-2");
    await buyer().payAndTakeBack(second);
    await projected(second.top_up.id, "refunded");
    await legacyPurchase();
    await buyer().dispute(first);
    await until(() => blocks(first.top_up.id, 1));
    await operate(`/operator/top-ups/${member.service.id}/${first.top_up.id}/redrive`, {
      reason: "the customer calls",
    });
    await operate("/operator/payers/find", { email: PERSON.email }, olga);
    const mails = await until(inMail);
    expect(heldBy(mails, [PERSON.email, PERSON.first_name])).toHaveLength(2);

    expect(heard.messages.length).toBeGreaterThan(4);
    expect(heard.lines.join()).toContain("payer_searched");
    expect(await traces()).toEqual({});
    const { payer = "[]" } = await tablesOfObject(objectOf(member));
    expect(JSON.parse(payer)).toHaveLength(3);
    // The person buys again in the tests below.
    const path = `/operator/top-ups/${member.service.id}/${first.top_up.id}/unblock`;
    expect((await operate(path, { reason: "the bank's mistake" }, olga)).status).toBe(200);
    await until(() => blocks(first.top_up.id, 0));
  });

  test("is shown to the operator who asks, and found by the exact email only", async () => {
    const bought = await buyer().buy("key-of-a-person-3");
    await buyer().pay(bought);
    await projected(bought.top_up.id, "credited");
    const path = `/operator/top-ups/${member.service.id}/${bought.top_up.id}`;
    const { payer } = evidenceView.parse(await (await operate(path, undefined, olga)).json());
    const { first_name: firstName, email } = PERSON;
    expect(payer).toMatchObject({ firstName, email, ip: place.ip });
    const found = async (email: string) => {
      const answer = await operate("/operator/payers/find", { email }, olga);
      const { purchases } = purchasesView.parse(await answer.json());
      return purchases.map(({ top_up_id }) => top_up_id);
    };
    expect(await found(PERSON.email.toUpperCase())).toContain(bought.top_up.id);
    expect(await found("quillfeather@private-mail.example")).toEqual([]);
  });

  test("is forgotten on request: rows go, events and numbers stay, D1 forgets again", async () => {
    const bought = await buyer().buy("key-of-a-person-4");
    await buyer().pay(bought);
    await projected(bought.top_up.id, "credited");
    const open = await buyer().buy("key-of-a-person-5");
    const customer = await until(() => customerOf(bought.top_up.id));
    const before = await tablesOfD1();
    const log = await eventsOf(bought.top_up.id);
    const payerId = `pay_${bought.top_up.id.slice(4)}`;

    const erase = async () => {
      const answer = await operate(`/operator/payers/${payerId}/erase`, { reason: "asked for it" });
      return erasedView.parse(await answer.json());
    };
    expect(await erase()).toEqual({ erased: 2, failed: [] });
    expect(JSON.parse((await tablesOfObject(objectOf(member))).payer ?? "")).toEqual([]);
    expect(await customerOf(bought.top_up.id)).toBeNull();
    expect((await eventsOf(bought.top_up.id)).slice(0, log.length)).toEqual(log);
    const after = await tablesOfD1();
    for (const table of ["invoice", "journal_entry"]) {
      expect(after[table], table).toBe(before[table]);
    }
    expect(await erase(), "again").toEqual({ erased: 0, failed: [] });

    // D1 comes back from a backup with the customer in it: the log deletes it again.
    await env.DB.prepare(
      "INSERT INTO customer (id, brand, payer_key, payer_id, sealed, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, 1)",
    )
      .bind(customer.id, "default", "local.of-a-backup", payerId, "local.of.a-backup")
      .run();
    await operate("/operator/reproject", { reason: "restored", service_id: member.service.id });
    await until(async () => (await customerOf(bought.top_up.id)) === null);

    const page = await buyer().page(bought);
    expect(page).toContain("Your service has been extended");
    expect(page).not.toContain("Receipt");
    const shown = await buyer().read(bought);
    expect(shown).toMatchObject({ state: "credited", email_masked: null });
    expect((await buyer().read(open)).email_masked).toBeNull();
  });
});

async function customerOf(topUpId: string) {
  return await env.DB.prepare(
    `SELECT c.id FROM customer AS c JOIN lookup AS l ON l.kind = 'cus' AND l.key = c.id
     WHERE l.top_up_id = ?`,
  )
    .bind(topUpId)
    .first<{ id: string }>();
}
async function eventsOf(topUpId: string) {
  const { event = "[]" } = await tablesOfObject(objectOf(member));
  const rows = JSON.parse(event) as { top_up_id: string }[];
  return rows.filter((row) => row.top_up_id === topUpId);
}

describe("the search itself", () => {
  test.each(wordsIn(placeOf(0)))("finds %s in every spelling, inside a longer text", (word) => {
    for (const one of spellingsOf(word))
      expect(heldBy(`before ${one} after`, [word])).toEqual([word]);
    for (const before of ["", "a", "ab", "abc"]) {
      expect(heldBy(btoa(`${before}${word}-and-more`), [word])).toEqual([word]);
    }
  });
});
