import { describe, expect, test } from "vitest";
import { calendarDays } from "../../src/i18n/calendar.ts";
import * as format from "../../src/i18n/formats.ts";
import { lineOfDays } from "../../src/ui/kit/line-of-days/line-of-days.ts";
import { supportHref } from "../../src/ui/portal/page/addresses.ts";
import { mistakeIn } from "../../src/ui/portal/sale/billing/billing.ts";
import {
  choose,
  offerOf,
  quantityWithin,
  ticksOf,
} from "../../src/ui/portal/sale/choice/choice.ts";
import { EN, EXPIRY, NOW, serviceView } from "./samples.ts";

const view = serviceView();
const offer = offerOf(view);
if (!offer) throw new Error("the sample sells something");
const at = (quantity: number) => choose(EN, view, offer, quantity, NOW);

describe("price and expiry while the slider moves", () => {
  test.each([
    [1, 1000, "Sat 11 Jan 2025"],
    [7, 7000, "Fri 17 Jan 2025"],
    [13, 13_000, "Thu 23 Jan 2025"],
    [14, 13_580, "Fri 24 Jan 2025"],
    [30, 29_100, "Sun 9 Feb 2025"],
  ])("%i days", (quantity, minor, expiry) => {
    const choice = at(quantity);
    expect(choice.price).toEqual({ minor, currency: "aud" });
    expect(choice.texts.expiry).toBe(expiry);
  });

  test("the button and the terms above it name the amount", () => {
    const { texts } = at(7);
    expect(texts.pay).toBe("Pay A$70.00 now");
    expect(texts.terms).toBe("A$70.00 for 7 days of unlimited mobile data");
    expect(texts.until).toBe(
      "Until Fri 17 Jan 2025, 23:59 Sydney time, added to your 2 days. Tax included.",
    );
    expect(texts.spoken).toBe("7 days, new expiry date Fri 17 Jan 2025");
  });

  test("without days left the new ones start now", () => {
    const ended = { ...view.balance, expiry: null, base: new Date(NOW).toISOString() };
    const choice = choose(EN, { ...view, balance: ended }, offer, 1, NOW);
    expect(choice.texts.start).toBe("23:59 Sydney time, starts now");
    expect(choice.have).toBe(0);
  });

  test.each([
    [null, 7],
    [0, 1],
    [31, 30],
    [Number.NaN, 7],
    [12.4, 12],
  ])("a wish of %s days becomes %i", (wish, quantity) => {
    expect(quantityWithin(offer, wish)).toBe(quantity);
  });
});

describe("a typed number", () => {
  const balance = { ...view.balance, state: "hidden", expiry: null, base: null } as const;
  const service = { ...view.service, kind: "hotspot_dongle", label: "" } as const;
  const weak = { ...view, identification: "weak", balance, service } as const;

  test("shows the price and the days, and no date", () => {
    const choice = choose(EN, weak, offer, 8, NOW);
    expect(choice.price).toEqual({ minor: 8000, currency: "aud" });
    expect([choice.endAt, choice.have]).toEqual([null, 0]);
    expect(choice.texts).toMatchObject({
      expiry: "+8 days",
      start: "You will see the new expiry date once you have paid.",
      until: "You will see the new expiry date once you have paid. Tax included.",
      spoken: "8 days",
      order: "8 days for Hotspot dongle, ends in 5678",
    });
    expect([...ticksOf(EN, weak, offer, NOW).values()].join("")).toBe("");
  });
});

describe("the numbers below the slider", () => {
  test("have dates", () => {
    expect([...ticksOf(EN, view, offer, NOW)]).toEqual([
      [1, "11 Jan"],
      [7, "17 Jan"],
      [14, "24 Jan"],
      [21, "31 Jan"],
      [30, "9 Feb"],
    ]);
  });
  test("end at the offer's limit, and none overlaps its neighbour", () => {
    const near = { ...offer, max_quantity: 16 };
    expect([...ticksOf(EN, view, near, NOW).keys()]).toEqual([1, 7, 16]);
  });
});

describe("dates", () => {
  const zone = "Australia/Sydney";
  const end = Date.parse(EXPIRY);
  test("are in the time zone of the service", () => {
    expect(format.fullDate(EN, end, zone)).toBe("Fri 10 Jan 2025");
    expect(format.clock(EN, end, zone)).toBe("23:59");
    expect(format.fullDate(EN, end + 1000, zone)).toBe("Sat 11 Jan 2025");
  });
  test("have a year only when they are far from now", () => {
    expect(format.nearDate(EN, end, zone, NOW)).toBe("Fri 10 Jan");
    expect(format.nearDate(EN, end, zone, NOW - 70 * 86_400_000)).toBe("Fri 10 Jan 2025");
  });
  test("days left are calendar days", () => {
    expect(calendarDays(NOW, end, zone)).toBe(2);
    expect(calendarDays(end, end, zone)).toBe(0);
  });
  test.each([
    ["Australia/Sydney", "Sydney time"],
    ["America/Argentina/Buenos_Aires", "Buenos Aires time"],
    ["UTC", "UTC"],
    ["Etc/UTC", "UTC"],
  ])("%s is called %s", (timeZone, name) => {
    expect(format.atZone(EN, timeZone)).toBe(name);
  });
});

describe("the line of days", () => {
  const marks = (have: number, more: number) =>
    lineOfDays({ have, more, mark: "add" }).children.map((mark) =>
      typeof mark === "string" ? mark : mark.attrs.class,
    );
  test("has one mark per day, and at least thirty", () => {
    expect(marks(2, 7).filter((kind) => kind === "have")).toHaveLength(2);
    expect(marks(2, 7).filter((kind) => kind === "add")).toHaveLength(7);
    expect(marks(2, 7)).toHaveLength(30);
    expect(marks(30, 15)).toHaveLength(45);
  });
  test("has one mark per week beyond sixty days", () => {
    expect(marks(70, 14).filter((kind) => kind === "have")).toHaveLength(10);
    expect(marks(70, 14).filter((kind) => kind === "add")).toHaveLength(2);
  });
});

describe("billing details", () => {
  test.each([
    ["first_name", " ", "Enter your first name."],
    ["first_name", "\u200b", "Enter your first name."],
    ["email", "", "Enter your email address."],
    ["email", "sam", "The @ is missing."],
    ["email", "sam.rivera@example", "The ending is missing, for example .com"],
    ["email", "sam..r@example.com", "Check the email address."],
    ["email", " sam.rivera@example.com ", null],
    ["first_name", "Łukasz", null],
    ["last_name", "张", null],
  ] as const)("%s %j", (field, typed, mistake) => {
    expect(mistakeIn(EN, field, typed)).toBe(mistake);
  });
});

test.each([
  ["help@example.com", "mailto:help@example.com"],
  ["https://example.com/help", "https://example.com/help"],
  ["+61 2 5550 1234", "tel:+61255501234"],
])("support at %s is reached by %s", (contact, href) => {
  expect(supportHref(contact)).toBe(href);
});
