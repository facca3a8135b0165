import { randomUUID } from "node:crypto";
import type { CloudflareAccount, QueueState } from "./account.ts";
import { ACCOUNT, type ApiCall, ApiRefusal, type ApiRoute, noSuch } from "./cloudflare-route.ts";

const QUEUES = `${ACCOUNT}/queues`;
const QUEUE = `${QUEUES}/{}`;

function found({ account, ids }: ApiCall): QueueState {
  const queue = account.queues.find(({ queue_id }) => queue_id === ids[1]);
  if (!queue) throw noSuch("queue", 11000);
  return queue;
}

function view(account: CloudflareAccount, queue: QueueState) {
  const producers = [...account.scripts.values()].flatMap(({ name, versions }) =>
    (versions.at(-1)?.bindings ?? [])
      .filter(({ type, queue_name: of }) => type === "queue" && of === queue.queue_name)
      .map(() => ({ type: "worker", script: name })),
  );
  const { consumers } = queue;
  return {
    ...queue,
    producers,
    producers_total_count: producers.length,
    consumers_total_count: consumers.length,
    modified_on: queue.created_on,
  };
}

function consumerIn(call: ApiCall, id: string) {
  const { script_name, dead_letter_queue, settings, type } = call.body;
  return {
    consumer_id: id,
    type: String(type ?? "worker"),
    script: String(script_name),
    dead_letter_queue: typeof dead_letter_queue === "string" ? dead_letter_queue : null,
    settings,
  };
}

export const QUEUE_ROUTES: readonly ApiRoute[] = [
  {
    method: "GET",
    template: QUEUES,
    needs: "queues",
    run: ({ account, query }) => {
      const name = query.get("name");
      const fits = account.queues.filter((one) => name === null || one.queue_name === name);
      return fits.map((queue) => view(account, queue));
    },
  },
  {
    method: "POST",
    template: QUEUES,
    needs: "queues",
    run: ({ account, body }) => {
      const queue_name = String(body.queue_name);
      if (account.queues.some((one) => one.queue_name === queue_name)) {
        throw new ApiRefusal(409, 11009, `Queue name '${queue_name}' is already taken.`);
      }
      const queue: QueueState = {
        queue_id: randomUUID().replaceAll("-", ""),
        queue_name,
        // Cloudflare's own: four days.
        settings: { message_retention_period: 345_600, ...(body.settings as object) },
        jurisdiction: typeof body.jurisdiction === "string" ? body.jurisdiction : null,
        created_on: new Date(0).toISOString(),
        consumers: [],
      };
      account.queues.push(queue);
      return view(account, queue);
    },
  },
  { method: "GET", template: QUEUE, needs: "queues", run: (c) => view(c.account, found(c)) },
  {
    method: "PATCH",
    template: QUEUE,
    needs: "queues",
    run: (call) => {
      const queue = found(call);
      queue.settings = { ...queue.settings, ...(call.body.settings as object) };
      return view(call.account, queue);
    },
  },
  {
    method: "GET",
    template: `${QUEUE}/consumers`,
    needs: "queues",
    run: (c) => found(c).consumers,
  },
  {
    method: "POST",
    template: `${QUEUE}/consumers`,
    needs: "queues",
    run: (call) => {
      const queue = found(call);
      if (queue.consumers.length > 0) {
        throw new ApiRefusal(400, 11004, "Queue already has a consumer");
      }
      const consumer = consumerIn(call, randomUUID().replaceAll("-", ""));
      queue.consumers.push(consumer);
      return consumer;
    },
  },
  {
    method: "PUT",
    template: `${QUEUE}/consumers/{}`,
    needs: "queues",
    run: (call) => {
      const queue = found(call);
      const id = call.ids[2] ?? "";
      if (!queue.consumers.some((one) => one.consumer_id === id)) throw noSuch("consumer", 11001);
      const consumer = consumerIn(call, id);
      queue.consumers = queue.consumers.map((one) => (one.consumer_id === id ? consumer : one));
      return consumer;
    },
  },
];
