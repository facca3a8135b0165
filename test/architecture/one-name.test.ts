import { describe, expect, test } from "vitest";
import { code, read } from "./support/files.ts";
import {
  misnamedHandlers,
  misnamedMethods,
  otherDecisions,
  otherHandlers,
  otherMethods,
  unexplained,
} from "./support/one-name.ts";

const OBJECT = "src/object/service/object.ts";
const OBJECTS = [OBJECT, "src/object/keyed/object.ts"];

/** Handlers whose name is not that of one use case, and why. */
const NO_USE_CASE: Readonly<Record<string, string>> = {
  getHealthRoute: "answers from the Worker alone",
  getDocumentRoute: "answers with a document",
  docsPageRoute: "a page that shows the document",
  getPaymentSettingsRoute: "answers from the configuration alone",
  openSocketRoute: "hands the connection over to the object",
  linkRoute: "one address for three use cases: print, rotate and revoke a link",
  identifyRoute: "one address for two use cases: by proof, and by a typed number",
  reprojectRoute: "one address for two use cases: one service, or the next page of all",
  identifyPageRoute: "a page: a form, no use case",
  servicePageRoute: "a page, of which several use cases give the parts",
  submitFormRoute: "the same page after a form without script",
  topUpPageRoute: "a page, of which several use cases give the parts",
  reminderRoute: "a file made of the top-up",
  linkQrRoute: "a picture of a link",
  handoverQrRoute: "a picture of an address",
};

/** A command of the object > a decision of another name, and why. */
const OTHER_DECISIONS: Readonly<Record<string, string>> = {
  "decideAgain > confirmCredited": "what was ordered, decided when it is approved",
  "decideAgain > recordManualRefund": "what was ordered, decided when it is approved",
  "decideAgain > approveTopUp": "what was ordered, decided when it is approved",
  "decideAgain > rejectTopUp": "what was ordered, decided when it is approved",
  "decideAgain > refundTopUp": "what was ordered, decided when it is approved",
  "makeRoom > cancelTopUp": "a step of requestTopUp: the oldest unpaid top-up makes room",
  "reconstructFrom > reconstructTopUp": "a step of recordPayment, for a top-up that is lost",
  "recordReconciliation > reconcileCredit": "records a reading; what follows is the credit's",
  "supersede > cancelTopUp": "a step of requestTopUp: the older top-up is cancelled",
  "tickTopUp > tick": "the time alone decides; no layer above orders it",
  "waitFor > stopWaiting": "waits for a decision that others make, and stops when none came",
};

/** A use case > a method of the object of another name, and why. */
const OTHER_METHODS: Readonly<Record<string, string>> = {
  "resealPayers > listPayers": "asks for the rows, seals them anew, writes them",
  "maskEmail > getPayer": "opens the payer to show a part of the address",
  "getEvidence > getPayer": "the payer is a part of the evidence",
  "actOnEvent > recordRefund": "an event is an answer of Stripe, which the object records",
  "getService > noteReading": "reads the OCS, and the object remembers what was read",
  "openPayment > recordIntent": "a step of requestTopUp: opens at Stripe, then records",
  "openPayment > recordNoIntent": "a step of requestTopUp: Stripe made none, which is recorded",
  "openPayment > recordPayment": "a step of requestTopUp: the intent was paid meanwhile",
  "processRefunds > pendingStripeCalls": "asks what is due, calls Stripe, records the answer",
  "processRefunds > recordPayment": "the answer of Stripe to a cancellation",
  "processRefunds > recordRefund": "the answer of Stripe to a refund",
  "projectServices > unprojected": "asks what D1 lacks, writes it, records that it is there",
  "projectServices > recordProjected": "records what D1 has confirmed",
  "projectServices > numberInvoices": "the invoice sequence numbers what is projected",
  "provision > claimTopUp": "one try is claim, grant or revoke, then evidence",
  "provision > grantCredit": "one try is claim, grant or revoke, then evidence",
  "provision > revokeCredit": "one try is claim, grant or revoke, then evidence",
  "provision > recordEvidence": "one try is claim, grant or revoke, then evidence",
  "receiveDeadLetter > recordDeadLetter": "receives a message, and the object records it",
  "reconcileCredits > creditsToReconcile": "asks what to read, reads it, records it",
  "reconcileCredits > recordReconciliation": "records what was read",
  "reprojectPage > reproject": "reprojects each service of a page",
  "reprojectPage > setServiceClosed": "a restored register may have forgotten it",
  "reprojectService > reproject": "of one service; the object is that service",
  "sendNotices > pendingNotices": "asks what is due, sends it, records the answer",
  "sendNotices > recordNotice": "records the answer of the email service",
  "supersedeOpenTopUp > recordPayment": "records how Stripe answered the cancellation",
  "supersedeOpenTopUp > requestTopUp": "a step of requestTopUp: repeats it when the way is free",
  "actOnSwept > reprojectIfUnseen": "D1 lacks what Stripe reports",
  "servicesAfter > numberedServices": "the invoice sequence knows services that D1 forgot",
  "syncPayment > recordPayment": "reads Stripe, and the object records what was read",
  "tellClosedServices > setServiceClosed": "tells the objects of many services",
  "tellClosedStatus > setServiceClosed": "tells the object of one service",
  "topUpDongle > waitFor": "the older protocol answers once the outcome is known",
};

