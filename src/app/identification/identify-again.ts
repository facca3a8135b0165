import { ok, type Result } from "../../domain/base/result.ts";
import { isWeak } from "../../domain/top-up/top-up.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import { type IdentifiedService, identifiedAs } from "./identify.ts";
import { readServiceToken, type ServiceTokenNeeds } from "./service-token.ts";

/**
 * The service of a weak token that a page or script holds, with a new token: a customer who goes on
 * is not cut off in the middle. A strong token is refused: its service has an address or a link.
 * Refuses with `service_token_invalid`.
 */
export async function identifyAgain(
  needs: ServiceTokenNeeds & Pick<Ports, "register">,
  token: string,
): Promise<Result<IdentifiedService, Refusal<"service_token_invalid">>> {
  const identified = await readServiceToken(needs, token);
  if (!identified.ok) return identified;
  const { serviceId, identifiedBy } = identified.value;
  const service = isWeak(identifiedBy) ? await needs.register.byId(serviceId) : null;
  return service === null
    ? refusal("service_token_invalid")
    : ok(await identifiedAs(needs, service, identifiedBy));
}
