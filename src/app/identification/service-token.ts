import { hasPrefix, type ServiceId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import {
  IDENTIFICATION_METHODS,
  type Identification,
  type IdentificationMethod,
} from "../../domain/top-up/top-up.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";

const LIFE_SECONDS = 15 * 60;

export type ServiceTokenNeeds = Pick<Ports, "signer" | "clock">;

/** How a service was found, and from which address; only the way goes into a log. */
export interface IdentifiedBy extends Identification {
  readonly ip: string | null;
  /** Of the link that identified it: a rotation raises it, and what the old one gave is void. */
  readonly linkVersion?: number;
}

/** A service that was found, and how: what a service token proves for 15 minutes. */
export interface Identified {
  readonly serviceId: ServiceId;
  readonly identifiedBy: IdentifiedBy;
}

/** Signs what `identify` found, so that the next request need not identify again. */
export function signServiceToken(needs: ServiceTokenNeeds, found: Identified): Promise<string> {
  const { method, ip, linkId, linkVersion } = found.identifiedBy;
  const exp = Math.floor(needs.clock.now() / 1000) + LIFE_SECONDS;
  const proof = { serviceId: found.serviceId, method, ip, linkId, linkVersion, exp };
  return needs.signer.sign("service", proof);
}

/** Refuses with `service_token_invalid` when it is forged, malformed or older than 15 minutes. */
export async function readServiceToken(
  needs: ServiceTokenNeeds,
  token: string,
): Promise<Result<Identified, Refusal<"service_token_invalid">>> {
  const p = await needs.signer.verify("service", token);
  const refused = refusal("service_token_invalid");
  if (!p || typeof p.exp !== "number" || p.exp * 1000 <= needs.clock.now()) return refused;
  if (!hasPrefix("svc", p.serviceId)) return refused;
  const method = methodOf(p.method);
  if (method === null) return refused;
  return ok({
    serviceId: p.serviceId,
    identifiedBy: {
      method,
      ip: typeof p.ip === "string" ? p.ip : null,
      linkId: hasPrefix("lnk", p.linkId) ? p.linkId : null,
      ...(typeof p.linkVersion === "number" && { linkVersion: p.linkVersion }),
    },
  });
}

const methodOf = (value: unknown): IdentificationMethod | null =>
  IDENTIFICATION_METHODS.find((method) => method === value && method !== "none") ?? null;
