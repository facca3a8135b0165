/** Every component in every one of its states and in every language. */
import { describe, expect, test } from "vitest";
import { LANGS } from "../../src/i18n/languages.ts";
import { DRAWN } from "./drawn-states.tsx";
import { leftInEnglish } from "./samples.ts";

const CASES = DRAWN.flatMap(([component, state, draw]) =>
  LANGS.map((lang) => [component, state, lang.tag, draw, lang] as const),
);

describe("a component", () => {
  test.each(CASES)("%s, %s, in %s", (_component, _state, tag, draw, lang) => {
    const html = String(draw(lang));
    expect(html).not.toMatch(/undefined|\[object|NaN|Invalid Date/);
    // What the page's content security policy forbids.
    expect(html).not.toMatch(/\sstyle=|\son[a-z]+=|<style/);
    if (tag === "ar") expect(leftInEnglish(html)).toEqual([]);
  });
});
