import { describe, expect, test } from "vitest";
import { suggestEmail } from "../../src/ui/portal/checkout/billing-panel/email-suggestion.script.ts";

describe("an address with a typing mistake in the name of a big provider gets a suggestion", () => {
  test.each([
    ["sam@gmial.com", "two letters swapped"],
    ["sam@gmai.com", "a letter missing"],
    ["sam@gmaill.com", "a letter too many"],
    ["sam@gnail.com", "another letter"],
    ["sam@gmail.con", "in the ending"],
    ["sam@gmail.co", "the ending cut short"],
    ["sam@gmial.con", "in both"],
    [" sam@GMIAL.com ", "whatever its case, and with blanks around it"],
  ])("%s (%s)", (typed) => {
    expect(suggestEmail(typed)).toBe("sam@gmail.com");
  });

  test.each([
    ["Sam.Rivera+sim@hotmial.co.uk", "Sam.Rivera+sim@hotmail.co.uk"],
    ["sam@yahooo.fr", "sam@yahoo.fr"],
    ["sam@outlok.com", "sam@outlook.com"],
    ["sam@icoud.com", "sam@icloud.com"],
  ])("%s: only the provider changes, not the name before it, nor its country", (typed, meant) => {
    expect(suggestEmail(typed)).toBe(meant);
  });
});

describe("an address that may well be right gets none", () => {
  test.each([
    "sam@gmail.com",
    "sam@yahoo.ca",
    "sam@yahoo.in",
    "sam@hotmail.co.uk",
    "sam@hotmail.it",
    "sam@mail.com",
    "sam@mail.ru",
    "sam@email.com",
    "sam@ymail.com",
    "sam@proton.me",
    "sam@example.com",
    "sam@kestrel.con",
    "sam@web.de",
    "sam@gmx.net",
    "sam@mail.gmial.com",
    "",
    "sam",
    "sam@",
    "@gmial.com",
    "sam@gmial",
    "sam@gmial.",
    "sam@gmial.c",
  ])("%s", (typed) => {
    expect(suggestEmail(typed)).toBe(null);
  });
});
