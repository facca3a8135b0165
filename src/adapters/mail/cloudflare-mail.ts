import type { EmailSender } from "../../app/ports/email-sender.ts";
import { SenderRefused } from "../../app/ports/email-sender.ts";
import { PortFault } from "../../app/ports/port-fault.ts";
import { isOneAddress, safeName, safeSubject, senderOf } from "./email-address.ts";

/** Errors about the recipient. */
const UNDELIVERABLE: ReadonlySet<string> = new Set([
  "E_RECIPIENT_SUPPRESSED",
  "E_RECIPIENT_NOT_ALLOWED",
]);
/** The service may have begun to deliver; every other `E_…` comes before it does. */
const UNSURE: ReadonlySet<string> = new Set(["E_DELIVERY_FAILED", "E_INTERNAL_SERVER_ERROR"]);

/**
 * Email through Cloudflare's Email Service, which makes the message of both parts itself
 * (multipart/alternative, encoded headers). It has no idempotency keys, so a message that it has
 * perhaps taken is "unsure".
 */
export function cloudflareMail(binding: SendEmail): EmailSender {
  return {
    keyed: false,
    send: async ({ from, to, subject, text, html }) => {
      if (!isOneAddress(to.email)) return "undeliverable";
      // The service would write an empty name as an empty quoted string before the address.
      const name = safeName(to.name);
      const recipient = name === "" ? to.email : { email: to.email, name };
      const sender = senderOf(from);
      try {
        await binding.send({
          from: sender.name === "" ? sender.email : sender,
          to: recipient,
          subject: safeSubject(subject),
          text,
          html,
        });
        return "taken";
      } catch (thrown) {
        const code = codeOf(thrown);
        if (UNDELIVERABLE.has(code)) return "undeliverable";
        if (code === "E_SENDER_NOT_VERIFIED") throw new SenderRefused(code);
        if (!code.startsWith("E_") || UNSURE.has(code)) return "unsure";
        throw new PortFault("mail", code);
      }
    },
  };
}

/** The code of an error, as `E_RECIPIENT_SUPPRESSED`; its message may quote the address. */
function codeOf(thrown: unknown): string {
  if (thrown instanceof Error && "code" in thrown) return String(thrown.code);
  return "no code";
}
