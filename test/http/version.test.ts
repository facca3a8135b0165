import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { versionOf } from "../../src/config/version.ts";
import { TestApp } from "./test-app.ts";

const { version } = packageJson;

describe("the version", () => {
  test.each([
    ["the commit that was deployed", { VERSION: { id: "7f3a", tag: "0123abcd" } }, "0123abcd"],
    ["an upload without a tag", { VERSION: { id: "7f3a", tag: "" } }, "7f3a"],
    ["a developer's machine", { ENVIRONMENT: "development", VERSION: { id: "7f3a" } }, "dev"],
  ])("names %s", (_what, env, commit) => {
    expect(versionOf(env)).toBe(`${version}+${commit}`);
  });

  test("is the one of package.json where nothing else is bound", () => {
    expect(versionOf({ ENVIRONMENT: "production" })).toBe(version);
  });

  test("is in the answer of /api/health", async () => {
    const answer = await new TestApp().call("/api/health");
    expect(await answer.json()).toEqual({ status: "ok", livemode: false, version: "0.0.0+test" });
  });
});
