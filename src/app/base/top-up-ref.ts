import type { ServiceId, TopUpId } from "../../domain/base/ids.ts";

/** A top-up by its address; its unguessable id is the permission to see it. */
export interface TopUpRef {
  readonly serviceId: ServiceId;
  readonly topUpId: TopUpId;
}
