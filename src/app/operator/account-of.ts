import type { AccountRef } from "../../domain/ocs/account-ref.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";

/** The OCS account that a top-up was sold for. */
export function accountOf({ request }: TopUp): AccountRef {
  return { ocs: request.ocs, tenant: request.tenant, account: request.account };
}
