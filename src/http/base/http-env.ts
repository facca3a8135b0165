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
    requestId: string;
    /** The browser session (`ses_…`); set for the portal and the API, not for machines' doors. */
    sessionId: SessionId;
    /** The requesting address, as the edge saw it; null where there is no edge. */
    ip: string | null;
    /** This page was asked for too often: it is shown as far as we know, without asking Stripe. */
    limited?: true;
  };
}
