import * as z from "zod";
import type { DeployPart, DeployTarget } from "../deployment.ts";
import { comesLater, fine, type LookedAt, lacking, mended, wrong } from "../looked-at.ts";
import { placeOf } from "../places.ts";
import type { QueuePlan } from "../worker-config.ts";
import { databaseNamed } from "./database-shape.ts";

/** The longest that Cloudflare keeps a message: a day of silence must not lose one. Seconds. */
const RETENTION_SECONDS = 1_209_600;

const queue = z.looseObject({
  queue_id: z.string(),
  queue_name: z.string(),
  settings: z.looseObject({ message_retention_period: z.number().optional() }).nullish(),
  consumers: z
    .array(
      z.looseObject({
        script: z.string().optional(),
        script_name: z.string().optional(),
        service: z.string().optional(),
        dead_letter_queue: z.string().nullish(),
      }),
    )
    .nullish(),
});
type QueueAtCloudflare = z.infer<typeof queue>;

/** Every queue with 14 days of retention, its consumer, and where its dead letters go. */
export const queuesPart: DeployPart = {
  name: "queues",
  look: async (deployment) => {
    const lines: LookedAt[] = [];
    const inside = await jurisdictionWanted(deployment);
    for (const plan of deployment.config().queues) {
      const found = await queueNamed(deployment, plan.name);
      lines.push(
        found === null
          ? missingQueue(deployment, plan, inside)
          : inspectQueue(deployment, plan, found),
      );
    }
    return lines;
  },
};

async function queueNamed({ cloudflare }: DeployTarget, name: string) {
  const path = `~/queues?name=${encodeURIComponent(name)}&page=1`;
  const list = await cloudflare.ask({ path, needs: "queues" }, z.array(queue));
  return list.find(({ queue_name }) => queue_name === name) ?? null;
}

/** A queue stays where it was made, like a database: that of the answer, or of those there are. */
async function jurisdictionWanted(deployment: DeployTarget): Promise<string | null | undefined> {
  const { databases: answer } = deployment.answers();
  if (answer !== undefined) return placeOf(answer).jurisdiction;
  for (const { name } of deployment.config().databases) {
    const found = await databaseNamed(deployment, name);
    if (found) return found.jurisdiction ?? null;
  }
  return undefined;
}

const bodyOf = ({ name }: QueuePlan) => ({
  queue_name: name,
  settings: { message_retention_period: RETENTION_SECONDS },
});

/** `jurisdiction` undefined: it was not chosen yet. */
function missingQueue(
  { cloudflare }: DeployTarget,
  plan: QueuePlan,
  jurisdiction: string | null | undefined,
): LookedAt {
  const line = lacking(`queue ${plan.name}`, "is not in the account");
  if (jurisdiction === undefined) return { ...line, todo: "answer --databases first" };
  return mended(line, `make queue ${plan.name}, 14 days of retention`, async () => {
    const body = { ...bodyOf(plan), ...(jurisdiction !== null && { jurisdiction }) };
    const call = { method: "POST", path: "~/queues", body, needs: "queues" } as const;
    await cloudflare.ask(call, z.unknown());
  });
}

function inspectQueue(
  deployment: DeployTarget,
  plan: QueuePlan,
  found: QueueAtCloudflare,
): LookedAt {
  const what = `queue ${plan.name}`;
  const { cloudflare } = deployment;
  if (found.settings?.message_retention_period !== RETENTION_SECONDS) {
    const days = (found.settings?.message_retention_period ?? 0) / 86_400;
    const line = wrong(what, `keeps messages for ${days} days`);
    return mended(line, `let queue ${plan.name} keep messages for 14 days`, async () => {
      const path = `~/queues/${found.queue_id}`;
      const call = { method: "PATCH", path, body: bodyOf(plan), needs: "queues" } as const;
      await cloudflare.ask(call, z.unknown());
    });
  }
  return inspectConsumer(deployment.config().name, plan, found);
}

/** `wrangler deploy` makes the consumers. */
function inspectConsumer(worker: string, plan: QueuePlan, found: QueueAtCloudflare): LookedAt {
  const what = `queue ${plan.name}`;
  const consumers = found.consumers ?? [];
  const nameOf = (one: (typeof consumers)[number]) => one.script ?? one.script_name ?? one.service;
  const own = consumers.find((one) => nameOf(one) === worker);
  const [other] = consumers;
  if (own === undefined && other !== undefined) {
    const is = `is consumed by ${nameOf(other)}, not by ${worker}`;
    return wrong(what, is, "a queue has one consumer: take the other one away");
  }
  if (own === undefined) {
    return plan.isConsumed
      ? comesLater(what, "its consumer comes with the deployment")
      : fine(what, "");
  }
  const dead = own.dead_letter_queue ?? null;
  if (dead === plan.deadLetters) return fine(what, dead === null ? "" : `dead letters: ${dead}`);
  const is = `sends dead letters to ${dead ?? "nowhere"}, not to ${plan.deadLetters ?? "nowhere"}`;
  return wrong(what, is, "deploy again: wrangler deploy sets it");
}
