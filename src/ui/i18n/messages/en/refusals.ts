/** The customer's sentence for every error code. */
export { CUSTOMER_SENTENCES as refusals } from "../../../../domain/base/customer-sentences.ts";
