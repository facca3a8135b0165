import type { Operator } from "../../app/base/actor.ts";
import type { Brand } from "../../app/ports/brand-catalogue.ts";
import type { Ports } from "../../app/ports/ports.ts";
import type { Env } from "../../config/env.ts";
import type { Settings } from "../../config/settings.ts";
import type { SessionId } from "../../domain/base/ids.ts";

/** What every handler and page finds on its context (`c.get("ports")` and so on). */
export interface HttpEnv {
  Bindings: Env;
  Variables: {
    ports: Ports;
    settings: Settings;
    /** Of the host name of this request; set for the portal and the native API only. */
    brand?: Brand;
    requestId: string;
    /** The browser session (`ses_…`); set for the portal and the native API only. */
    sessionId: SessionId;
    /** The same where the request brought it; null: it is new, so who sent it keeps no cookies. */
    knownSession: SessionId | null;
    /** Who holds the key of this request; set behind `operatorKey` and `keyOrAnonymous` only. */
    operator: Operator;
    /** The requesting address as Cloudflare's edge saw it; null without an edge in front. */
    ip: string | null;
    /** The limiter lets this read ask neither Stripe nor the OCS; it shows what is known. */
    limited?: true;
    /** Counts a post that its route has checked; one too many: the answer is the refusal. */
    refusePost?: () => Promise<Response | null>;
  };
}
