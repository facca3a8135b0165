import * as z from "zod";
import type { DeployPart, DeployTarget } from "../deployment.ts";
import { fine, type LookedAt, lacking, mended, wrong } from "../looked-at.ts";
import { ownToken, wantsAccess } from "./access-token.ts";
import { publicUrl } from "./public-url.ts";

/** Routes of staff. Webhooks, the portal and its API stay open. */
export const STAFF_PATHS = ["/operator", "/api/operator", "/console"] as const;

const application = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  destinations: z.array(z.looseObject({ uri: z.string().optional() })).nullish(),
  policies: z.array(z.unknown()).nullish(),
});
type Application = z.infer<typeof application>;

/** Cloudflare Access in front of the routes of staff, where the operator wants it. */
export const accessPart: DeployPart = {
  name: "Access",
  look: async (deployment) => {
    const { access: people } = deployment.answers();
    const what = "Access before the operator's routes";
    if (people === undefined || !wantsAccess(deployment)) {
      const is = "not wanted: operator keys alone guard them (--access you@kestrel.example)";
      return [fine(what, is)];
    }
    if (publicUrl(deployment) === null)
      return [lacking(what, "there is none", "set PUBLIC_URL first")];
    const call = { path: "~/access/apps?per_page=1000", needs: "access" } as const;
    const all = await deployment.cloudflare.ask(call, z.array(application));
    const wanted = destinationsOf(deployment);
    const own = all.find(({ name }) => name === nameOf(deployment)) ?? null;
    const programs = (await ownToken(deployment))?.id ?? null;
    return [inspectApplication(deployment, what, { own, wanted, people, programs })];
  },
};

const nameOf = ({ config }: DeployTarget): string => `${config().name}: operators`;

function destinationsOf(deployment: DeployTarget): readonly string[] {
  const host = publicUrl(deployment)?.host ?? "";
  return STAFF_PATHS.map((path) => `${host}${path}`);
}

interface Access {
  readonly own: Application | null;
  readonly wanted: readonly string[];
  readonly people: readonly string[];
  /** The id of the service token; null: it is made first. */
  readonly programs: string | null;
}

function inspectApplication(
  deployment: DeployTarget,
  what: string,
  { own, wanted, people, programs }: Access,
): LookedAt {
  const { cloudflare } = deployment;
  const destinations = wanted.map((uri) => ({ type: "public", uri }));
  if (own === null) {
    if (programs === null) return lacking(what, "there is none", "the service token comes first");
    const change = `make the Access application "${nameOf(deployment)}" for ${people.join(", ")}`;
    return mended(lacking(what, "there is none"), change, async () => {
      const body = {
        type: "self_hosted",
        name: nameOf(deployment),
        destinations,
        session_duration: "8h",
        service_auth_401_redirect: true,
        http_only_cookie_attribute: true,
        policies: [
          { name: "staff", decision: "allow", include: people.map(included) },
          {
            name: "programs",
            decision: "non_identity",
            include: [{ service_token: { token_id: programs } }],
          },
        ],
      };
      const call = { method: "POST", path: "~/access/apps", body, needs: "access" } as const;
      await cloudflare.ask(call, z.unknown());
    });
  }
  const covered = (own.destinations ?? []).flatMap(({ uri = "" }) => uri);
  const open = wanted.filter((uri) => !covered.includes(uri));
  const place = `application "${own.name}" (Zero Trust, Access, Applications)`;
  if (open.length === 0 && programs !== null && JSON.stringify(own.policies).includes(programs)) {
    return fine(what, wanted.join(", "));
  }
  if (open.length === 0) {
    const is = "lets no program through: npm run operator would not arrive";
    return wrong(what, is, `add a Service Auth policy with the service token to the ${place}`);
  }
  const todo = `add them to the ${place}`;
  return wrong(what, `does not cover ${open.join(", ")}`, todo);
}

/** A rule of Access for one mail address, or for a domain that begins with @. */
const included = (person: string) =>
  person.startsWith("@")
    ? { email_domain: { domain: person.slice(1) } }
    : { email: { email: person } };
