/** Short journeys that many tests begin with. */
import { identify } from "../../src/app/identification/identify.ts";
import type { OpenedTopUp } from "../../src/app/payment/open-payment.ts";
import { type RequestTopUpInput, requestTopUp } from "../../src/app/payment/request-top-up.ts";
import { getService } from "../../src/app/sale/get-service.ts";
import type { ServiceView } from "../../src/contract/api.ts";
import { IP, OFFER_ID, SERVICE_ID, type TestBackend } from "./test-backend.ts";

export const SESSION = `ses_${"0".repeat(26)}`;
export const ANNA = { firstName: "Anna", lastName: "Ng", email: "anna@example.com", locale: "en" };

export async function getServiceView(
  backend: TestBackend,
  sessionId?: string,
): Promise<ServiceView> {
  const found = await identify(backend.ports, { ip: IP, link: null });
  if (!found.ok) throw new Error(`not identified: ${found.error.code}`);
  const who = { ...found.value, ...(sessionId !== undefined && { sessionId }) };
  const got = await getService(backend.ports, who);
  if (!got.ok) throw new Error(`not looked: ${got.error.code}`);
  return got.value;
}

/** The input of a customer who looked, and now asks for seven days. */
export async function requestInput(
  backend: TestBackend,
  change: Partial<RequestTopUpInput> = {},
): Promise<RequestTopUpInput> {
  const view = await getServiceView(backend);
  return {
    idempotencyKey: "key-00000001",
    serviceToken: view.service_token,
    quote: view.quotes[OFFER_ID]?.quote ?? "",
    offerId: OFFER_ID,
    quantity: 7,
    amount: { minor: 7000, currency: "usd" },
    customer: ANNA,
    allowRepeat: false,
    consent: false,
    sessionId: SESSION,
    origin: "portal",
    ...change,
  };
}

export async function openTopUp(
  backend: TestBackend,
  change: Partial<RequestTopUpInput> = {},
): Promise<OpenedTopUp> {
  const opened = await requestTopUp(backend.ports, await requestInput(backend, change));
  if (!opened.ok) throw new Error(`not opened: ${opened.error.code}`);
  return opened.value;
}

export const refTo = (opened: OpenedTopUp) => ({
  serviceId: SERVICE_ID,
  topUpId: opened.view.topUpId,
  sessionId: SESSION,
});
export const intentOf = (opened: OpenedTopUp) =>
  `pi_att_${opened.view.topUpId.slice("top_".length)}_1`;

/** The code of a refusal; fails the test when it was none. */
export function codeOf(result: { ok: boolean; error?: { code: string } }): string {
  if (result.ok || !result.error) throw new Error("expected a refusal");
  return result.error.code;
}
