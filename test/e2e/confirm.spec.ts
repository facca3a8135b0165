/** A QR code has found a service: its holder says first whether it is the right one. */
import { expect, test } from "./support/test.ts";

test("yes leads to the days, no to another device", async ({ portal, stranger: unidentified }) => {
  await portal.openLink();
  await expect(portal.banner()).toHaveText("Is this your device?");
  await expect(unidentified.getByTestId("days")).toHaveCount(0);
  await unidentified.getByTestId("confirm-no").click();
  await expect(portal.banner()).toHaveText("Which device is it for?");
  await expect(unidentified.getByTestId("identity")).toBeVisible();
  await unidentified.goBack();
  await unidentified.getByTestId("confirm-yes").click();
  await expect(portal.promised()).toContainText(/\d{4}/);
  await unidentified.reload();
  await expect(portal.promised()).toContainText(/\d{4}/);
});

test("an address with a step in it is not asked again", async ({ portal }) => {
  await portal.openLink();
  await portal.page.goto(`${portal.page.url()}?days=9&step=billing`);
  await expect(portal.page.getByTestId("email")).toBeVisible();
});

test("nothing in the page can make script out of text", async ({ portal }) => {
  const faults: string[] = [];
  portal.page.on("console", (line) => {
    if (line.type() === "error") faults.push(line.text());
  });
  await portal.openLink();
  const made = await portal.page.evaluate(() => {
    try {
      document.createElement("div").innerHTML = "<b>text</b>";
      return "made";
    } catch (fault) {
      return fault instanceof TypeError ? "refused" : String(fault);
    }
  });
  expect(made).toBe("refused");
  expect(faults.filter((text) => !text.includes("TrustedHTML"))).toEqual([]);
});
