import {
  changedEndpointView,
  type DeliveriesJson,
  deliveriesView,
  dueEventView,
  type EndpointJson,
  endpointsView,
  endpointWithSecretView,
} from "../../contract/operator-webhooks.ts";
import type { Ask } from "./api.ts";
import type { Options } from "./options.ts";

const PATH = "/operator/webhooks";

/** `webhook list`, `webhook add https://…` and so on: the lines to print. */
export async function webhooks(options: Options, ask: Ask): Promise<readonly string[]> {
  const { id, target, json, reason } = options;
  const printed = (answer: unknown, lines: readonly string[]) =>
    json ? [JSON.stringify(answer)] : lines;
  const path = `${PATH}/${target}`;
  switch (id) {
    case "list": {
      const answer = await ask(PATH, endpointsView);
      const none = ["no endpoint: webhook add <https://…>"];
      const lines = answer.endpoints.flatMap(endpointLines);
      return printed(answer, lines.length === 0 ? none : lines);
    }
    case "add": {
      const answer = await ask(PATH, endpointWithSecretView, orderOf(options));
      return printed(answer, secretLines(answer));
    }
    case "rotate": {
      const hours = options.overlapHours;
      const body = { reason, ...(hours !== undefined && { overlap_hours: hours }) };
      const answer = await ask(`${path}/rotate`, endpointWithSecretView, body);
      return printed(answer, secretLines(answer));
    }
    case "deliveries": {
      const answer = await ask(`${path}/deliveries?limit=${options.limit ?? 100}`, deliveriesView);
      const none = ["no try in the last 30 days"];
      const lines = answer.deliveries.map(deliveryLine);
      return printed(answer, lines.length === 0 ? none : lines);
    }
    case "test":
    case "redeliver": {
      const body = id === "test" ? {} : { event_id: options.webhook.event };
      const answer = await ask(`${path}/${id}`, dueEventView, body);
      return printed(answer, [`${answer.event_id} is due; webhook deliveries ${target} shows it`]);
    }
    default: {
      const answer = await ask(`${path}/${id}`, changedEndpointView, { reason });
      return printed(answer, endpointLines(answer.endpoint));
    }
  }
}

function orderOf({ target, reason, webhook: { types, description }, filters }: Options) {
  const { brand } = filters;
  const more = { ...(description && { description }), ...(brand && { brand }) };
  return { url: target, reason, types, ...more };
}

function secretLines(made: { readonly endpoint: EndpointJson; readonly secret: string }): string[] {
  const once = "This secret is shown once. The receiver checks every signature with it.";
  return [...endpointLines(made.endpoint), "", `  ${made.secret}`, "", once];
}

/** First what it is and whether it works, then what was done to it last. */
function endpointLines(one: EndpointJson): string[] {
  const state = one.enabled ? "enabled" : `DISABLED (${one.disabled_because})`;
  const failing = one.failing_since === null ? [] : [`failing since ${one.failing_since}`];
  const of = one.brand ?? "all brands";
  const words = [one.id, state, ...failing, one.types.join(","), of, one.url];
  const change = one.last_change;
  const last = change && `  ${change.action} ${change.at} by ${change.actor}: ${change.reason}`;
  return [words.join("  "), ...(last === null ? [] : [last])];
}

function deliveryLine(one: DeliveriesJson["deliveries"][number]): string {
  const next = one.next_at === null ? [] : [`again ${one.next_at}`];
  const status = one.status === null ? "no answer" : String(one.status);
  const took = `${one.took_ms} ms`;
  const words = [one.at, one.type, one.event_id, `try ${one.attempt}`, one.outcome, status, took];
  return [...words, ...next].join("  ");
}
