import { memoize } from "../../domain/base/memoize.ts";
import { type Api, apiOf } from "../base/api-route.ts";
import { cancelTopUpRoute } from "./cancel-top-up.ts";
import { confirmTopUpRoute } from "./confirm-top-up.ts";
import { docsPageRoute } from "./docs-page.ts";
import { type Document, documentOf } from "./document.ts";
import { getDocumentRoute } from "./get-document.ts";
import { getHealthRoute } from "./get-health.ts";
import { getPaymentSettingsRoute } from "./get-payment-settings.ts";
import { getServiceRoute } from "./get-service.ts";
import { getTopUpRoute } from "./get-top-up.ts";
import { identifyRoute } from "./identify.ts";
import { type OpenSocket, openSocketRoute } from "./open-socket.ts";
import { quoteRoute } from "./quote.ts";
import { requestPaymentIntentRoute } from "./request-payment-intent.ts";
import { requestRefundRoute } from "./request-refund.ts";
import { requestTopUpRoute } from "./request-top-up.ts";
import { syncTopUpRoute } from "./sync-top-up.ts";

/**
 * What the API says of itself: for monitors and tools, without session and limiter. `documented`:
 * the other APIs that the document describes.
 */
export function aboutRoutes(documented: readonly Api[]): Api {
  const documentFor = memoize((url): Document => documentOf([...documented, about], url));
  const about: Api = apiOf([
    getPaymentSettingsRoute,
    getDocumentRoute(documentFor),
    getHealthRoute,
  ]);
  about.get("/api/docs", docsPageRoute);
  return about;
}

/** The native API: for the portal's script, for apps and for a merchant's own page. */
export const apiRoutes = (openSocket: OpenSocket): Api =>
  apiOf([
    getServiceRoute,
    identifyRoute,
    quoteRoute,
    requestTopUpRoute,
    confirmTopUpRoute,
    requestPaymentIntentRoute,
    getTopUpRoute,
    syncTopUpRoute,
    cancelTopUpRoute,
    requestRefundRoute,
    openSocketRoute(openSocket),
  ]);
