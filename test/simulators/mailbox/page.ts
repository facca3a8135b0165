import type { SentMail } from "./mails.ts";

/** The page of the mailbox: newest first, text and HTML of each email. It reloads itself. */
export function mailboxPage(mails: readonly SentMail[]): string {
  const items = [...mails].reverse().map(mailItem).join("\n");
  const nothing = "<p>No mail yet. Buy something in the portal.</p>";
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="3">
<title>Mailbox (${mails.length})</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { max-inline-size: 44rem; margin: 0 auto; padding: 1.5rem 1rem; }
  h1 { font-size: 1.25rem; }
  article { border-block-start: 1px solid #8888; padding-block: 1rem; }
  h2 { font-size: 1.0625rem; margin: 0; }
  .about { margin: 0; font-size: .875rem; opacity: .75; }
  pre { font: inherit; white-space: pre-wrap; margin-block: .75rem 0; unicode-bidi: plaintext; }
  .about, pre { overflow-wrap: anywhere; }
  iframe { inline-size: 100%; block-size: 40rem; border: 1px solid #8888; }
  iframe { margin-block-start: .75rem; }
</style>
<h1>Mailbox: every mail the simulator was given</h1>
${items === "" ? nothing : items}
</html>
`;
}

function mailItem(mail: SentMail): string {
  const at = new Date(mail.atMs).toISOString();
  return `<article data-testid="mail">
<h2 dir="auto">${escaped(mail.subject)}</h2>
<p class="about">To ${escaped(mail.to.join(", "))} · from ${escaped(mail.from)} · ${at}</p>
${mail.text === null ? "" : `<pre>${escaped(mail.text)}</pre>`}
${mail.html === null ? "" : frame(mail.html)}
</article>`;
}

/** A frame without scripts, forms and outgoing links; the page's policy forbids all requests. */
const frame = (html: string): string =>
  `<iframe sandbox title="As HTML" srcdoc="${escaped(html)}"></iframe>`;

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
