import { randomUUID } from "node:crypto";
import type { CloudflareAccount, ScriptState, WorkerVersion } from "./account.ts";
import { ACCOUNT, type ApiCall, ApiRefusal, type ApiRoute, noSuch } from "./cloudflare-route.ts";

const WORKERS = `${ACCOUNT}/workers`;
const SCRIPT = `${WORKERS}/scripts/{}`;
const needs = "scripts";

export function foundScript({ account, ids }: ApiCall): ScriptState {
  const script = account.scripts.get(ids[1] ?? "");
  if (!script)
    throw noSuch("workers.api.error.script_not_found: This Worker does not exist", 10007);
  return script;
}

const latest = (script: ScriptState): WorkerVersion => {
  const version = script.versions.at(-1);
  if (!version) throw noSuch("version", 10007);
  return version;
};

function deploy(
  script: ScriptState,
  versions: readonly { version_id: string; percentage: number }[],
  annotations: Readonly<Record<string, string>>,
) {
  const known = versions.every(({ version_id: id }) => script.versions.some((v) => v.id === id));
  if (!known) throw new ApiRefusal(400, 10129, "a version of the deployment does not exist");
  const deployment = {
    id: randomUUID(),
    created_on: new Date().toISOString(),
    versions,
    annotations,
  };
  script.deployments.push(deployment);
  return {
    ...deployment,
    strategy: "percentage",
    source: "wrangler",
    author_email: "me@simulator",
  };
}

/** Takes an upload: secrets out of its bindings, queues and databases that must be there. */
function upload(call: ApiCall): WorkerVersion {
  const { account, ids, form } = call;
  const name = ids[1] ?? "";
  const metadata = JSON.parse(String(form?.get("metadata") ?? "{}")) as Record<string, unknown>;
  const bindings = (metadata.bindings ?? []) as Record<string, unknown>[];
  for (const binding of bindings) expectThere(account, binding);
  const script = account.scripts.get(name) ?? newScript(name);
  for (const { type, name: of, text } of bindings) {
    if (type === "secret_text" && text !== undefined) script.secrets.set(String(of), String(text));
  }
  const kept = inherited(script, bindings);
  const migrations = metadata.migrations as { new_tag?: string } | undefined;
  if (migrations?.new_tag) script.migrationTag = migrations.new_tag;
  account.scripts.set(name, script);
  const modules = [...(form?.keys() ?? [])].filter((field) => field !== "metadata");
  const version = {
    id: randomUUID(),
    number: script.versions.length + 1,
    bindings: kept,
    metadata: { main_module: metadata.main_module },
    modules,
  };
  script.versions.push(version);
  return version;
}

const newScript = (name: string): ScriptState => ({
  name,
  secrets: new Map(),
  versions: [],
  deployments: [],
  schedules: [],
  subdomain: { enabled: false, previews_enabled: false },
  migrationTag: null,
});

function expectThere(
  account: CloudflareAccount,
  { type, queue_name: queue, id, name }: Record<string, unknown>,
) {
  if (type === "queue" && !account.queues.some((one) => one.queue_name === queue)) {
    throw new ApiRefusal(
      400,
      11000,
      `Queue ${String(queue)} of binding ${String(name)} does not exist`,
    );
  }
  if (type === "d1" && !account.databases.some((one) => one.uuid === id)) {
    throw new ApiRefusal(
      400,
      10181,
      `D1 binding ${String(name)} references database ${String(id)} which was not found`,
    );
  }
}

/** `inherit` keeps a secret or another binding of the version before, which has to be there. */
function inherited(script: ScriptState, bindings: readonly Record<string, unknown>[]) {
  const before = script.versions.at(-1)?.bindings ?? [];
  return bindings.flatMap((binding) => {
    if (binding.type !== "inherit") return binding.type === "secret_text" ? [] : [binding];
    if (script.secrets.has(String(binding.name))) return [];
    const kept = before.find(({ name }) => name === binding.name);
    if (kept) return [kept];
    throw new ApiRefusal(400, 10056, `nothing to inherit for binding ${String(binding.name)}`);
  });
}

const secretsOf = (script: ScriptState) =>
  [...script.secrets.keys()].map((name) => ({ name, type: "secret_text" }));

function serviceView(script: ScriptState) {
  const latestDeployment = script.deployments.at(-1);
  return {
    id: script.name,
    default_environment: {
      environment: "production",
      script: {
        id: script.name,
        tag: "t",
        last_deployed_from: "wrangler",
        migration_tag: script.migrationTag,
      },
      created_on: latestDeployment?.created_on,
    },
  };
}

