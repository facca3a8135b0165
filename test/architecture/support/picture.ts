import { allowedPairs } from "./zones.ts";

/** An arrow of a picture, or what stands for it: "app > domain". */
export type Arrows = ReadonlySet<string>;

/** The flowcharts of a document, each by the folder that the heading above it names. */
export function picturesOf(markdown: string): ReadonlyMap<string, string> {
  const found =
    /^#{2,3} [^\n]*`(src[\w/]*)`[^\n]*\n[^#]*?^```mermaid\nflowchart[^\n]*\n([\s\S]*?)^```/gm;
  return new Map([...markdown.matchAll(found)].map((match) => [match[1] ?? "", match[2] ?? ""]));
}

/** The solid arrows of a flowchart: `a & b --> c`. Dotted ones are no imports. */
export function drawnArrows(flowchart: string): Arrows {
  const lines = flowchart.split("\n").map((line) => line.replace(/\[[^\]]*\]/g, "").trim());
  const arrows = lines.flatMap((line) => {
    const groups = line.split("-->").map((group) => group.split("&").map(nameOfNode));
    return groups.slice(1).flatMap((to, i) => pairs(groups[i] ?? [], to));
  });
  return new Set(arrows);
}

const nameOfNode = (text: string) => text.trim().replaceAll("_", "-");
const pairs = (from: readonly string[], to: readonly string[]) =>
  from.flatMap((a) => to.map((b) => `${a} > ${b}`));

/** The one state diagram of a document; empty when there is none. */
export const stateDiagramOf = (markdown: string): string =>
  /^```mermaid\nstateDiagram-v2\n([\s\S]*?)^```/m.exec(markdown)?.[1] ?? "";

/** Where a state diagram and the states differ: `a --> b: why`, `[*]` for beginning and end. */
export function stateDifferences(diagram: string, states: readonly string[]): string[] {
  const lines = diagram.split("\n").filter((line) => line.trim() !== "");
  const arrows = lines.map((line) => /^ *(\S+) --> ([^\s:]+)(?:: .+)?$/.exec(line));
  const ends = arrows.flatMap((arrow) => arrow?.slice(1, 3) ?? []).filter((end) => end !== "[*]");
  return [
    ...lines.filter((_, i) => arrows[i] === null).map((line) => `${line.trim()}: no arrow`),
    ...[...new Set(ends)].filter((end) => !states.includes(end)).map((end) => `${end}: no state`),
    ...states.filter((state) => !ends.includes(state)).map((state) => `${state}: not drawn`),
  ];
}

/** With what an arrow leads to by way of others: who imports `app` may import `domain` too. */
export function closure(arrows: Arrows): Arrows {
  const all = new Set(arrows);
  for (let before = -1; before !== all.size; ) {
    before = all.size;
    for (const one of [...all]) {
      const [a, b] = one.split(" > ");
      for (const other of [...all]) {
        const [c, d] = other.split(" > ");
        if (b === c) all.add(`${a} > ${d}`);
      }
    }
  }
  return all;
}

/** What the rules allow between the parts of a folder: rings of `src`, rooms of a ring. */
export function allowedArrows(folder: string): Arrows {
  const arrows = allowedPairs()
    .map(([from, to]) => [partOf(from, folder), partOf(to, folder)] as const)
    .filter(([from, to]) => from !== null && to !== null && from !== to)
    .map(([from, to]) => `${from} > ${to}`);
  return new Set(arrows);
}

/** Of all rings the ports alone are a part of their own: adapters and object see only them. */
function partOf(room: string, folder: string): string | null {
  if (!room.startsWith(`${folder}/`)) return null;
  if (folder === "src" && room === "src/app/ports") return "ports";
  const [part = ""] = room.slice(folder.length + 1).split("/");
  return part.replace(/\.ts$/, "");
}

/** Where a picture and the rules differ. */
export function differences(drawn: Arrows, allowed: Arrows): string[] {
  const reached = closure(drawn);
  return [
    ...[...reached].filter((one) => !allowed.has(one)).map((one) => `${one}: drawn, not allowed`),
    ...[...allowed].filter((one) => !reached.has(one)).map((one) => `${one}: allowed, not drawn`),
  ];
}
