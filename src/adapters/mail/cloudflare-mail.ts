import { type Mail, PortFault } from "../../actions/ports.ts";

/** About the recipient; all other codes may pass. */
const UNDELIVERABLE: ReadonlySet<string> = new Set([
  "E_RECIPIENT_SUPPRESSED",
  "E_RECIPIENT_NOT_ALLOWED",
]);

/**
 * Mail through Cloudflare's Email Service. It has no idempotency keys, so a letter whose answer
 * was lost is sent a second time when the notice is tried again.
 */
export function cloudflareMail(binding: SendEmail, from: string): Mail {
  return {
    send: async ({ to, subject, text }) => {
      try {
        await binding.send({ from, to: { email: to.email, name: to.name }, subject, text });
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
