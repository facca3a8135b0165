import type { EmailSender } from "../../../src/app/ports/email-sender.ts";
import { GOOD_LINK, type LinkFaults, type Network, type Program } from "./network.ts";

/** A mail service: with keys, as Resend has them, or without, as Cloudflare's. */
export class SimulatedMail {
  readonly keyed: boolean;
  readonly link: LinkFaults = { ...GOOD_LINK };
  /** How often each letter arrived, by the id of its notice. */
  readonly arrivals = new Map<string, number>();
  readonly #lines: Network;

  constructor(lines: Network, keyed: boolean) {
    this.#lines = lines;
    this.keyed = keyed;
  }

  portFor(program: Program): EmailSender {
    const { keyed } = this;
    return {
      keyed,
      send: (message) => {
        const answer = this.#lines.call(program, this.link, "mail", () => {
          this.#arrive(message.noticeId);
          return "taken" as const;
        });
        return keyed ? answer : answer.catch(() => "unsure" as const);
      },
    };
  }

  #arrive(noticeId: string): void {
    const before = this.arrivals.get(noticeId) ?? 0;
    this.arrivals.set(noticeId, this.keyed ? 1 : before + 1);
  }
}
