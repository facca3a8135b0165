import type { EmailSender } from "../../../src/app/ports/email-sender.ts";
import { GOOD_LINK, type LinkFaults, type Network, type Program } from "./network.ts";

/** An email provider: with idempotency keys, like Resend, or without, like Cloudflare. */
export class SimulatedMail {
  readonly keyed: boolean;
  readonly link: LinkFaults = { ...GOOD_LINK };
  /** How often each message arrived, by the id of its notice. */
  readonly arrivals = new Map<string, number>();
  readonly #network: Network;

  constructor(network: Network, keyed: boolean) {
    this.#network = network;
    this.keyed = keyed;
  }

  portFor(program: Program): EmailSender {
    const { keyed } = this;
    return {
      keyed,
      send: (message) => {
        const answer = this.#network.call(program, this.link, "mail", () => {
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
