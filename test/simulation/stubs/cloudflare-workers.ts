/** What `cloudflare:workers` exports, as far as the objects and `compose` use it. */
export const env: object = {};

export class DurableObject<Env> {
  readonly ctx: unknown;
  readonly env: Env;

  constructor(ctx: unknown, env: Env) {
    this.ctx = ctx;
    this.env = env;
  }
}
