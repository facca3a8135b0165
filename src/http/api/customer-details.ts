import type { PayerDetails } from "../../app/ports/payer-vault.ts";
import type { TopUpRequestBody } from "../../contract/api.ts";

/** The customer of a request's body, as the use cases take it. */
export function customerDetailsOf({
  first_name,
  last_name,
  email,
  locale,
}: TopUpRequestBody["customer"]): PayerDetails {
  return { firstName: first_name, lastName: last_name, email, locale };
}
