import { createHash } from "node:crypto";
import { appendFile, mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  EXPORT_FORMAT,
  type ExportedPageJson,
  exportedPage,
  exportedServices,
} from "../../contract/operator-export.ts";
import { idPattern, type ServiceId, toId } from "../../domain/base/ids.ts";
import type { Ask } from "./api.ts";
import { ExportCheck, type ExportCounts } from "./export-check.ts";
import type { Options } from "./options.ts";
import { UsageMistake } from "./usage.ts";

const PATH = "/api/operator/export/services";
/** One line per service whose file is whole. */
const MANIFEST = "manifest.ndjson";
/** Only who made the export reads it: it holds numbers of subscribers. */
const PRIVATE = { mode: 0o600 };

/**
 * Writes a file per service, and a line of the manifest when its file is whole and no event is
 * missing. The same folder again skips services that have their line. Returns the services whose
 * export failed. Throws what `ask` throws; what is whole by then stays.
 */
export async function exportAll(
  { id, out: folder = "", url }: Options,
  ask: Ask,
  print: (line: string) => void,
): Promise<readonly string[]> {
  if (id !== null && id !== "all" && !idPattern("svc").test(id)) {
    throw new UsageMistake("export needs svc_… or all");
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const done = await servicesIn(join(folder, MANIFEST));
  const failed: string[] = [];
  let written = 0;
  const exportOne = async (serviceId: ServiceId): Promise<void> => {
    if (done.has(serviceId)) return;
    const result = await exportService({ folder, url, serviceId }, ask);
    if ("fault" in result) {
      print(`${serviceId}: ${result.fault}; export it again`);
      failed.push(serviceId);
      return;
    }
    await appendLine(join(folder, MANIFEST), result);
    written += 1;
  };
  if (id !== null && id !== "all") await exportOne(toId("svc", id));
  else {
    for await (const page of servicePages(ask)) {
      for (const serviceId of page) await exportOne(toId("svc", serviceId));
      print(`${written} services; interrupted, the same command continues`);
    }
  }
  print(`${written} written, ${done.size} were there, ${failed.length} failed: ${folder}`);
  return failed;
}

async function* servicePages(ask: Ask): AsyncGenerator<readonly string[]> {
  for (let after = ""; ; ) {
    const page = await ask(`${PATH}${after && `?after=${after}`}`, exportedServices);
    yield page.services;
    if (page.next === null) return;
    after = page.next;
  }
}

interface Wish {
  readonly folder: string;
  readonly url: string;
  readonly serviceId: ServiceId;
}

/** The line of the manifest. A file that is not whole is left under `.part`, and begun anew. */
async function exportService(
  { folder, url, serviceId }: Wish,
  ask: Ask,
): Promise<object | { readonly fault: string }> {
  const file = `${serviceId}.ndjson`;
  const part = join(folder, `${file}.part`);
  await rm(part, { force: true });
  const hash = createHash("sha256");
  const check = new ExportCheck();
  const header = { format: EXPORT_FORMAT, service_id: serviceId, url };
  await appendLine(part, header, hash);
  for (let after: string | null = ""; after !== null; ) {
    const query: string = after && `?after=${after}`;
    const page: ExportedPageJson = await ask(`${PATH}/${serviceId}${query}`, exportedPage);
    for (const record of page.records) {
      check.add(record, page.seq);
      await appendLine(part, record, hash);
    }
    after = page.next;
  }
  const counts = check.result();
  if ("fault" in counts) return counts;
  await rename(part, join(folder, file));
  return lineOf(serviceId, file, counts, hash.digest("hex"));
}

function lineOf(serviceId: ServiceId, file: string, counts: ExportCounts, sha256: string): object {
  const { topUps, events, lastSeq, dropped } = counts;
  const sizes = { top_ups: topUps, events, last_seq: lastSeq, dropped };
  return { format: EXPORT_FORMAT, service_id: serviceId, file, ...sizes, sha256 };
}

async function appendLine(
  path: string,
  value: object,
  hash?: { update(text: string): unknown },
): Promise<void> {
  const line = `${JSON.stringify(value)}\n`;
  hash?.update(line);
  await appendFile(path, line, PRIVATE);
}

/** The services of the manifest; a last line that was cut off counts for nothing. */
async function servicesIn(manifest: string): Promise<ReadonlySet<string>> {
  const text = await readFile(manifest, "utf8").catch(() => "");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const lines = whole.split("\n").filter((line) => line !== "");
  return new Set(lines.map((line) => (JSON.parse(line) as { service_id: string }).service_id));
}
