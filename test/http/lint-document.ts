/**
 * Lints the document of the API with the rules of test/http/redocly.yaml, and prints what is wrong.
 * A warning fails like an error.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { documentOf } from "../../src/http/api/document.ts";
import { aboutRoutes, apiRoutes } from "../../src/http/api/routes.ts";
import { operatorApiRoutes } from "../../src/http/operator/api/routes.ts";
import { ROOT } from "../dev/paths.ts";

const PATH = `${ROOT}.tmp/openapi.json`;

/** What the linter reports of one place. */
interface Finding {
  readonly ruleId: string;
  readonly severity: string;
  readonly message: string;
  readonly location: readonly { readonly pointer: string }[];
}

/** The document as a deployment answers with it. */
function writeDocument(): void {
  const api = apiRoutes(() => Promise.reject(new Error("no socket is opened here")));
  const apis = [api, operatorApiRoutes(), aboutRoutes([])];
  mkdirSync(`${ROOT}.tmp`, { recursive: true });
  writeFileSync(PATH, JSON.stringify(documentOf(apis, "https://topup.invalid")));
}

function lint(): readonly Finding[] {
  const args = ["lint", PATH, "--config", `${ROOT}test/http/redocly.yaml`, "--format", "json"];
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  const { stdout, stderr, error } = spawnSync(`${ROOT}node_modules/.bin/redocly`, args, {
    env,
    encoding: "utf8",
    maxBuffer: 64 * 1024 ** 2,
  });
  if (error) throw error;
  if (!stdout.trimStart().startsWith("{")) throw new Error(`the linter said: ${stdout}${stderr}`);
  return (JSON.parse(stdout) as { problems: readonly Finding[] }).problems;
}

writeDocument();
const findings = lint();
for (const { ruleId, severity, message, location } of findings) {
  console.log(`${severity} ${ruleId} at ${location[0]?.pointer}: ${message}`);
}
console.log(`the document of the API: ${findings.length} findings`);
if (findings.length > 0) process.exitCode = 1;
