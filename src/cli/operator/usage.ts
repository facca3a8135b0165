export const USAGE = `npm run operator -- <command> [id] [options]

  ready                     does everything answer the Worker? OCS, Stripe, D1, queues, objects
  list                      unfinished and parked top-ups and open findings, with what to do
  list --today …            all that were paid, newest first, by the filters below
  find <anything>           the top-ups of an id, a payment, TXN-, INV-, a provision id, an email
  evidence <id>             all that is known: the log, and the OCS and Stripe as read now
  confirm <id>              end it as credited, when a reading shows the credit
  refund <id>               refund the payment
  approve-top-up <id>       let go what is in review, or a sale that waits for approval
  reject-top-up <id>        say no to it: a payment is refunded, a sale is canceled
  redrive <id>              try again now
  unblock <id>              the payer of this top-up, who took back its money, may buy again
  manual-refund <id>        record a refund that was paid outside Stripe (--reference says how)
  link <svc_…>              the address and the QR code of a service, to print
  rotate-link <svc_…>       a new link; links that were printed before stop working
  revoke-link <svc_…>       no link, until one is printed again
  reproject <svc_…|all>     after D1 was restored: the services send all their rows to D1 again
  export <svc_…|all>        what the objects hold, a file per service (--out; src/docs/export.md)
  approvals                 orders that wait for another operator's approval
  approve <svc_…/apr_…>     agree to what another operator ordered: it happens now
  approvals reject <…>      say no to what another operator ordered (svc_…/apr_…): nothing happens
  approvals retract <…>    take back what you ordered (svc_…/apr_…)
  brand list                ids, names, host names, newest change, bad rows
  brand show <id>           a brand, and who changed what in it
  brand set <id>            changes columns of a brand, or makes one (--set)
  payer find <email>        the paid top-ups of the person with exactly this email
  payer erase <pay_…>       forget the person; what was logged and booked stays as it is
  payer reseal              after SEAL_KEYS or PAYER_KEY_SECRETS got a new key in front
  webhook list              who is called when something happens, and whether it works
  webhook add <https://…>   a new endpoint; its secret is printed once (--types, --description)
  webhook rotate <whe_…>    a new secret; the one before signs too for --overlap-hours
  webhook disable <whe_…>   it is not called any more; enable: it is
  webhook enable <whe_…>    after it was disabled, by you or because it failed for days
  webhook test <whe_…>      sends it webhook.test
  webhook deliveries <…>    the newest tries at an endpoint (whe_…)
  webhook redeliver <…>     an event once more (--event evt_…)
  key list                  the keys of people and machines
  key create                a new key; its token is printed once (--person, --role, …)
  key rotate <key_…>        a new token for your own key, or for a machine's
  key revoke <key_…>        the key opens nothing any more

  <id>                      svc_…/top_…, or top_… alone once it was paid; find takes pi_…,
                            TXN-…, INV-…, a provision id, an email, and the uuid, IMSI or
                            telephone number of a service too

  --url URL                 the deployment (or EDGE_TOPUP_URL; default http://127.0.0.1:8787)
  --reason TEXT             why; recorded. Needed by all that change something, but for approve,
                            link, payer reseal, key create, key rotate, webhook test and redeliver
  --reference TEXT          for manual-refund: for example the number of the bank transfer
  --limit N                 for list and approvals (default 100)
  --after ID                for reproject all and payer reseal: continue after this id
  --out FOLDER              for export; the same folder again continues where it was interrupted
  --json                    print the answer as JSON

for list
  --today, --since DAY      requested today, or since a day as 2026-12-31; of your time zone
  --failed                  not credited, or not yet certainly: refunded and on the way there
  --refunded                refunded, or on the way there
  --declined                a card was declined, paid afterwards or not; kept for 30 days
  --state A,B               these states (src/docs/state-machine.md)
  --amount "70.00 USD"      of exactly this price
  --brand ID, --service ID  of one brand, of one service (svc_…)
  --after ID                the page that begins after this top-up

for brand set
  --set COLUMN=VALUE        as often as needed: name="Kestrel Mobile", languages=["en"]; a new
                            brand needs every column that brand show lists

for webhook
  --types A,B               only these events: alert.*, alert.opened (default: * for all)
  --brand ID                only events of this brand (default: all, and the deployment's own)
  --description TEXT        whose endpoint it is
  --event evt_…             for redeliver

for key create
  --person ID               who holds the key, or answers for the machine: one spelling per person
  --role ROLE               viewer, support, finance, approver, administrator, auditor, integration
  --name NAME               for people to read (default: the person)
  --kind KIND               person (default) or machine
  --scopes A,B              only these of the role's
  --brands A,B              only these brands (default: all)
  --expires INSTANT         for example 2027-06-30T00:00:00Z (default: never)
for key revoke
  --yes                     also the key of the last administrator
for key rotate
  --overlap-hours N         how long the old token still works (default 24)

The environment variable OPERATOR_TOKEN holds your own token (etk_…). The token says who you are;
OPERATOR_BOOTSTRAP_TOKEN of the deployment makes the first administrator. Behind Cloudflare Access:
CF_ACCESS_CLIENT_ID and CF_ACCESS_CLIENT_SECRET hold a service token (src/docs/deploy.md).`;

/** The command line is wrong; the message says what is missing. */
export class UsageMistake extends Error {
  /** Whose lines of the usage help; null: the whole usage does. */
  readonly command: string | null;
  constructor(message: string, command: string | null = null) {
    super(message);
    this.command = command;
  }
}

/** The lines of the usage about one command. */
export function usageOf(command: string): readonly string[] {
  const own = new RegExp(`^  ${command}(?=\\s)`);
  const lines = USAGE.split("\n");
  const extra = lines.findIndex((line) => line.startsWith("for ") && line.includes(command));
  const rest = extra < 0 ? [] : lines.slice(extra + 1);
  const end = rest.findIndex((line) => !/^ {2,}/.test(line));
  return [...lines.filter((line) => own.test(line)), ...rest.slice(0, end < 0 ? undefined : end)];
}

/** The command that was most likely meant; null: none is near. */
export function nearest(word: string, commands: readonly string[]): string | null {
  const ranked = commands
    .map((command) => ({ command, far: distance(word, command) }))
    .sort((a, b) => a.far - b.far);
  const [best] = ranked;
  return best && best.far <= Math.max(2, Math.floor(best.command.length / 3)) ? best.command : null;
}

/** Letters to add, drop or change (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
