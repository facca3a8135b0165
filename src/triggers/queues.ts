import type { System } from "../app/base/actor.ts";
import { sendNotices } from "../app/notice/send-notices.ts";
import type { Ports } from "../app/ports/ports.ts";
import { type HandOver, provision } from "../app/provisioning/provision.ts";
import { receiveDeadLetter } from "../app/recovery/receive-dead-letter.ts";
import { processRefunds } from "../app/refund/process-refunds.ts";
import { deliverWebhook } from "../app/webhook-out/deliver-webhook.ts";
import { receiveDeadDelivery } from "../app/webhook-out/receive-dead-delivery.ts";
import { deliveryMessage, pageMessage, readyProbe, topUpMessage } from "../contract/messages.ts";
import type { Batch, Message } from "./batch.ts";
import { parseDeadLetter } from "./dead-letters.ts";
import { givePageUp, workPage } from "./page-jobs.ts";
import { projectBatch } from "./project-batch.ts";
import { retryDelay } from "./retry-delay.ts";

const QUEUE: System = { kind: "system", trigger: "queue" };
/** No customer waits for a page of the crons. */
const PAGE_AGAIN_S = 30;
/** Who does what the crons began. */
const CRON: System = { kind: "system", trigger: "cron" };

/**
 * Runs the use case of a queue for each message of a batch, in parallel. A message is acknowledged
 * once its use case returned, whatever the outcome: only one whose use case threw is left to the
 * queue's retries, whose delay grows. A try of provisioning is acknowledged with its claim and goes
 * on behind the batch, so that a silent account holds up no other one; one of resolving, which can
 * take much longer than the platform grants such work, is a batch of its own. A queue's name is
 * QUEUE_PREFIX and its binding in lower case, so that environments of one account have queues of
 * their own. Throws for a queue that is none of ours.
 */
export async function consumeBatch(ports: Ports, all: Batch, handOver: HandOver): Promise<void> {
  const batch = withoutProbes(all);
  switch (bindingOf(batch.queue, ports.settings.queuePrefix)) {
    case "provision":
      return each(ports, batch, (body) => beginProvisioning(ports, body, handOver));
    case "resolve":
      return each(ports, batch, (body) => provision(ports, topUpMessage.parse(body)));
    case "refund":
      return each(ports, batch, (body) => processRefunds(ports, QUEUE, topUpMessage.parse(body)));
    case "notify":
      return each(ports, batch, (body) => sendNotices(ports, topUpMessage.parse(body)));
    case "deliver":
      return each(ports, batch, (body) =>
        deliverWebhook(ports, QUEUE, deliveryMessage.parse(body)),
      );
    case "sweep":
      return each(
        ports,
        batch,
        (body, attempts) =>
          workPage(ports, CRON, pageMessage.parse(body), { isRepeated: attempts > 1 }),
        PAGE_AGAIN_S,
      );
    case "dead":
      return each(ports, batch, (body) => bury(ports, body, batch.queue));
    case "project":
      return projectBatch(ports, QUEUE, batch);
    default:
      throw new Error(
        `no consumer for queue ${batch.queue}: it has to be QUEUE_PREFIX ` +
          `("${ports.settings.queuePrefix}") and the name of a binding in lower case`,
      );
  }
}

/** The binding of a queue in lower case, by which every environment knows it; null: not ours. */
const bindingOf = (queue: string, prefix: string): string | null =>
  queue.startsWith(prefix) ? queue.slice(prefix.length) : null;

function bury(ports: Ports, body: unknown, queue: string): Promise<void> {
  const delivery = deliveryMessage.safeParse(body);
  if (delivery.success) return receiveDeadDelivery(ports, QUEUE, delivery.data);
  const page = pageMessage.safeParse(body);
  if (page.success) return givePageUp(ports, CRON, page.data);
  return receiveDeadLetter(ports, QUEUE, { ...parseDeadLetter(body), queue });
}

/** Acknowledges what `/readyz` sent to see whether the queue is there. */
function withoutProbes({ queue, messages }: Batch): Batch {
  const isProbe = ({ body }: Message) => readyProbe.safeParse(body).success;
  for (const message of messages) if (isProbe(message)) message.ack();
  return { queue, messages: messages.filter((message) => !isProbe(message)) };
}

function beginProvisioning(ports: Ports, body: unknown, handOver: HandOver): Promise<void> {
  const topUp = topUpMessage.parse(body);
  return provision(ports, topUp, (rest) =>
    // The message is gone; the end of the lease makes the top-up due again.
    handOver(rest.catch((fault: unknown) => ports.log.error("try_failed", fault, { ...topUp }))),
  );
}

async function each(
  ports: Ports,
  batch: Batch,
  work: (body: unknown, attempts: number) => Promise<void>,
  againSeconds = 1,
): Promise<void> {
  await Promise.all(
    batch.messages.map(async (message) => {
      try {
        await work(message.body, message.attempts);
        message.ack();
      } catch (fault) {
        ports.log.error("message_failed", fault, { queue: batch.queue });
        message.retry({ delaySeconds: retryDelay(message.attempts, againSeconds, message.body) });
      }
    }),
  );
}