/** The last word of a route > a handler without this word, and why. */
const OTHER_HANDLERS: Readonly<Record<string, string>> = {
  "? > servicePageRoute": "three addresses of one page: the front, a link, a typed number",
  "? > submitFormRoute": "the same three addresses",
  "? > identifyPageRoute": "the address is declared beside the page: FIND_PATH",
  "? > handoverQrRoute": "the address is declared beside the page: HANDOVER_PATH",
  "provision_id > getProvisioningJobRoute": "the older system's address",
  "readyz > checkReadinessRoute": "the address that monitors ask",
  "stripe > receiveWebhookRoute": "each sender has its address",
  "top-ups > getEvidenceRoute": "what an operator gets of a top-up is its evidence",
};

describe("one operation has one name", () => {
  test("a handler is called like its use case: cancelTopUpRoute answers with cancelTopUp", () => {
    const handlers = code("src/http/api", "src/http/operator", "src/http/legacy");
    const more = code("src/http/webhooks", "src/http/portal");
    const found = [...handlers, ...more].flatMap((file) => misnamedHandlers(file, NO_USE_CASE));
    expect(found, "rename the handler or the use case, whichever says less").toEqual([]);
  });

  test("a method of the object is called like the command that it hands over to", () => {
    const found = OBJECTS.flatMap((path) => misnamedMethods({ path, text: read(path) }));
    expect(found, "rename the method or the command").toEqual([]);
  });

  test("a command of the object uses the decision that is called like it", () => {
    const found = code("src/object").flatMap(otherDecisions);
    expect(unexplained(found, OTHER_DECISIONS), "rename one, or say why").toEqual([]);
  });

  test("a use case calls the method of the object that is called like it", () => {
    const useCases = code("src/app").filter(({ path }) => !path.startsWith("src/app/ports/"));
    const found = useCases.flatMap(otherMethods);
    expect(unexplained(found, OTHER_METHODS), "rename one, or say why").toEqual([]);
  });

  test("the last word of a route is in the name of its handler", () => {
    const found = code("src/http").flatMap(otherHandlers);
    expect(unexplained(found, OTHER_HANDLERS), "rename one, or say why").toEqual([]);
  });
});

