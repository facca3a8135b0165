import type { Mail } from "../../../src/actions/ports.ts";
import { GOOD_LINE, type LineFaults, type Lines, type Program } from "./line.ts";

/** A mail service: with keys, as Resend has them, or without, as Cloudflare's. */
export class SimulatedMail {
  readonly keyed: boolean;
  readonly line: LineFaults = { ...GOOD_LINE };
  /** How often each letter arrived, by the id of its notice. */
  readonly letters = new Map<string, number>();
  readonly #lines: Lines;

  constructor(lines: Lines, keyed: boolean) {
    this.#lines = lines;
    this.keyed = keyed;
  }

  portFor(program: Program): Mail {
    const { keyed } = this;
    return {
      keyed,
      send: (letter) => {
        const answer = this.#lines.call(program, this.line, "mail", () => {
          this.#arrive(letter.noticeId);
          return "taken" as const;
        });
        return keyed ? answer : answer.catch(() => "unsure" as const);
      },
    };
  }

  #arrive(noticeId: string): void {
    const before = this.letters.get(noticeId) ?? 0;
    this.letters.set(noticeId, this.keyed ? 1 : before + 1);
  }
}
