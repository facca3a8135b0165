import { createSigner } from "../../../src/adapters/signer/signer.ts";
import type { ShopData } from "../../../src/ui/portal/page/page-data.ts";
import type { Portal } from "./portal.ts";
import { worldAddress } from "./world-address.ts";

/**
 * Opens the four steps as a customer sees them who came at an older price and waited until the
 * quote had expired: the server's own page with that price and with a quote that is really signed.
 * The texts of the page follow with the next choice.
 */
export async function openAtOlderPrice(portal: Portal, unitMinor: number): Promise<void> {
  const { page } = portal;
  await portal.open();
  const text = await page.locator("#data").textContent();
  const older = await withPrice(JSON.parse(text ?? "") as ShopData, unitMinor);
  await page.addInitScript((data) => {
    // After the page is parsed, and before its script runs.
    document.addEventListener("readystatechange", () => {
      const block = document.querySelector("#data");
      if (!block || document.readyState !== "interactive") return;
      if (JSON.parse(block.textContent ?? "").page === "shop") block.textContent = data;
    });
  }, JSON.stringify(older));
  await page.reload();
}

async function withPrice(data: ShopData, unitMinor: number): Promise<ShopData> {
  const [offer] = data.view.offers;
  if (!offer) throw new Error("the page sells nothing");
  const exp = Math.floor(Date.now() / 1000) - 60;
  const quote = await createSigner(worldAddress().signingKey).sign("quote", {
    serviceId: data.view.service.id,
    offerId: offer.id,
    currency: offer.currency,
    unitMinor,
    tiers: [],
    iat: exp - 900,
    exp,
  });
  const quotes = { [offer.id]: { quote, expires_at: new Date(exp * 1000).toISOString() } };
  const offers = [{ ...offer, unit_minor: unitMinor, tiers: [] }];
  return { ...data, view: { ...data.view, offers, quotes } };
}
