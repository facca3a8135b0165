import type { Step } from "./page-data.ts";

/** Address of a step. The choice is in it; personal data never is. */
export function stepAddress(path: string, step: Step, quantity: number): string {
  return `${path}?days=${quantity}${step === "days" ? "" : `&step=${step}`}`;
}

/** The same page; the server waits until the OCS has answered or its time budget is used up. */
export const waitingAddress = (address: string): string => `${address}&wait=1`;

/** Where the customer types a number, even if the connection itself identifies a service. */
export const FIND_PATH = "/find";

/** The page of a service that was found by a typed number; valid for 15 minutes. */
export const typedPath = (serviceToken: string): string => `/s/${serviceToken}`;

/** The page of a top-up. */
export const topUpPath = (serviceId: string, topUpId: string): string =>
  `/t/${serviceId}/${topUpId}`;

/** A link to the operator's support, from the configured email address, web address or number. */
export function supportHref(contact: string): string {
  if (/^https?:/.test(contact)) return contact;
  return contact.includes("@") ? `mailto:${contact}` : `tel:${contact.replaceAll(" ", "")}`;
}
