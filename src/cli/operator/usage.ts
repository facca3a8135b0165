export const USAGE = `npm run operator -- <command> [id] [options]

  list                      unfinished and parked top-ups and open findings, with what to do
  find <id or number>       the top-up of an id, a payment or a transaction; those of a service
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
  key list                  the keys of people and machines
  key create                a new key; its token is printed once (--person, --role, …)
  key rotate <key_…>        a new token for your own key, or for a machine's
  key revoke <key_…>        the key opens nothing any more

  <id>                      svc_…/top_…, or top_… alone once it was paid; find takes pi_…,
                            TXN-…, and the uuid, IMSI or telephone number of a service too

  --url URL                 the deployment (or EDGE_TOPUP_URL; default http://127.0.0.1:8787)
  --reason TEXT             why; recorded. Needed by all that change something, but for approve,
                            link, payer reseal and key create, key rotate
  --reference TEXT          for manual-refund: for example the number of the bank transfer
  --limit N                 for list and approvals (default 100)
  --after ID                for reproject all and payer reseal: continue after this id
  --json                    print the answer as JSON

for brand set
  --set COLUMN=VALUE        as often as needed: name="Kestrel Mobile", languages=["en"]; a new
                            brand needs every column that brand show lists

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
OPERATOR_BOOTSTRAP_TOKEN of the deployment makes the first administrator.`;

/** The command line is wrong; the message says what is missing. */
export class UsageMistake extends Error {}
