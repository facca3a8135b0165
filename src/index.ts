import { log, openSocket, portsOf } from "./compose.ts";
import { dispatch } from "./consumers/dispatch.ts";
import { runCron } from "./cron/dispatch.ts";
import type { Env } from "./env.ts";
import { createApp } from "./http/app.ts";

export { ServiceObject } from "./service-object/object.ts";

const app = createApp({ portsOf, openSocket, log });

export default {
  fetch: (request, env, ctx) => app.fetch(request, env, ctx),
  queue: (batch, env) => dispatch(portsOf(env), batch),
  scheduled: (controller, env) => runCron(portsOf(env), controller.cron),
} satisfies ExportedHandler<Env>;
