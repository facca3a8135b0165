import { SenderRefused } from "../ports/email-sender.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";

type ReportSenderNeeds = Pick<Ports, "deploymentFindings" | "log">;

/** The domain of a brand's sender, `Name <receipts@example.com>`: nothing of a customer. */
const subjectOf = (from: string): string =>
  `mail/${/@([^@<>\s]+)>?\s*$/.exec(from)?.[1] ?? "unknown"}`;

/**
 * Raises the finding that the mail service refuses our own sender. Other faults raise none. Never
 * throws: the message comes again, and reports it again.
 */
export async function reportSenderRefused(
  needs: ReportSenderNeeds,
  from: string,
  fault: unknown,
): Promise<void> {
  if (!(fault instanceof SenderRefused)) return;
  const subject = subjectOf(from);
  const detail = `the mail service refuses emails from ${subject.slice(5)}: ${fault.message}`;
  await orLogged(needs, () =>
    needs.deploymentFindings.raise({ kind: "email_sender_refused", subject, detail }),
  );
}

/** Closes the finding: the service has taken an email of this sender. Never throws. */
export async function closeSenderRefused(needs: ReportSenderNeeds, from: string): Promise<void> {
  const found = { kind: "email_sender_refused", subject: subjectOf(from) } as const;
  await orLogged(needs, () => needs.deploymentFindings.close(found));
}

/** The next email writes it again, so a silent D1 costs nothing but a line in the log. */
async function orLogged({ log }: ReportSenderNeeds, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (fault) {
    const why = fault instanceof PortFault ? fault.message : String(fault);
    log.warn("email_sender_not_reported", { why });
  }
}
