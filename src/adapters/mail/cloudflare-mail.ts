import { type Mail, PortFault } from "../../actions/ports.ts";
import { isOneAddress, safeName, safeSubject } from "./letter-address.ts";

/** About the recipient; all other codes may pass. */
const UNDELIVERABLE: ReadonlySet<string> = new Set([
  "E_RECIPIENT_SUPPRESSED",
  "E_RECIPIENT_NOT_ALLOWED",
]);

/**
 * Mail through Cloudflare's Email Service, which makes the message of both parts itself
 * (multipart/alternative, encoded headers). It has no idempotency keys, so a letter whose answer
 * was lost is sent a second time when the notice is tried again.
 */
export function cloudflareMail(binding: SendEmail, from: string): Mail {
  return {
    send: async ({ to, subject, text, html }) => {
      if (!isOneAddress(to.email)) return "undeliverable";
      // An empty name would be an empty quoted string before the address.
      const name = safeName(to.name);
      const recipient = name === "" ? to.email : { email: to.email, name };
      try {
        await binding.send({ from, to: recipient, subject: safeSubject(subject), text, html });
        return "taken";
      } catch (thrown) {
        if (UNDELIVERABLE.has(codeOf(thrown))) return "undeliverable";
        throw new PortFault("mail", codeOf(thrown));
      }
    },
  };
}

/** Errors carry a code (`E_RECIPIENT_SUPPRESSED`); their message may quote the address. */
function codeOf(thrown: unknown): string {
  if (thrown instanceof Error && "code" in thrown) return String(thrown.code);
  return "not taken";
}
