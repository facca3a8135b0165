import { log, openSocket, portsOf } from "./compose/worker.ts";
import type { Env } from "./config/env.ts";
import { createApp } from "./http/app.ts";
import { runCron } from "./triggers/cron.ts";
import { consumeBatch } from "./triggers/queues.ts";

export { ServiceObject } from "./object/service/object.ts";

const app = createApp({ portsOf, openSocket, log });

export default {
  fetch: (request, env, ctx) => app.fetch(request, env, ctx),
  queue: (batch, env) => consumeBatch(portsOf(env), batch),
  scheduled: (controller, env) => runCron(portsOf(env), controller.cron),
} satisfies ExportedHandler<Env>;
