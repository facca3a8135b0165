import type { LinkId, ServiceId } from "../../domain/base/ids.ts";

/** The printed links of services. A link that was rotated or revoked opens nothing any more. */
export interface Links {
  /** The service's newest link that is not revoked; where there is none, `linkId` becomes one. */
  currentOrNew(wish: { serviceId: ServiceId; linkId: LinkId }): Promise<LinkVersion>;
  /** Raises the version; null: the service has no link. */
  rotate(serviceId: ServiceId): Promise<LinkVersion | null>;
  /** `at`: Unix ms; null: the service has no link. */
  revoke(serviceId: ServiceId, at: number): Promise<LinkVersion | null>;
}

export interface LinkVersion {
  readonly linkId: LinkId;
  readonly version: number;
}
