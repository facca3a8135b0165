/** What the document says of the whole API. */
export const ABOUT_API = `Prepaid top-ups: find the service, see what is left, pay, and be
online again. Every payment that succeeds ends credited or refunded, exactly once.

**A purchase.** \`GET /api/service\` (or \`POST /api/identify\`) gives a service token, offers
and quotes. \`POST /api/top-ups\` makes the top-up. Stripe's SDK, web or mobile, makes a
confirmation token of what the customer enters (its public key comes from \`GET
/api/payment-settings\`), and \`POST …/confirm\` tries to pay with it; at \`action\` the SDK takes
the client secret (\`handleNextAction\`), and \`POST …/sync\` follows. Then \`GET …\` or the socket
until the state is final. A server with a page of its own needs \`POST /api/payment-intents\` only.

**Formats.** JSON in UTF-8. Amounts are whole minor units with a currency in lower case,
instants RFC 3339 in UTC. Unknown fields are refused: on a money route a misspelt field must not
be ignored. New fields may appear in answers.

**Repeating.** A post that makes a top-up carries an \`Idempotency-Key\`. A key belongs to one
service: there it stands for offer, quantity and price, and the same again gets the same top-up,
for as long as the service exists (its payment only with the session that made it). Another
input is a \`key_conflict\`. With another service the same key is another key: make a new one per
purchase. All other calls are safe to repeat.

**Refusals.** \`application/problem+json\` (RFC 9457). Programs compare \`code\`; \`detail\` is for
developers, \`customer_message\` for the person who pays, in the language of \`lang\` in the query,
the cookie of the portal or \`Accept-Language\`, as far as the brand has it, otherwise in English
(\`Content-Language\` says which). \`errors\` names every wrong field, with
its bounds. \`Retry-After\` (seconds) comes where the unchanged request may work later: 429, 503 and
\`top_up_open\`. \`request_id\` (also \`X-Request-Id\`) finds the log line.

**Limits.** Bodies: 64 KiB. Posts: 30 a minute per session and address, 300 per address (IPv6: per
/64). Typed numbers: 20 in ten minutes per address. Service tokens and quotes: 15 minutes, up to
2048 characters. Unpaid top-ups end after 30 minutes. Texts have the lengths that their
schemas name.

**Session.** A signed cookie, without an account. Browsers send it; apps keep it as a browser does;
servers need none. A post that a browser sends from a page of another host (\`Sec-Fetch-Site\`,
otherwise \`Origin\`) is refused with \`cross_site_form\`; apps and servers send neither header.`;

/** The groups of operations. */
export const TAGS = [
  { name: "Service", description: "Which service, and what is left" },
  { name: "Sale", description: "What it costs" },
  { name: "Payment", description: "From Pay to the bank" },
  { name: "Top-ups", description: "What became of it" },
  { name: "Operator", description: "For CRMs and other systems of the operator, with a key" },
  { name: "About", description: "The API itself" },
] as const;
