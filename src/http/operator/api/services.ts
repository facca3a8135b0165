import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import type { CodesOf } from "../../../app/base/refusal.ts";
import {
  getRegisteredService,
  type RegisteredService,
} from "../../../app/operator/get-registered-service.ts";
import { registerService } from "../../../app/operator/register-service.ts";
import type { ServiceFacts } from "../../../app/ports/register.ts";
import {
  type RegisteredServiceJson,
  registeredService,
  type ServiceOrderJson,
  serviceOrder,
  serviceUuid,
} from "../../../contract/operator-api.ts";
import { operatorOf } from "../../base/actors.ts";
import { defineRoute } from "../../base/api-route.ts";
import { jsonAnswer, jsonBody } from "../../base/declare-json.ts";
import { problems } from "../../base/declare-problems.ts";
import { iso } from "../../base/iso.ts";
import { problem } from "../../base/problem.ts";
import { IN_FRONT_OF_KEY, type InFrontOfKey, NO_STORE, SECURED, UUID } from "./declared.ts";

const PATH = "/api/operator/services/{service_uuid}";
const params = z.object({ service_uuid: serviceUuid.meta({ example: UUID }) });
const ORDER: ServiceOrderJson = {
  brand: "default",
  kind: "hotspot_dongle",
  label: "Hotspot 0001",
  status: "active",
  imsi: "505010000000001",
  msisdn: "61412345678",
  account: { ocs: "main", tenant: "cgrates.org", account: "dongle-1" },
  time_zone: "Australia/Sydney",
  networks: ["203.0.113.7"],
};
const SERVICE: RegisteredServiceJson = {
  id: "svc_01jgzv4q8n6yb2dxk5rtm9we3h",
  service_uuid: UUID,
  ...ORDER,
  expiry: "2025-01-17T12:59:59.000Z",
};

const getRoute = createRoute({
  ...SECURED,
  method: "get",
  path: PATH,
  operationId: "getRegisteredService",
  summary: "A service of the register",
  description: "Scope `services:read`.",
  request: { params },
  responses: {
    200: jsonAnswer(registeredService, "The service as it is registered", SERVICE),
    ...problems<CodesOf<typeof getRegisteredService> | InFrontOfKey>({
      ...IN_FRONT_OF_KEY,
      not_found: "no such service of the key's brands",
    }),
  },
});

/** GET /api/operator/services/{service_uuid}: the service as it is registered. */
export const getRegisteredServiceRoute = defineRoute(getRoute, async (c) => {
  const { service_uuid } = c.req.valid("param");
  const input = { serviceUuid: service_uuid };
  const found = await getRegisteredService(c.get("ports"), operatorOf(c), input);
  if (!found.ok) return problem(c, found.error);
  return c.json(serviceJson(found.value), 200, NO_STORE);
});

type PutCode =
  | CodesOf<typeof registerService>
  | InFrontOfKey
  | "body_too_large"
  | "unsupported_media_type";
const putRoute = createRoute({
  ...SECURED,
  method: "put",
  path: PATH,
  operationId: "registerService",
  summary: "Registers a service, changes it, or closes it",
  description:
    "Scope `services:write`. The whole service, under the uuid that your systems know it by; the " +
    "same again changes nothing. The account of a known one stays what it is, and " +
    "so does its brand once it was sold to. Closing " +
    "(`status`) ends sales at once; what was paid before is still credited or refunded.",
  request: { params, body: jsonBody(serviceOrder, ORDER) },
  responses: {
    200: jsonAnswer(registeredService, "The service as it is registered now", SERVICE),
    ...problems<PutCode>({
      ...IN_FRONT_OF_KEY,
      invalid_request: "a field is missing, unknown or wrong, or may not change",
      not_found: "no form of a uuid, or a service of another brand",
      account_taken: "account, uuid, number or network is another service's; `errors` says which",
      body_too_large: "the body has more than 64 KiB",
      unsupported_media_type: "the content type is not `application/json`",
    }),
  },
});

/** PUT /api/operator/services/{service_uuid}: registered, changed or closed. */
export const registerServiceRoute = defineRoute(putRoute, async (c) => {
  const { networks, time_zone: timeZone, ...rest } = c.req.valid("json");
  const { service_uuid } = c.req.valid("param");
  const facts: ServiceFacts = { ...rest, timeZone, serviceUuid: service_uuid };
  const done = await registerService(c.get("ports"), operatorOf(c), { facts, networks });
  if (!done.ok) return problem(c, done.error);
  return c.json(serviceJson(done.value), 200, NO_STORE);
});

function serviceJson({ service, networks }: RegisteredService): RegisteredServiceJson {
  const { id, serviceUuid: uuid, brand, kind, label, status, imsi, msisdn, account } = service;
  return {
    id,
    service_uuid: uuid,
    brand,
    kind,
    label,
    status,
    imsi,
    msisdn,
    account: { ...account },
    time_zone: service.timeZone,
    networks: [...networks],
    expiry: service.expiryAt === null ? null : iso(service.expiryAt),
  };
}
