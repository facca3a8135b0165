import { PortFault } from "./port-fault.ts";

export interface EmailMessage {
  /** Doubles as idempotency key where the email service knows such keys. */
  readonly noticeId: string;
  /** `Name <name@example.com>`, or the address alone. */
  readonly from: string;
  readonly to: { readonly email: string; readonly name: string };
  readonly subject: string;
  readonly text: string;
  /** The same text as HTML that fetches nothing. */
  readonly html: string;
}

export interface EmailSender {
  /** The service knows a message by its `noticeId`, and takes it once however often it comes. */
  readonly keyed: boolean;
  /**
   * Hands the message to the email service. `undeliverable`: this address will never be served, so
   * sending again is no use. `unsure`: the service has no keys and did not answer, so it may or may
   * not have taken the message. Throws `PortFault` when the message may be sent again: the service
   * did not take it or, with keys, it is not known whether it did.
   */
  send(message: EmailMessage): Promise<"taken" | "undeliverable" | "unsure">;
}

/**
 * The mail service did not take the message because of us: the domain of the sender is not
 * verified, or the key is wrong (Resend 401 and 403, `E_SENDER_NOT_VERIFIED` at Cloudflare). The
 * address is good, so the message goes out once an operator has corrected it.
 */
export class SenderRefused extends PortFault {
  constructor(message: string) {
    super("mail", message);
    this.name = "SenderRefused";
  }
}
