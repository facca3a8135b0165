/** A QR code leads to a service: the customer first says whether it is the right device. */
import { expect, test } from "./support/test.ts";

test("yes leads to the days, no to the page that asks for a number", async ({
  portal,
  unidentified,
}) => {
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

test("with a step in the address the page does not ask again", async ({ portal }) => {
  await portal.openLink();
  await portal.page.goto(`${portal.page.url()}?days=9&step=billing`);
  await expect(portal.page.getByTestId("email")).toBeVisible();
});

test("no code in the page can turn text into markup", async ({ portal }) => {
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
