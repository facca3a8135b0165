/** Searches breadth first, so that the first violation found has a shortest history. */
import { Checks } from "./checks.ts";
import { deadEnds } from "./dead-ends.ts";
import { Growing } from "./growing.ts";
import { Interner } from "./interner.ts";
import type { Setting } from "./setting.ts";
import { Space } from "./space.ts";

export interface Found {
  readonly states: number;
  readonly transitions: number;
  readonly ends: number;
  readonly topUpPairs: number;
  /** Commands run in the real object; the results of all others were known. */
  readonly commands: number;
  readonly seconds: number;
  readonly wrong: string | null;
  /** The steps to it. */
  readonly history: readonly string[];
  /** Stopped at the maximum of states: not all were visited. */
  readonly bounded: boolean;
}

class Search {
  readonly space: Space;
  readonly checks: Checks;
  readonly known = new Map<number, number>();
  readonly codes: number[] = [];
  readonly parents = new Growing();
  readonly labels = new Growing();
  readonly words = new Interner<string>();
  readonly natural = { from: new Growing(), to: new Growing() };
  readonly ends: number[] = [];
  transitions = 0;
  wrong: { what: string; at: number; last: string | null } | null = null;

  constructor(setting: Setting) {
    this.space = new Space(setting);
    this.checks = new Checks(this.space);
  }

  visit(code: number, from: number, what: string): number {
    const seen = this.known.get(code);
    if (seen !== undefined) return seen;
    const number = this.codes.length;
    this.known.set(code, number);
    this.codes.push(code);
    this.parents.push(from);
    this.labels.push(this.words.id(what, () => what));
    const state = this.space.decode(code);
    const broken = this.checks.broken(state);
    if (broken) this.wrong ??= { what: broken, at: number, last: null };
    if (this.checks.isEnd(state)) this.ends.push(number);
    return number;
  }

  expand(number: number): void {
    this.space.edges(this.space.decode(this.codes[number] ?? 0), (edge) => {
      this.transitions += 1;
      if (edge.wrong) this.wrong ??= { what: edge.wrong, at: number, last: edge.what };
      const to = this.visit(this.space.encode(edge.to), number, edge.what);
      if (!edge.natural) return;
      this.natural.from.push(number);
      this.natural.to.push(to);
    });
  }

  history(at: number): string[] {
    const path: string[] = [];
    for (let n = at; n > 0; n = this.parents.at(n)) path.push(this.words.get(this.labels.at(n)));
    return path.reverse();
  }
}

/** Visits every reachable state, or stops at the first violation. */
export function search(setting: Setting, maxStates = Number.POSITIVE_INFINITY): Found {
  const began = performance.now();
  const s = new Search(setting);
  s.visit(s.space.encode(s.space.start), 0, "");
  let next = 0;
  while (next < s.codes.length && !s.wrong && s.codes.length < maxStates) s.expand(next++);
  const bounded = !s.wrong && next < s.codes.length;
  if (!s.wrong && !bounded) {
    const stuck = deadEnds(s.codes.length, s.natural, s.ends);
    if (stuck !== null)
      s.wrong = { what: "no end can be reached from here", at: stuck, last: null };
  }
  const { wrong } = s;
  return {
    states: s.codes.length,
    transitions: s.transitions,
    ends: s.ends.length,
    topUpPairs: s.space.pairs.all.size,
    commands: s.space.pairs.object.runs,
    seconds: (performance.now() - began) / 1000,
    wrong: wrong?.what ?? null,
    history: wrong ? [...s.history(wrong.at), ...(wrong.last ? [wrong.last] : [])] : [],
    bounded,
  };
}
