import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { DeployPart, DeployTarget } from "../deployment.ts";
import { fine, type LookedAt, lacking, mended, wrong } from "../looked-at.ts";
import { PLACES_OF_DATABASES, PLACES_OF_OBJECTS, placeOf } from "../places.ts";
import { withVar } from "../toml-edit.ts";
import { databaseNamed } from "./database-shape.ts";

/** A choice that is made once: the question, what it means, and what can be answered. */
export interface FixedChoice {
  readonly answer: "databases" | "objects" | "deploymentId";
  readonly flag: string;
  readonly question: string;
  readonly meaning: string;
  readonly options: readonly string[];
}

const MEANING =
  "eu, us and fedramp are guarantees: data and computing stay there. The others are hints: " +
  "Cloudflare begins near that place and guarantees nothing; take the one nearest to your " +
  "charging system";

export const CHOICES: readonly FixedChoice[] = [
  {
    answer: "databases",
    flag: "--databases",
    question: "Where shall the databases be made? They can never be moved.",
    meaning: MEANING,
    options: PLACES_OF_DATABASES,
  },
  {
    answer: "objects",
    flag: "--objects",
    question: "Where shall the objects live, which hold every top-up?",
    meaning:
      `${MEANING}. The jurisdiction is a part of every object's id: with another one later, none ` +
      "of the earlier top-ups is found. A hint counts for objects that are made after it changed",
    options: PLACES_OF_OBJECTS,
  },
  {
    answer: "deploymentId",
    flag: "--deployment-id",
    question: "What is the name of this deployment on its payments at Stripe?",
    meaning:
      "fixed for good: another one later stops sales. A name of its own for each environment and " +
      "for live and test mode; no host name",
    options: ["new", "a text of your own, for example kestrel-live"],
  },
];

export const choicesPart: DeployPart = {
  name: "choices that are made once",
  look: async (deployment) => {
    const deployed = await deployedVars(deployment);
    return [
      await databasesChosen(deployment),
      objectsChosen(deployment, deployed),
      deploymentChosen(deployment, deployed),
    ];
  },
};

/** Questions without an answer, which nothing has decided yet. */
export const openChoices = (lines: readonly LookedAt[]): readonly FixedChoice[] =>
  CHOICES.filter(({ flag }) =>
    lines.some(({ what, detail }) => what === `choice ${flag}` && detail === UNANSWERED),
  );

const UNANSWERED = "not answered";

function unanswered(answer: FixedChoice["answer"]): LookedAt {
  const { flag, question, meaning, options } = choiceOf(answer);
  const todo = `${question} ${meaning}. Answer: ${flag} ${options.join(" | ")}`;
  return lacking(`choice ${flag}`, UNANSWERED, todo);
}

const choiceOf = (answer: FixedChoice["answer"]): FixedChoice => {
  const found = CHOICES.find((choice) => choice.answer === answer);
  if (!found) throw new Error(`no choice ${answer}`);
  return found;
};

async function databasesChosen(deployment: DeployTarget): Promise<LookedAt> {
  const answer = deployment.answers().databases;
  const what = "choice --databases";
  const made: string[] = [];
  for (const { name } of deployment.config().databases) {
    const found = await databaseNamed(deployment, name);
    if (!found) continue;
    const { jurisdiction } = found;
    made.push(`${name}: ${jurisdiction ? `jurisdiction ${jurisdiction}` : "no jurisdiction"}`);
    const wanted = answer === undefined ? undefined : placeOf(answer).jurisdiction;
    if (wanted !== undefined && wanted !== (jurisdiction ?? null)) {
      const todo =
        "it cannot be moved: answer as it is, or delete it while it holds nothing that you need";
      return wrong(what, `${made.at(-1)}; the answer is ${answer}`, todo);
    }
  }
  if (answer !== undefined) return fine(what, [answer, ...made].join("; "));
  if (made.length === deployment.config().databases.length) return fine(what, made.join("; "));
  return unanswered("databases");
}

function objectsChosen(deployment: DeployTarget, deployed: DeployedVars): LookedAt {
  const what = "choice --objects";
  const hint = deployment.variable("LOCATION_HINT");
  const jurisdiction = deployment.variable("OBJECT_JURISDICTION");
  if (deployed !== null) {
    const lives = deployed.OBJECT_JURISDICTION ?? "";
    if (lives === jurisdiction) return fine(what, lives || hint);
    const is = `OBJECT_JURISDICTION is "${jurisdiction}", and what runs has "${lives}"`;
    return wrong(what, is, "set it back: with another one every earlier object is out of reach");
  }
  const answer = deployment.answers().objects;
  if (answer === undefined) return unanswered("objects");
  const place = placeOf(answer);
  const same =
    jurisdiction === (place.jurisdiction ?? "") && (place.hint === null || place.hint === hint);
  if (same) return fine(what, answer);
  const line = lacking(what, `the answer is ${answer}; wrangler.toml says otherwise`);
  return mended(line, `write ${answer} into wrangler.toml`, async () => {
    const { environment } = deployment.options;
    deployment.editConfig((text) => {
      const set = withVar(text, environment, "OBJECT_JURISDICTION", place.jurisdiction ?? "");
      return place.hint === null ? set : withVar(set, environment, "LOCATION_HINT", place.hint);
    });
  });
}

function deploymentChosen(deployment: DeployTarget, deployed: DeployedVars): LookedAt {
  const what = "choice --deployment-id";
  const id = deployment.variable("DEPLOYMENT_ID");
  const runs = deployed?.DEPLOYMENT_ID;
  if (runs && runs !== id) {
    const is = `DEPLOYMENT_ID is "${id}", and what runs has "${runs}"`;
    return wrong(
      what,
      is,
      "set it back: another one stops sales (runbook, deployment_id_conflict)",
    );
  }
  if (id !== "") return fine(what, id);
  const answer = deployment.answers().deploymentId;
  if (answer === undefined) return unanswered("deploymentId");
  const change = `write DEPLOYMENT_ID (${answer}) into wrangler.toml`;
  return mended(lacking(what, `the answer is ${answer}`), change, async () => {
    const name = answer === "new" ? randomUUID() : answer;
    const { environment } = deployment.options;
    deployment.editConfig((text) => withVar(text, environment, "DEPLOYMENT_ID", name));
  });
}

/** Vars of the version that runs; null: nothing was deployed yet. */
type DeployedVars = Readonly<Record<string, string>> | null;

const settingsShape = z.looseObject({
  bindings: z
    .array(z.looseObject({ type: z.string(), name: z.string(), text: z.string().optional() }))
    .default([]),
});

async function deployedVars({ cloudflare, config }: DeployTarget): Promise<DeployedVars> {
  const path = `~/workers/scripts/${config().name}/settings`;
  const found = await cloudflare.find({ path, needs: "scripts" }, settingsShape);
  if (found === null) return null;
  const vars = found.bindings.filter(({ type }) => type === "plain_text");
  // A Worker that only holds secrets has no vars: nothing of ours runs there yet.
  if (vars.length === 0) return null;
  return Object.fromEntries(vars.map(({ name, text = "" }) => [name, text]));
}
