import type { TopUpRequestBody } from "../../contract/api.ts";
import type { BillingDetails } from "../../domain/top-up/top-up.ts";

/** The customer of a request's body, as the use cases take it. */
export function customerDetailsOf({
  first_name,
  last_name,
  email,
  locale,
}: TopUpRequestBody["customer"]): BillingDetails {
  return { firstName: first_name, lastName: last_name, email, locale };
}
