/** Short journeys that many tests begin with. */
import type { TopUpRef } from "../../src/app/base/top-up-ref.ts";
import { identify } from "../../src/app/identification/identify.ts";
import type { OpenedTopUp } from "../../src/app/payment/open-payment.ts";
import { type RequestTopUpInput, requestTopUp } from "../../src/app/payment/request-top-up.ts";
import { getService } from "../../src/app/sale/get-service.ts";
import type { ServiceView } from "../../src/contract/api.ts";
import type { IntentId, SessionId } from "../../src/domain/base/ids.ts";
import { ANNA } from "../fixtures/payers.ts";
import { customer, SESSION } from "./actors.ts";
import { OFFER_ID, SERVICE_ID, type TestBackend } from "./test-backend.ts";

export { SESSION };

/** A session that has made no top-up. */
const OTHER_SESSION: SessionId = `ses_${"7".repeat(26)}`;

export { ANNA };

export async function getServiceView(
  backend: TestBackend,
  sessionId: SessionId = OTHER_SESSION,
): Promise<ServiceView> {
  const actor = customer(sessionId);
  const found = await identify(backend.ports, actor, { link: null });
  if (!found.ok) throw new Error(`not identified: ${found.error.code}`);
  return getService(backend.ports, actor, found.value);
}

/** What a browser sends when Pay is pressed, and its session. */
export interface PressedPay extends RequestTopUpInput {
  readonly sessionId: SessionId;
  /** The address of the browser; absent: that of the tests. */
  readonly ip?: string;
}

export function pressPay(backend: TestBackend, { sessionId, ip, ...input }: PressedPay) {
  return requestTopUp(backend.ports, customer(sessionId, ip), input);
}

/** The input of a customer who has seen the service, and now asks for seven days. */
export async function requestInput(
  backend: TestBackend,
  change: Partial<PressedPay> = {},
): Promise<PressedPay> {
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
  change: Partial<PressedPay> = {},
): Promise<OpenedTopUp> {
  const opened = await pressPay(backend, await requestInput(backend, change));
  if (!opened.ok) throw new Error(`not opened: ${opened.error.code}`);
  return opened.value;
}

export const refTo = (opened: OpenedTopUp): TopUpRef => ({
  serviceId: SERVICE_ID,
  topUpId: opened.view.topUpId,
});
export const intentOf = (opened: OpenedTopUp): IntentId =>
  `pi_att_${opened.view.topUpId.slice("top_".length)}_1`;

/** The code of a refusal; fails the test when it was none. */
export function codeOf(result: { ok: boolean; error?: { code: string } }): string {
  if (result.ok || !result.error) throw new Error("expected a refusal");
  return result.error.code;
}
