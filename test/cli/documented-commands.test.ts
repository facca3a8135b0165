/** The guide's tables are those of the code, and wrangler knows the commands that are shown. */
import { describe, expect, test, vi } from "vitest";
import { WORKER_PERMISSIONS } from "../../src/adapters/stripe/permissions.ts";
import { CLOUDFLARE_PERMISSIONS } from "../../src/cli/deploy/cloudflare-permissions.ts";
import { DEPLOY_USAGE } from "../../src/cli/deploy/deploy-options.ts";
import { runInstalledWrangler } from "../../src/cli/deploy/machine.ts";
import { documents, read } from "../architecture/support/files.ts";
import { quietEnv } from "../dev/quiet.ts";

vi.setConfig({ testTimeout: 240_000 });

const GUIDE = "src/docs/deploy.md";
const guide = read(GUIDE);

/** The rows of the table behind a comment that names its source, without its two headings. */
function tableOf(source: string): readonly string[] {
  const lines = guide.split("\n");
  const at = lines.findIndex((line) => line.includes(`the table of ${source}`));
  const rows = lines.slice(at + 1).filter((_, i, all) => all.slice(0, i + 1).every(isRow));
  return at < 0 ? [] : rows.slice(2);
}
const isRow = (line: string): boolean => line.startsWith("|");

describe("the guide has the tables of the code", () => {
  test("permissions of Cloudflare's token", () => {
    const rows = Object.values(CLOUDFLARE_PERMISSIONS).map(
      ({ scope, name, access, why }) => `| ${scope} | ${name} | ${access} | ${why} |`,
    );
    expect(tableOf("src/cli/deploy/cloudflare-permissions.ts")).toEqual(rows);
  });

  test("permissions of Stripe's key, as .dev.vars.example has them too", () => {
    const upper = { read: "Read", write: "Write" } as const;
    const rows = WORKER_PERMISSIONS.map((one) => `| ${one.resource} | ${upper[one.access]} |`);
    expect(tableOf("src/adapters/stripe/permissions.ts")).toEqual(rows);
    const example = read(".dev.vars.example").replaceAll(/\n# +/g, " ");
    const listed = WORKER_PERMISSIONS.map(({ resource, access }) => `${resource}: ${access}`);
    expect(example).toContain(`needs ${listed.join(", ")}.`);
  });

  test("the options of both commands", () => {
    const cited = [...guide.matchAll(/npm run deploy:(?:check|setup) --([^\n#`]*)/g)].flatMap(
      ([, rest = ""]) => rest.match(/--[\w-]+/g) ?? [],
    );
    expect(cited).toContain("--apply");
    expect(cited.filter((option) => !DEPLOY_USAGE.includes(`${option} `))).toEqual([]);
  });
});

interface Shown {
  readonly command: string;
  readonly options: readonly string[];
}
/** Of the names that follow a command none has a hyphen in these documents, but for one kind. */
const isCommand = (word: string): boolean =>
  /^[a-z][a-z\d]*$/.test(word) || ["mtls-certificate", "certificate-authority"].includes(word);

/** `npx wrangler d1 create x --location weur`: words in front of the first that is no command. */
const shownIn = (text: string): Shown[] =>
  [...text.matchAll(/npx wrangler ([^\n`#|;]*)/g)].map(([, rest = ""]) => {
    const words = rest.trim().split(/\s+/);
    const end = words.findIndex((word) => !isCommand(word));
    const command = words.slice(0, end < 0 ? undefined : end).join(" ");
    return { command, options: rest.match(/(?<=\s)--[a-z][\w-]*/g) ?? [] };
  });

describe("wrangler knows every command that documents show", () => {
  const shown = documents().flatMap(({ text }) => shownIn(text));
  const commands = [...new Set(shown.map(({ command }) => command))].filter(Boolean);

  test.each(commands)("wrangler %s", async (command) => {
    const help = await runInstalledWrangler([...command.split(" "), "--help"], quietEnv());
    // The general help, which an unknown command is answered with, begins with its groups.
    expect(help).toMatch(new RegExp(`^wrangler ${command}(?:$| [<[])`, "m"));
    const options = shown.filter((one) => one.command === command).flatMap((one) => one.options);
    expect(options.filter((option) => !help.includes(option))).toEqual([]);
  });

  test("commands are found with their options", () => {
    const text =
      '`npx wrangler deploy --env=""` and\nnpx wrangler d1 create edge-topup --location x';
    expect(shownIn(text)).toEqual([
      { command: "deploy", options: ["--env"] },
      { command: "d1 create", options: ["--location"] },
    ]);
  });
});
