/**
 * Cloudflare's API for one Worker, as wrangler 4.155.0 speaks it, and the Worker itself, which
 * answers as the version that its deployment chooses. Stateful: versions, deployments, migrations.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface StandInFaults {
  /** The account has no such Worker yet. */
  readonly isNew?: boolean;
  /** `[[migrations]]` has classes that no version can bring. */
  readonly classesChanged?: boolean;
  /** The tag of a version whose D1 binding is wrong. */
  readonly notReady?: string;
}
interface Version {
  readonly id: string;
  readonly tag: string;
}

export const BEFORE = "11111111-1111-4111-8111-111111111111";
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

export class CloudflareStandIn {
  readonly #faults: StandInFaults;
  readonly #versions: Version[];
  /** Every deployment as `tag@share`, oldest first. */
  readonly deployments: string[][] = [];
  /** Databases whose migrations were applied, and whether the triggers came after. */
  readonly migrated: string[] = [];
  /** How often a version was asked by its override. */
  overridden = 0;
  readonly #server = createServer((request, answer) => void this.#handle(request, answer));

  constructor(faults: StandInFaults) {
    this.#faults = faults;
    this.#versions = faults.isNew ? [] : [{ id: BEFORE, tag: "before" }];
    if (!faults.isNew) this.deployments.push(["before@100"]);
  }
  async start(): Promise<{ readonly api: string; readonly url: string }> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return { api: `${url}/client/v4`, url };
  }
  stop(): void {
    this.#server.close();
  }

  async #handle(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += chunk;
    const path = (request.url ?? "").replace(/\?.*/, "");
    const sent = path.startsWith("/client/v4")
      ? this.#api(`${request.method} ${path.replace(/^\/client\/v4\/accounts\/\w+/, "")}`, body)
      : this.#worker(path, String(request.headers["cloudflare-workers-version-overrides"] ?? ""));
    answer.writeHead(sent.status, { "Content-Type": "application/json" });
    answer.end(JSON.stringify(sent.body));
  }

  /** What the Worker's visitors get. */
  #worker(path: string, override: string) {
    const asked = /^app="([\w-]+)"$/.exec(override)?.[1];
    if (asked) this.overridden += 1;
    const shares = this.deployments.at(-1) ?? [];
    const most = shares.find((share) => Number(share.split("@")[1]) > 50)?.split("@")[0];
    const tag = this.#versions.find(({ id }) => id === asked)?.tag ?? most;
    if (path === "/api/health") return { status: 200, body: { version: `0.2.0+${tag}` } };
    const ok = tag !== this.#faults.notReady;
    return { status: ok ? 200 : 503, body: { checks: [{ name: "d1", ok, ms: 1, detail: "" }] } };
  }

  #api(call: string, body: string): { status: number; body: object } {
    const script = "/workers/scripts/app";
    const isRead = /^GET .*(services|deployments|versions|settings)/.test(call);
    if (isRead && this.#versions.length === 0)
      return refused(404, 10007, "This Worker does not exist");
    switch (call) {
      case `GET ${script}/deployments`:
        return ok({ deployments: [deployment(this.#shares())] });
      case `POST ${script}/deployments`: {
        const { versions } = JSON.parse(body) as {
          versions: { version_id: string; percentage: number }[];
        };
        this.deployments.push(
          versions.map(({ version_id, percentage }) => `${this.#tagOf(version_id)}@${percentage}`),
        );
        return ok({ id: "deployment" });
      }
      case `POST ${script}/versions`:
        return ok({ ...this.#upload(body), startup_time_ms: 40, metadata: { has_preview: false } });
      case `PUT ${script}`: {
        const { id, tag } = this.#upload(body);
        this.deployments.push([`${tag}@100`]);
        return ok({ id: "app", deployment_id: id.replaceAll("-", ""), startup_time_ms: 40 });
      }
      case "GET /workers/services/app":
        return ok(service(this.#faults.classesChanged ? "v1" : "v2"));
      case `GET ${script}/versions`:
        return ok({ items: this.#versions.map(({ id }) => versionOf(id)) });
      default:
        return this.#rest(call, body);
    }
  }
  #rest(call: string, body: string) {
    const version = /^GET .*\/versions\/([\w-]+)$/.exec(call)?.[1];
    if (version !== undefined) return ok(versionOf(version));
    if (/^GET .*\/(secrets|queues)$/.test(call)) return ok([]);
    const database = /^POST \/d1\/database\/([\w-]+)\/query$/.exec(call)?.[1];
    if (database !== undefined) {
      if (/INSERT INTO/i.test(body)) this.migrated.push(database);
      return ok([{ results: [], success: true, meta: {} }]);
    }
    return ok({ bindings: [], tags: [], observability: { enabled: true }, subdomain: SUBDOMAIN });
  }

  #upload(body: string): Version {
    const tag = /"workers\/tag":"([^"]+)"/.exec(body)?.[1] ?? "";
    const version = { id: idOf(this.#versions.length + 1), tag };
    this.#versions.push(version);
    return version;
  }
  readonly #tagOf = (id: string) => this.#versions.find((version) => version.id === id)?.tag;
  #shares() {
    return (this.deployments.at(-1) ?? []).map((share) => {
      const [tag, percentage] = share.split("@");
      const id = this.#versions.find((version) => version.tag === tag)?.id ?? "";
      return { version_id: id, percentage: Number(percentage) };
    });
  }
}

const ok = (result: unknown) => ({
  status: 200,
  body: { success: true, errors: [], messages: [], result },
});
const refused = (status: number, code: number, message: string) => ({
  status,
  body: { success: false, errors: [{ code, message }], messages: [], result: null },
});
const SUBDOMAIN = { enabled: false, previews_enabled: false };
const AUTHOR = { source: "wrangler", author_email: "olga@example.com" };
const AT = "2026-12-01T00:00:00Z";
const deployment = (versions: unknown) => ({
  ...AUTHOR,
  id: "deployment",
  strategy: "percentage",
  created_on: AT,
  annotations: {},
  versions,
});
const versionOf = (id: string) => ({
  id,
  number: 1,
  metadata: { ...AUTHOR, created_on: AT, modified_on: AT },
  annotations: {},
  resources: { bindings: [], script: { etag: "", handlers: [] }, script_runtime: {} },
});
const service = (migrationTag: string) => ({
  id: "app",
  default_environment: {
    environment: "production",
    script: { last_deployed_from: "wrangler", tag: "x", migration_tag: migrationTag, tags: [] },
  },
  environments: [],
});
