import { el } from "../tree/tree.ts";
import type { Banner } from "./banner.ts";

export const BANNER_STATES = {
  accent: { tone: "accent", bold: "12345" },
  warn: { tone: "warn", bold: "12345", help: "678" },
  bad: { tone: "bad", bold: "12345", help: ["6", el("strong", {}, "7")] },
  ok: { tone: "ok", bold: "12345", more: [el("a", { href: "/find" }, "678")] },
} satisfies Readonly<Record<Banner["tone"], Banner>>;
