/** One email as it was received. */
export interface SentMail {
  readonly id: string;
  readonly atMs: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** At least one of text and html is set. */
  readonly text: string | null;
  readonly html: string | null;
}
export interface MailAnswer {
  readonly status: number;
  readonly body: unknown;
}
interface Kept {
  readonly body: string;
  readonly id: string;
}

/** The accepted emails. Resend's rule for keys: same key and body, same id and one email. */
export class Mails {
  readonly sent: SentMail[] = [];
  #kept = new Map<string, Kept>();

  take(key: string | undefined, body: string): MailAnswer {
    const kept = key === undefined ? undefined : this.#kept.get(key);
    if (kept && kept.body === body) return { status: 200, body: { id: kept.id } };
    if (kept) {
      return refusal(
        409,
        "invalid_idempotent_request",
        "This idempotency key has been used with a different body.",
      );
    }
    const fields = read(body);
    if (fields === null) {
      return refusal(
        422,
        "missing_required_field",
        "Missing `from`, `to`, `subject`, or `html` and `text`.",
      );
    }
    const id = crypto.randomUUID();
    this.sent.push({ id, atMs: Date.now(), ...fields });
    if (key !== undefined) this.#kept.set(key, { body, id });
    return { status: 200, body: { id } };
  }

  reset(): void {
    this.sent.length = 0;
    this.#kept.clear();
  }
}

export function refusal(status: number, name: string, message: string): MailAnswer {
  return { status, body: { statusCode: status, name, message } };
}

function read(body: string): Omit<SentMail, "id" | "atMs"> | null {
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(body) as Record<string, unknown>;
  } catch {
    return null; // Not JSON: refused as incomplete, like Resend.
  }
  const { from, to, subject } = fields;
  const part = (one: unknown) => (typeof one === "string" ? one : null);
  const [text, html] = [part(fields.text), part(fields.html)];
  const list = Array.isArray(to) ? to.map(String) : typeof to === "string" ? [to] : [];
  if (typeof from !== "string" || typeof subject !== "string") return null;
  if (text === null && html === null) return null;
  if (list.length === 0 || list.length > 50) return null;
  return { from, to: list, subject, text, html };
}
