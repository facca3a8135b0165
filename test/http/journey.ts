/** What the portal's script does, over HTTP. */
import type { ServiceView, TopUpCreated } from "../../src/contract/api.ts";
import type { IntentId } from "../../src/domain/base/ids.ts";
import { OFFER_ID } from "../app/test-backend.ts";
import type { TestApp } from "./test-app.ts";

export async function payBody(app: TestApp) {
  const view = (await (await app.call("/api/service")).json()) as ServiceView;
  return {
    service_token: view.service_token,
    quote: view.quotes[OFFER_ID]?.quote ?? "",
    offer_id: OFFER_ID,
    quantity: 7,
    price: { minor: 7000, currency: "usd" },
    customer: { first_name: "Anna", last_name: "Ng", email: "anna@example.com" },
  };
}

export const KEY = { "Idempotency-Key": "key-00000001" };

export async function pressPay(app: TestApp): Promise<TopUpCreated> {
  const answer = await app.post("/api/top-ups", await payBody(app), KEY);
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as TopUpCreated;
}

export const pathOf = ({ top_up }: TopUpCreated) =>
  `/api/top-ups/${top_up.service_id}/${top_up.id}`;
export const intentOf = ({ top_up }: TopUpCreated): IntentId =>
  `pi_att_${top_up.id.slice("top_".length)}_1`;