const SECRET_ROUTES: readonly ApiRoute[] = [
  {
    method: "GET",
    template: `${SCRIPT}/secrets`,
    needs,
    run: (call) => secretsOf(foundScript(call)),
  },
  {
    method: "PUT",
    template: `${SCRIPT}/secrets`,
    needs,
    run: (call) => {
      const { name, text } = call.body;
      foundScript(call).secrets.set(String(name), String(text));
      return { name, type: "secret_text" };
    },
  },
  {
    method: "PATCH",
    template: `${SCRIPT}/secrets-bulk`,
    needs,
    run: (call) => {
      const script = foundScript(call);
      const secrets = (call.body.secrets ?? call.body) as Record<
        string,
        { text?: string } | string | null
      >;
      for (const [name, value] of Object.entries(secrets)) {
        if (value === null) script.secrets.delete(name);
        else script.secrets.set(name, typeof value === "string" ? value : (value.text ?? ""));
      }
      return secretsOf(script);
    },
  },
];

const VERSION_ROUTES: readonly ApiRoute[] = [
  {
    method: "PUT",
    template: SCRIPT,
    needs,
    run: (call) => {
      const version = upload(call);
      const script = foundScript(call);
      const deployment = deploy(script, [{ version_id: version.id, percentage: 100 }], {});
      return {
        id: script.name,
        tag: "t",
        etag: "e",
        deployment_id: version.id.replaceAll("-", ""),
        startup_time_ms: 40,
        entry_point: "index.js",
        created_on: deployment.created_on,
      };
    },
  },
  {
    method: "POST",
    template: `${SCRIPT}/versions`,
    needs,
    run: (call) => {
      foundScript(call);
      const { id, number } = upload(call);
      return {
        id,
        number,
        startup_time_ms: 40,
        metadata: {},
        resources: { script: { etag: "e" } },
      };
    },
  },
  {
    method: "GET",
    template: `${SCRIPT}/versions`,
    needs,
    run: (call) => ({ items: foundScript(call).versions.toReversed().map(versionView) }),
  },
  {
    method: "GET",
    template: `${SCRIPT}/versions/{}`,
    needs,
    run: (call) => {
      const script = foundScript(call);
      const version = script.versions.find(({ id }) => id === call.ids[2]);
      if (!version) throw noSuch("version", 10007);
      return versionView(version);
    },
  },
  {
    method: "GET",
    template: `${SCRIPT}/deployments`,
    needs,
    run: (call) => ({
      deployments: foundScript(call)
        .deployments.toReversed()
        .map((one) => ({
          ...one,
          source: "wrangler",
          strategy: "percentage",
          author_email: "me@simulator",
        })),
    }),
  },
  {
    method: "POST",
    template: `${SCRIPT}/deployments`,
    needs,
    run: (call) => {
      const { versions, annotations } = call.body;
      return deploy(
        foundScript(call),
        versions as { version_id: string; percentage: number }[],
        (annotations ?? {}) as Record<string, string>,
      );
    },
  },
];

const versionView = ({ id, number, bindings }: WorkerVersion) => ({
  id,
  number,
  metadata: {
    created_on: new Date(0).toISOString(),
    author_id: "a",
    author_email: "me@simulator",
    source: "wrangler",
  },
  annotations: {},
  resources: { bindings, script: { handlers: ["fetch"] }, script_runtime: {} },
});

const OTHER_ROUTES: readonly ApiRoute[] = [
  {
    method: "GET",
    template: `${WORKERS}/services/{}`,
    needs,
    run: (call) => serviceView(foundScript(call)),
  },
  {
    method: "GET",
    template: `${WORKERS}/services/{}/environments/production`,
    needs,
    run: (call) => serviceView(foundScript(call)).default_environment,
  },
  {
    method: "GET",
    template: `${SCRIPT}/settings`,
    needs,
    run: (call) => ({
      bindings: [...latest(foundScript(call)).bindings, ...secretsOf(foundScript(call))],
    }),
  },
  { method: "PATCH", template: `${SCRIPT}/script-settings`, needs, run: (call) => call.body },
  { method: "PATCH", template: `${SCRIPT}/settings`, needs, run: (call) => call.body },
  // Nothing to upload: the files are there already, and this token ends the session.
  {
    method: "POST",
    template: `${SCRIPT}/assets-upload-session`,
    needs,
    run: () => ({ jwt: "assets.of.the-simulator", buckets: [] }),
  },
];

/** Workers: uploads, versions, deployments, secrets. */
export const SCRIPT_ROUTES: readonly ApiRoute[] = [
  ...SECRET_ROUTES,
  ...VERSION_ROUTES,
  ...OTHER_ROUTES,
];
