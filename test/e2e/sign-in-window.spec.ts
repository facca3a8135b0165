/** The small window in which a phone signs in to a Wi-Fi network: paying does not work in it. */
import { expect, test } from "./support/test.ts";
import { worldAddress } from "./support/world-address.ts";

test.use({
  // An iPhone's: WebKit without the name of a browser.
  userAgent:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
});

test("offers the address of the page to copy, and as a QR code for another phone", async ({
  portal,
  context,
}) => {
  const { page } = portal;
  const pictures: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/qr.svg")) pictures.push(request.url());
  });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await portal.open("?days=9");
  const copy = page.getByRole("button", { name: "Copy the address" });
  await portal.chooseDays(12);
  await copy.click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied, "with the days chosen meanwhile").toBe(`${worldAddress().portal}/?days=12`);

  expect(pictures, "not loaded before it is asked for").toEqual([]);
  await page.getByText("or scan this with another phone").click();
  const picture = page.getByRole("img", { name: "QR code of this page" });
  await expect
    .poll(() => picture.evaluate((img) => (img as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);
});

test("without a clipboard the address stays selected, for the thumb", async ({ portal }) => {
  const { page } = portal;
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.execCommand = () => false;
  });
  await portal.open();
  await page.getByRole("button", { name: "Copy the address" }).click();
  const selected = await page.evaluate(() => getSelection()?.toString());
  expect(selected).toBe(`${worldAddress().portal}/`);
  await expect(page.getByRole("button", { name: "Copy the address" })).toBeVisible();
});
