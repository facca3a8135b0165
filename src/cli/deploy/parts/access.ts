import * as z from "zod";
import type { DeployPart, DeployTarget } from "../deployment.ts";
import { fine, type LookedAt, lacking, mended, wrong } from "../looked-at.ts";

/** Routes of staff. Webhooks, the portal and its API stay open. */
export const STAFF_PATHS = ["/operator", "/api/operator", "/console"] as const;

const application = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  destinations: z.array(z.looseObject({ uri: z.string().optional() })).nullish(),
});
type Application = z.infer<typeof application>;

/** Cloudflare Access in front of the routes of staff, where the operator wants it. */
export const accessPart: DeployPart = {
  name: "Access",
  look: async (deployment) => {
    const { access: people } = deployment.answers();
    const what = "Access before the operator's routes";
    if (people === undefined || people.length === 0) {
      const is = "not wanted: operator keys alone guard them (--access you@kestrel.example)";
      return [fine(what, is)];
    }
    const call = { path: "~/access/apps?per_page=1000", needs: "access" } as const;
    const all = await deployment.cloudflare.ask(call, z.array(application));
    const wanted = destinationsOf(deployment);
    const own = all.find(({ name }) => name === nameOf(deployment)) ?? null;
    return [inspectApplication(deployment, what, { own, wanted, people })];
  },
};

const nameOf = ({ config }: DeployTarget): string => `${config().name}: operators`;

function destinationsOf({ variable }: DeployTarget): readonly string[] {
  const base = variable("PUBLIC_URL");
  const host = URL.canParse(base) ? new URL(base).host : "";
  return STAFF_PATHS.map((path) => `${host}${path}`);
}

interface Access {
  readonly own: Application | null;
  readonly wanted: readonly string[];
  readonly people: readonly string[];
}

function inspectApplication(
  deployment: DeployTarget,
  what: string,
  { own, wanted, people }: Access,
): LookedAt {
  const { cloudflare } = deployment;
  const destinations = wanted.map((uri) => ({ type: "public", uri }));
  if (own === null) {
    const change = `make the Access application "${nameOf(deployment)}" for ${people.join(", ")}`;
    return mended(lacking(what, "there is none"), change, async () => {
      const body = {
        type: "self_hosted",
        name: nameOf(deployment),
        destinations,
        session_duration: "8h",
        service_auth_401_redirect: true,
        http_only_cookie_attribute: true,
        policies: [{ name: "staff", decision: "allow", include: people.map(included) }],
      };
      const call = { method: "POST", path: "~/access/apps", body, needs: "access" } as const;
      await cloudflare.ask(call, z.unknown());
    });
  }
  const covered = (own.destinations ?? []).flatMap(({ uri = "" }) => uri);
  const open = wanted.filter((uri) => !covered.includes(uri));
  if (open.length === 0) return fine(what, wanted.join(", "));
  const todo = `add them to the application "${own.name}" (Zero Trust, Access, Applications)`;
  return wrong(what, `does not cover ${open.join(", ")}`, todo);
}

/** A rule of Access for one mail address, or for a domain that begins with @. */
const included = (person: string) =>
  person.startsWith("@")
    ? { email_domain: { domain: person.slice(1) } }
    : { email: { email: person } };
