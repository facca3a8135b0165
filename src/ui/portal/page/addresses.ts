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

/**
 * The page of a top-up. `link`: the token of the link by which the customer came, so that the ways
 * back from that page lead to the link again.
 */
export const topUpPath = (serviceId: string, topUpId: string, link: string | null = null): string =>
  `/t/${serviceId}/${topUpId}${link === null ? "" : `?link=${link}`}`;

/** The four steps for the service of a top-up: the way back from its page, reminder and emails. */
export const addMorePath = (serviceId: string, topUpId: string): string =>
  `${topUpPath(serviceId, topUpId)}/add`;

/** The page of a link. */
export const linkPath = (token: string): string => `/l/${token}`;

/** A link to the operator's support, from the configured email address, web address or number. */
export function supportHref(contact: string): string {
  if (/^https?:/.test(contact)) return contact;
  return contact.includes("@") ? `mailto:${contact}` : `tel:${contact.replaceAll(" ", "")}`;
}
