/** What the step `deploy` reads of wrangler's output, as wrangler 4.155.0 prints it. */
import { expect, test } from "vitest";
import { startupIn, warningsIn } from "../deploy/wrangler-said.ts";

const YELLOW = "\x1b[43;33m";
const SIGN = `\x1b[33m▲ ${YELLOW}[\x1b[43;30mWARNING${YELLOW}]\x1b[0m`;
const NOT_INHERITED = `${SIGN} \x1b[1mProcessing wrangler.toml configuration:\x1b[0m

  
    - "env.staging" environment configuration
      - "ratelimits" exists at the top level, but not on "env.staging".
        This is not what you probably want, since "ratelimits" is not inherited by environments.
        Please add "ratelimits" to "env.staging".


[custom build] Running: npm run --silent build:ui
Total Upload: 1316.26 KiB / gzip: 360.86 KiB
--dry-run: exiting now.
`;

test("a binding that staging lacks is a warning, and so a failure", () => {
  const [warning = "", ...others] = warningsIn(NOT_INHERITED);
  expect(others).toEqual([]);
  expect(warning).toContain('Please add "ratelimits" to "env.staging".');
  expect(warning).not.toContain("custom build");
});

test("a run without a warning has none", () => {
  expect(warningsIn("Total Upload: 1316.26 KiB\n--dry-run: exiting now.\n")).toEqual([]);
});

test("the milliseconds of the start; null when wrangler says none", () => {
  const said = "│   Sampled time: 81.2 ms\n│   Active: 41.9 ms (4.9 ms)\n│   Idle: 39.4 ms\n";
  expect(startupIn(said)).toEqual({ active: 41.9, idle: 39.4 });
  expect(startupIn("Worker Built!")).toBeNull();
});
