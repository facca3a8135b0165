import { createSigner } from "../../src/adapters/signer/signer.ts";
import { KESTREL, kestrelUrl } from "../fixtures/brands.ts";
import { CAST, type CastMember } from "../fixtures/cast.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import type { Vars } from "./dev-vars.ts";

/** What of a world the banner names. */
export interface Shown {
  readonly url: string;
  readonly vars: Vars;
  readonly simulators: {
    readonly stripe: { readonly url: string } | null;
    readonly cgrates: { readonly url: string } | null;
    readonly mailbox: { readonly url: string };
  };
}

/** The text that `npm run dev` prints when everything runs: what to open and what to type. */
export async function banner(
  world: Shown,
  crons: { readonly nightly: string; readonly inspectorPort: number },
  kept: boolean,
): Promise<string> {
  const { url, simulators, vars } = world;
  const { stripe, cgrates, mailbox } = simulators;
  const nightly = `${url}/cdn-cgi/local/scheduled?${new URLSearchParams({ cron: crons.nightly })}`;
  const externalSimulators = {
    Mailbox: `${mailbox.url}/`,
    Stripe: stripe ? `${stripe.url}/   (simulator)` : "the real API",
    CGRateS: cgrates ? `${root(cgrates.url)}   (simulator)` : (vars.CGRATES_URL ?? ""),
    "Native API": `${url}/api/docs   (${url}/api/openapi.json)`,
    "Nightly cron, now": `curl '${nightly}'`,
    "Inspector (chrome://inspect)": `127.0.0.1:${crons.inspectorPort}`,
  };
  return [
    "",
    `  Portal, found by address   ${url}/`,
    `    (${CAST.ada.story})`,
    ...(await byLink(world, [CAST.emil, CAST.ben, CAST.cleo])),
    "",
    `  A second brand, ${KESTREL.name}: other name, look, prices, currency, consent and emails`,
    ...(await byLink(world, [CAST.kira])),
    "    (opened under 127.0.0.1 it leads to its own host name, localhost)",
    "",
    ...Object.entries(externalSimulators).map(([name, where]) => `  ${name.padEnd(25)}  ${where}`),
    "",
    "  Operators (tokens of no value, refused in production)",
    ...Object.values(OPERATORS).map(
      ({ key, story, token }) =>
        `    ${key.name.padEnd(6)} ${key.role.padEnd(14)} OPERATOR_TOKEN=${token}   (${story})`,
    ),
    `    OPERATOR_TOKEN=… npm run operator -- list --url ${url}`,
    "",
    "  Cards (any later date, any code)",
    "    4242 4242 4242 4242   pays           4000 0000 0000 0002   is declined",
    "    4000 0025 0000 3155   asks the bank  4000 0000 0000 9995   has no money left",
    "",
    kept
      ? "  State kept in .wrangler/dev. npm run dev -- --fresh forgets it."
      : "  A fresh world at every start (npm run dev -- --keep keeps it). Ctrl-C ends everything.",
    "",
  ].join("\n");
}

const root = (rpcUrl: string) => new URL("/", rpcUrl).href;

/** The links of these services, each under the host name of its brand. */
async function byLink({ url, vars }: Shown, members: readonly CastMember[]): Promise<string[]> {
  const lines = members.map(async (member) => {
    const link = await signedLink(homeOf(url, member), vars.SIGNING_KEY ?? "", member);
    return [`  Portal, found by link      ${link}`, `    (${member.story})`];
  });
  return (await Promise.all(lines)).flat();
}

/** The portal of a service's brand, on the Worker at `url`. */
export const homeOf = (url: string, { service }: CastMember): string =>
  service.brand === KESTREL.id ? kestrelUrl(url) : url;

/** The URL in a QR code. Throws for a cast member without a valid link. */
export async function signedLink(
  url: string,
  signingKey: string,
  member: CastMember,
): Promise<string> {
  const link = member.links.find(({ revoked }) => !revoked);
  if (!link) throw new Error(`${member.service.label} has no link`);
  const payload = { linkId: link.id, version: link.version };
  return `${url}/l/${await createSigner(signingKey).sign("link", payload)}`;
}
