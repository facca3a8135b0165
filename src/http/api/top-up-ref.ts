import * as z from "zod";
import type { TopUpRef } from "../../app/base/top-up-ref.ts";
import { idOf } from "../../contract/ids.ts";
import { SERVICE_ID, TOP_UP_ID } from "./examples.ts";

/** Where a top-up lives; its unguessable id is the permission to see it. */
export const TOP_UP_PATH = "/api/top-ups/{service_id}/{top_up_id}";

export const topUpParams = z.object({
  service_id: idOf("svc").meta({ description: "`top_up.service_id`", example: SERVICE_ID }),
  top_up_id: idOf("top").meta({ description: "`top_up.id`", example: TOP_UP_ID }),
});

/** The top-up that the path names. */
export const refOf = ({ service_id, top_up_id }: z.output<typeof topUpParams>): TopUpRef => ({
  serviceId: service_id,
  topUpId: top_up_id,
});
