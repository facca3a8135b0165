import { describe, expect, test } from "vitest";
import { footerLines, type LegalFacts, payLines } from "../../src/ui/portal/legal/legal.ts";

const FACTS: LegalFacts = {
  merchant: { name: "Kestrel Mobile Pty Ltd", address: "1 Harbour St, Sydney", number: "ABN 51" },
  links: {
    terms: "https://kestrel.example/terms",
    privacy: "https://kestrel.example/privacy",
    refundPolicy: "https://kestrel.example/refunds",
  },
  statementDescriptor: "KESTREL MOBILE",
  withdrawalConsent: true,
};
const NOTHING: LegalFacts = {
  merchant: { name: "", address: "", number: "" },
  links: { terms: "", privacy: "", refundPolicy: "" },
  statementDescriptor: "",
  withdrawalConsent: false,
};

describe("the legal lines of a page", () => {
  test("everything configured: merchant and links in the footer", () => {
    expect(footerLines(FACTS)).toEqual({
      merchant: [
        { key: "name", value: "Kestrel Mobile Pty Ltd" },
        { key: "address", value: "1 Harbour St, Sydney" },
        { key: "number", value: "ABN 51" },
      ],
      links: [
        { key: "terms", href: "https://kestrel.example/terms" },
        { key: "refundPolicy", href: "https://kestrel.example/refunds" },
        { key: "privacy", href: "https://kestrel.example/privacy" },
      ],
    });
  });

  test("everything configured: statement, conditions and consent beside Pay", () => {
    expect(payLines(FACTS)).toEqual({
      statement: "KESTREL MOBILE",
      agreesTo: [
        { key: "terms", href: "https://kestrel.example/terms" },
        { key: "refundPolicy", href: "https://kestrel.example/refunds" },
      ],
      consent: "withdrawal-1",
    });
  });

  test("nothing configured: no empty lines and no consent", () => {
    expect(footerLines(NOTHING)).toEqual({ merchant: [], links: [] });
    expect(payLines(NOTHING)).toEqual({ statement: null, agreesTo: [], consent: null });
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "mailto:a@b.c"])(
    "%s never becomes a link",
    (terms) => {
      const facts = { ...FACTS, links: { ...FACTS.links, terms } };
      expect(footerLines(facts).links.map(({ key }) => key)).toEqual(["refundPolicy", "privacy"]);
      expect(payLines(facts).agreesTo.map(({ key }) => key)).toEqual(["refundPolicy"]);
    },
  );
});
