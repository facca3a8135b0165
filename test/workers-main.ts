/** Stands in for src/index.ts where a test needs workerd and D1 and nothing of ours running. */
import { DurableObject } from "cloudflare:workers";

export class ServiceObject extends DurableObject {}

export default {
  fetch: () => new Response("a worker for tests of adapters"),
};