describe("these checks can fail", () => {
  const handler = (name: string) => ({
    path: "src/http/api/top-up.ts",
    text: `import { cancelTopUp } from "../../app/payment/cancel-top-up.ts";
      import { syncTopUp } from "../base/sync.ts";
      export const ${name} = (c) => cancelTopUp(c);`,
  });

  test.each([
    ["cancelTopUpRoute", 0],
    ["stopRoute", 1],
    ["syncTopUpRoute", 1],
    ["refOf", 0],
  ])("the handler %s: %s", (name, count) => {
    expect(misnamedHandlers(handler(name))).toHaveLength(count);
    expect(misnamedHandlers(handler(name), { [name]: "a reason" })).toEqual([]);
  });

  const object = (method: string) => ({
    path: OBJECT,
    text: `import * as provisioning from "./commands/provisioning.ts";
      export class A { ${method} }`,
  });

  test.each([
    ["async grantCredit(input) { return provisioning.grantCredit(this.core, input); }", 0],
    ["async grant(input) { return provisioning.grantCredit(this.core, input); }", 1],
    ["async wake() { await this.outbox.drive(); }", 0],
    ["async fetch(r) { return provisioning.grantCredit(r); }", 0],
  ])("%s: %s", (method, count) => {
    expect(misnamedMethods(object(method))).toHaveLength(count);
  });

  const pairs = (found: readonly { readonly pair: string }[]) => found.map(({ pair }) => pair);

  test.each([
    ["import { grantCredit as decideGrant } from", "decideGrant(t)", []],
    ["import { revokeCredit as decideGrant } from", "decideGrant(t)", ["revokeCredit"]],
    ["import { revokeCredit } from", "core.apply(id, revokeCredit)", ["revokeCredit"]],
    ["import * as decide from", "decide.grantCredit(t)", []],
    ["import * as decide from", "decide.revokeCredit(t)", ["revokeCredit"]],
    ["import { type Permit, isMoving } from", "isMoving(t)", []],
  ])("%s …; grantCredit() { %s }: %j", (imported, body, found) => {
    const text = `${imported} "../../../domain/top-up/decide/grant.ts";
      export function grantCredit(core) { return ${body}; }`;
    const path = "src/object/service/commands/provisioning.ts";
    expect(pairs(otherDecisions({ path, text }))).toEqual(
      found.map((one) => `grantCredit > ${one}`),
    );
  });

  test.each([
    ["needs.objects.of(id).cancelTopUp(input)", []],
    ["needs.objects.of(id).refundTopUp(input)", ["refundTopUp"]],
    ["objects.invoiceSequence().numberInvoices({})", ["numberInvoices"]],
    ["object.refundTopUp(order)", ["refundTopUp"]],
    ["(() => { const it = objects.of(id); return it.refundTopUp(order); })()", ["refundTopUp"]],
    ["((it: ServiceObject) => it.refundTopUp(order))(a)", ["refundTopUp"]],
    ["object.getTopUp(ref)", []],
    ["payments.refundTopUp(order)", []],
  ])("a use case cancelTopUp with %s: %j", (body, found) => {
    const text = `export async function cancelTopUp() { return ${body}; }`;
    const path = "src/app/payment/cancel-top-up.ts";
    expect(pairs(otherMethods({ path, text }))).toEqual(found.map((one) => `cancelTopUp > ${one}`));
  });

  test.each([
    ['"/top-ups/:id/redrive", redriveTopUpRoute', []],
    ['"/top-ups/:id/again", redriveTopUpRoute', ["again > redriveTopUpRoute"]],
    [`\`\${topUp}/again\`, query(a), redriveTopUpRoute`, ["again > redriveTopUpRoute"]],
    ["topUp, getTopUpRoute", []],
    ["topUp, getEvidenceRoute", ["top-ups > getEvidenceRoute"]],
    ["elsewhere, getTopUpRoute", ["? > getTopUpRoute"]],
    ['"/socket", openSocketRoute(open)', []],
  ])("routes.get(%s): %j", (given, found) => {
    const text = `const topUp = "/top-ups/:id"; routes.get(${given});`;
    expect(pairs(otherHandlers({ path: "src/http/api/routes.ts", text }))).toEqual(found);
  });

  test("a reason for what is gone, and what has no reason", () => {
    const found = [{ pair: "a > b", place: "a.ts:1" }];
    expect(unexplained(found, {})).toEqual(["a.ts:1: a > b"]);
    expect(unexplained(found, { "a > b": "why" })).toEqual([]);
    expect(unexplained([], { "a > b": "why" })).toEqual(["a > b: is gone"]);
  });
});
