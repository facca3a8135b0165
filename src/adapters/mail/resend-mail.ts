import type { EmailMessage, EmailSender } from "../../app/ports/email-sender.ts";
import { SenderRefused } from "../../app/ports/email-sender.ts";
import { PortFault } from "../../app/ports/port-fault.ts";
import { formatAddress, isOneAddress, safeSubject, senderOf } from "./email-address.ts";

export interface ResendConfig {
  /** `https://api.resend.com`, or any server that speaks its protocol. */
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly timeoutMs?: number;
}

/** The key was used with another text: the notice was sent, before its invoice had a number. */
const SENT_OTHERWISE = "invalid_idempotent_request";

/** Errors about the recipient; a wrong API key or sender is a fault that an operator corrects. */
const UNDELIVERABLE: ReadonlySet<string> = new Set([
  "invalid_to_address",
  "validation_error",
  "invalid_parameter",
]);

/**
 * Email through Resend. The notice's id is the idempotency key, which Resend keeps for 24 hours, so
 * a notice whose answer was lost can be sent again. Faults name no address, because logs keep them.
 */
export function resendMail(config: ResendConfig): EmailSender {
  const url = new URL("/emails", config.apiUrl).href;
  return {
    keyed: true,
    send: async (message) => {
      if (!isOneAddress(message.to.email)) return "undeliverable";
      const answer = await post(url, config, message);
      const text = await answer.text();
      if (answer.ok || errorName(text) === SENT_OTHERWISE) return "taken";
      // 401 and 403 are about our own key or domain, whatever their name: an operator corrects it.
      const isOurs = answer.status === 401 || answer.status === 403;
      const why = `${answer.status} ${errorName(text)}`;
      if (isOurs) throw new SenderRefused(why);
      if (UNDELIVERABLE.has(errorName(text))) return "undeliverable";
      throw new PortFault("mail", why);
    },
  };
}

async function post(url: string, config: ResendConfig, message: EmailMessage): Promise<Response> {
  const { apiKey, timeoutMs = 8000 } = config;
  const { from, subject, text, html, noticeId } = message;
  try {
    return await fetch(url, {
      method: "POST",
      headers: {
        authorization: `Bearer ${apiKey}`,
        "content-type": "application/json",
        "idempotency-key": noticeId,
      },
      body: JSON.stringify({
        from: formatAddress(senderOf(from)),
        to: [formatAddress(message.to)],
        subject: safeSubject(subject),
        text,
        html,
      }),
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (thrown) {
    throw new PortFault("mail", "no answer", thrown);
  }
}

/** The name of an error `{ statusCode, name, message }`; the message may quote the address. */
function errorName(body: string): string {
  return /"name"\s*:\s*"([a-z_]{1,60})"/.exec(body)?.[1] ?? "";
}
