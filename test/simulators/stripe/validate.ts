import { readFileSync } from "node:fs";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import type { Form } from "./form-decoding.ts";
import { badRequest, type StripeRefusal } from "./stripe-error.ts";

/** Parameters after validation: numbers and booleans are no longer texts. */
export type Params = Record<string, unknown>;

interface Operation {
  readonly "x-query-schema"?: { readonly $ref: string };
  readonly requestBody?: {
    readonly content: Record<string, { readonly schema: { readonly $ref: string } }>;
  };
}
interface Description {
  readonly paths: Record<string, Record<string, Operation>>;
}

const file = new URL("../../fixtures/stripe-openapi.json", import.meta.url);
const description = JSON.parse(readFileSync(file, "utf8")) as Description;
const ajv = new Ajv2020({ coerceTypes: true, strict: false, allErrors: false });
ajv.addSchema(description, "stripe");
const compiled = new Map<string, ValidateFunction>();

function validatorOf(method: string, template: string): ValidateFunction {
  const name = `${method} ${template}`;
  const known = compiled.get(name);
  if (known) return known;
  const operation = description.paths[template]?.[method.toLowerCase()];
  const ref =
    operation?.["x-query-schema"]?.$ref ??
    operation?.requestBody?.content["application/x-www-form-urlencoded"]?.schema.$ref;
  if (!ref) throw new Error(`the description has no parameters for ${name}`);
  const validator = ajv.compile({ $ref: `stripe${ref}` });
  compiled.set(name, validator);
  return validator;
}

/** Checks and converts the parameters of one operation; throws `StripeRefusal`. */
export function validate(method: string, template: string, form: Form): Params {
  if (method === "POST" && template.startsWith("/v1/payment_intents")) refuseMethodTypes(form);
  const validator = validatorOf(method, template);
  if (validator(form)) return form as Params;
  throw refusalOf(validator.errors ?? []);
}

/** Removed from the API in 2026-09-30.endive. */
function refuseMethodTypes(form: Form): void {
  if (!("payment_method_types" in form)) return;
  throw badRequest("The parameter payment_method_types is no longer supported.", {
    code: "payment_method_types_no_longer_supported",
    param: "payment_method_types",
  });
}

function refusalOf(errors: readonly ErrorObject[]): StripeRefusal {
  const unknown = errors.find((e) => e.keyword === "additionalProperties");
  const error = unknown ?? errors.find((e) => e.keyword !== "anyOf") ?? errors[0];
  if (!error) return badRequest("Invalid request");
  const extra = error.params as Record<string, unknown>;
  const leaf = extra.additionalProperty ?? extra.missingProperty;
  const param = paramName(error.instancePath, typeof leaf === "string" ? leaf : null);
  switch (error.keyword) {
    case "additionalProperties":
      return badRequest(`Received unknown parameter: ${param}`, {
        code: "parameter_unknown",
        param,
      });
    case "required":
      return badRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });
    case "enum": {
      const allowed = (extra.allowedValues as string[]).join(", ");
      return badRequest(`Invalid ${param}: must be one of ${allowed}`, { param });
    }
    case "type":
      return badRequest(`Invalid ${String(extra.type)}: ${param}`, {
        code: extra.type === "integer" ? "parameter_invalid_integer" : "parameter_invalid_empty",
        param,
      });
    default:
      return badRequest(`Invalid ${param}: ${error.message ?? "not accepted"}`, { param });
  }
}

function paramName(instancePath: string, leaf: string | null): string {
  const parts = instancePath.split("/").slice(1);
  if (leaf !== null) parts.push(leaf);
  const [first = "", ...rest] = parts;
  return first + rest.map((part) => `[${part}]`).join("");
}
