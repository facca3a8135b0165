/** What a brand leaves empty is a finding: it fails silently, on the customer's page. */
import { expect, test } from "vitest";
import { checkBrands } from "../../src/app/recovery/check-brands.ts";
import { TestBackend } from "./test-backend.ts";

const CRON = { kind: "system", trigger: "cron" } as const;

test("a brand with gaps is a finding that names them, and closes when they are filled", async () => {
  const { ports } = new TestBackend();
  const [own] = await ports.brands.all();
  if (!own) throw new Error("no brand");
  const withBrand = (change: object) => ({
    ...ports,
    brands: { ...ports.brands, all: async () => [{ ...own, ...change }] },
  });
  const found = async () =>
    (await ports.deploymentFindings.open(10)).filter(({ kind }) => kind === "brand_incomplete");
  const gaps = { merchantName: "", supportContact: "support@example.com" };
  await checkBrands(withBrand(gaps), CRON);
  expect(await found()).toMatchObject([
    {
      subject: `brand/${own.id}`,
      detail: expect.stringMatching(/merchant_name is empty.*support_contact is still the example/),
    },
  ]);
  const filled = {
    publicUrl: "https://topup.kestrel.test",
    supportContact: "help@kestrel.test",
    emailFrom: "Kestrel <receipts@kestrel.test>",
    merchantName: "Kestrel",
    merchantAddress: "1 Harbour St",
    merchantNumber: "ABN 51",
    termsUrl: "https://kestrel.test/terms",
    privacyUrl: "https://kestrel.test/privacy",
    refundPolicyUrl: "https://kestrel.test/refunds",
    statementDescriptor: "KESTREL MOBILE",
  };
  await checkBrands(withBrand(filled), CRON);
  expect(await found()).toEqual([]);
});
