import { clock, log } from "./compose/common.ts";
import { asInvocation, runsAsInvocations } from "./compose/invocations.ts";
import { keyedNeeds, objectNeeds } from "./compose/object.ts";
import { openSocket, portsOf } from "./compose/worker.ts";
import type { Env } from "./config/env.ts";
import { settingsOf } from "./config/settings-of.ts";
import { createApp } from "./http/app.ts";
import { KeyedObject as KeyedObjectBase } from "./object/keyed/object.ts";
import { ServiceObject as ServiceObjectBase } from "./object/service/object.ts";
import { runCron } from "./triggers/cron.ts";
import { measureBatch } from "./triggers/measure-batch.ts";
import { OpenTries } from "./triggers/open-tries.ts";
import { consumeBatch } from "./triggers/queues.ts";

/** The classes that wrangler.toml names: the objects, handed what they need. */
export class ServiceObject extends ServiceObjectBase {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, objectNeeds(env));
  }
}
export class KeyedObject extends KeyedObjectBase {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, keyedNeeds);
  }
}

runsAsInvocations(ServiceObject, ServiceObjectBase);
runsAsInvocations(KeyedObject, KeyedObjectBase);

/** Tries behind their batch: as many at once as the engine had calls from full batches before. */
const openTries = new OpenTries(20, clock);

const app = createApp({ portsOf, settingsOf, openSocket, asRequest: asInvocation, log });

export default {
  fetch: (request, env, ctx) => app.fetch(request, env, ctx),
  queue: (batch, env, ctx) =>
    asInvocation(null, () => {
      const ports = portsOf(env);
      return measureBatch(ports, batch, () => consumeBatch(ports, batch, openTries.behind(ctx)));
    }),
  scheduled: (controller, env) => asInvocation(null, () => runCron(portsOf(env), controller.cron)),
} satisfies ExportedHandler<Env>;
