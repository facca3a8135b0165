import { type Api, apiOf } from "../../base/api-route.ts";
import { exportServiceRoute } from "./export-service.ts";
import { exportServicesRoute } from "./export-services.ts";
import { listTopUpsRoute } from "./list-top-ups.ts";
import { getRegisteredServiceRoute, registerServiceRoute } from "./services.ts";

/** For CRMs and other systems of the operator (row I4), behind keys; part of the document. */
export const operatorApiRoutes = (): Api =>
  apiOf([
    getRegisteredServiceRoute,
    registerServiceRoute,
    listTopUpsRoute,
    exportServicesRoute,
    exportServiceRoute,
  ]);
