/** Numbers as people of many countries write them: `+` and digits are what a register holds. */
import { describe, expect, test } from "vitest";
import { createPhoneNumbers } from "../../src/adapters/phone-numbers/phone-numbers.ts";
import { readTypedIdentity } from "../../src/app/identification/typed-identity.ts";
import { settingsOf } from "../../src/config/settings-of.ts";
import { VARS } from "../http/test-app.ts";

/** The operator's countries, what is typed there, and the number that has to be found. */
const NUMBERS: readonly (readonly [countries: string, typed: string, msisdn: string])[] = [
  // With a country code: no setting is needed.
  ["", "+44 (0)7700 900123", "447700900123"],
  ["", "+44 (0) 20 7946 0958", "442079460958"],
  ["", "0044 7700 900123", "447700900123"],
  ["", "44 7700 900123", "447700900123"],
  ["", "+49 (0)151 23456789", "4915123456789"],
  ["", "+49-151-23456789", "4915123456789"],
  ["", "+33 (0)6 12 34 56 78", "33612345678"],
  ["", "+39 06 698 12345", "390669812345"],
  ["", "+39 (06) 698.12345", "390669812345"],
  ["", "+39 312 345 6789", "393123456789"],
  ["", "+225 07 08 09 10 11", "2250708091011"],
  ["", "+61 (0)412 345 678", "61412345678"],
  ["", "+971 (0)50 123 4567", "971501234567"],
  ["", "+1 (415) 555-2671", "14155552671"],
  ["", "+7 912 345-67-89", "79123456789"],
  ["", "+36 20 123 4567", "36201234567"],
  ["", "+966 ٥٠ ١٢٣ ٤٥٦٧", "966501234567"],
  ["", "+41 (0)78 123 45 67", "41781234567"],
  ["", "+31 (0)6 12345678", "31612345678"],
  ["", "+64 (0)21 123 4567", "64211234567"],
  ["", "+54 9 11 2345-6789", "5491123456789"],
  ["", "+52 55 1234 5678", "525512345678"],
  ["", "+378 0549 882914", "3780549882914"],
  ["", "+870 773 111 632", "870773111632"],
  // As they are dialled at home, with a trunk 0.
  ["AU", "0412 345 678", "61412345678"],
  ["61", "0412 345 678", "61412345678"],
  ["AU", "(02) 5550 1234", "61255501234"],
  ["GB", "07700 900123", "447700900123"],
  ["UK", "07700 900123", "447700900123"],
  ["DE", "0151 23456789", "4915123456789"],
  ["DE", "0151/23456789", "4915123456789"],
  ["FR", "06.12.34.56.78", "33612345678"],
  ["NL", "06-12345678", "31612345678"],
  ["BE", "0470 12 34 56", "32470123456"],
  ["CH", "078 123 45 67", "41781234567"],
  ["AT", "0664 123456", "43664123456"],
  ["SE", "070-123 45 67", "46701234567"],
  ["FI", "041 2345678", "358412345678"],
  ["IE", "085 012 3456", "353850123456"],
  ["NZ", "021 123 4567", "64211234567"],
  ["ZA", "071 123 4567", "27711234567"],
  ["KE", "0712 123456", "254712123456"],
  ["NG", "0802 123 4567", "2348021234567"],
  ["EG", "0100 123 4567", "201001234567"],
  ["AE", "050 123 4567", "971501234567"],
  ["SA", "٠٥١ ٢٣٤ ٥٦٧٨", "966512345678"],
  ["IR", "۰۹۱۲ ۳۴۵ ۶۷۸۹", "989123456789"],
  ["TR", "0501 234 56 78", "905012345678"],
  ["IN", "081234 56789", "918123456789"],
  ["ID", "0812-345-678", "62812345678"],
  ["JP", "090-1234-5678", "819012345678"],
  ["KR", "010-2000-0000", "821020000000"],
  ["TH", "081 234 5678", "66812345678"],
  ["BR", "(11) 96123-4567", "5511961234567"],
  ["BR", "011 96123-4567", "5511961234567"],
  // Another trunk prefix, or none.
  ["RU", "8 (912) 345-67-89", "79123456789"],
  ["HU", "06 20 123 4567", "36201234567"],
  ["US", "(415) 555-2671", "14155552671"],
  ["US", "1-415-555-2671", "14155552671"],
  ["1", "415.555.2671", "14155552671"],
  ["IT", "312 345 6789", "393123456789"],
  ["IT", "06 698 12345", "390669812345"],
  ["ES", "612 34 56 78", "34612345678"],
  ["PT", "912 345 678", "351912345678"],
  ["PL", "512 345 678", "48512345678"],
  ["DK", "32 12 34 56", "4532123456"],
  ["NO", "406 12 345", "4740612345"],
  ["CZ", "601 123 456", "420601123456"],
  ["GR", "691 234 5678", "306912345678"],
  ["IS", "611 1234", "3546111234"],
  ["SG", "8123 4567", "6581234567"],
  ["HK", "5123 4567", "85251234567"],
  ["MT", "9696 1234", "35696961234"],
  ["CI", "01 23 45 67 89", "2250123456789"],
  // Several countries; another country's number with its code.
  ["DE,AT,CH", "078 123 45 67", "41781234567"],
  ["DE,AT,CH", "0151 23456789", "4915123456789"],
  ["AU", "+44 7700 900123", "447700900123"],
];

describe("a typed telephone number is among those that are looked for", () => {
  test.each(NUMBERS)("in %j: %s is %s", (countries, typed, msisdn) => {
    const list = countriesOf(countries);
    const read = readTypedIdentity(typed, createPhoneNumbers(list));
    expect(read).toMatchObject({ ok: true, value: { msisdns: expect.arrayContaining([msisdn]) } });
  });

  test("in no more than three forms, because each is a look-up", () => {
    const forms = NUMBERS.map(([countries, typed]) => {
      const read = readTypedIdentity(typed, createPhoneNumbers(countriesOf(countries)));
      return read.ok && "msisdns" in read.value ? read.value.msisdns.length : 0;
    });
    expect(Math.max(...forms)).toBeLessThanOrEqual(3);
  });

  test("the table has enough numbers of enough countries", () => {
    expect(NUMBERS.length).toBeGreaterThanOrEqual(60);
    const plans = new Set(NUMBERS.flatMap(([countries]) => countriesOf(countries)));
    expect(plans.size).toBeGreaterThanOrEqual(25);
  });
});

describe("COUNTRY_CODE", () => {
  test("a country that the plans do not know finds nothing, and breaks nothing", () => {
    expect(createPhoneNumbers(["AQ", "999"]).national("0412345678")).toEqual([]);
  });

  test.each([
    ["", []],
    ["61", ["61"]],
    ["au", ["AU"]],
    ["UK", ["GB"]],
    ["DE, AT,CH", ["DE", "AT", "CH"]],
  ])("%j is %j", (text, expected) => {
    expect(countriesOf(text)).toEqual(expected);
  });

  test.each(["+61", "0061", "Australia", "XX", "1234"])("%j is refused by name", (text) => {
    expect(() => countriesOf(text)).toThrow(/is no country: .*COUNTRY_CODE/s);
  });
});

const countriesOf = (text: string) => settingsOf({ ...VARS, COUNTRY_CODE: text }).COUNTRY_CODE;
