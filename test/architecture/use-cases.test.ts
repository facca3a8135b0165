import { describe, expect, test } from "vitest";
import { code } from "./support/files.ts";
import {
  calledFromOutside,
  misplacedUseCases,
  nameByFile,
  namelessRefusals,
  portProblems,
  portsIn,
  wholePorts,
  withoutActor,
} from "./support/use-cases.ts";

const src = code("src");
const called = calledFromOutside(src);

/** Files of `src/app/ports` that are no port of their own, and why. */
const NO_PORT: Readonly<Record<string, string>> = {
  "src/app/ports/ports.ts": "the list of all ports, from which use cases pick",
  "src/app/ports/port-fault.ts": "what every port throws when its neighbour gave no usable answer",
  "src/app/ports/settings.ts": "the settings that use cases decide by; no call leads anywhere",
};

/** Use cases that need not know who acts, and why. */
const WITHOUT_ACTOR: Readonly<Record<string, string>> = {
  authenticateOperator: "finds out who acts",
  findLink: "a link is checked before it is drawn as a QR code; it finds the same for all",
  getPriceList: "prices are no secret",
  getProvisioningJob: "a job holds no personal data, and the caller has no name to log",
  identifyAgain: "the signed token says how the service was found; no address counts here",
  provision: "acts by the claim that the object gives for each try",
  quote: "the signed token says how the service was found, and nothing is recorded",
  sendNotices: "acts by the notices that the object has pending, and logs nothing",
};

describe("use cases", () => {
  test("each is told who acts, second after its ports", () => {
    const advice = "(needs: Pick<Ports, …>, actor: Actor, input), or name it in WITHOUT_ACTOR";
    expect(
      src.flatMap((file) => withoutActor(file, called, WITHOUT_ACTOR)),
      advice,
    ).toEqual([]);
  });

  test("each has a file of its own, which is called like it", () => {
    const advice = "one use case per file: request-top-up.ts exports requestTopUp";
    expect(
      src.flatMap((file) => misplacedUseCases(file, called)),
      advice,
    ).toEqual([]);
  });

  test("each takes only the ports that it uses", () => {
    expect(src.flatMap(wholePorts), 'write Pick<Ports, "objects" | "clock">').toEqual([]);
  });

  test("each names the codes that it can refuse with", () => {
    const advice = 'write Result<TopUpView, Refusal<"not_found" | "wrong_state">>';
    expect(src.flatMap(namelessRefusals), advice).toEqual([]);
  });

  test("are found at all", () => {
    const outside = [...called].filter((one) => one.startsWith("src/app/"));
    expect(outside.length).toBeGreaterThan(25);
  });
});

describe("ports", () => {
  test("each has a file of its own, which is called like it", () => {
    const found = code("src/app/ports").flatMap((file) => portProblems(file, NO_PORT));
    expect(found, "split the file; data types stay beside the port that speaks them").toEqual([]);
  });
});

describe("these checks can fail", () => {
  const file = (text: string, path = "src/app/refund/request-refund.ts") => ({ path, text });
  const route = file(
    'import { requestRefund, other as b } from "../../app/refund/request-refund.ts";',
    "src/http/api/top-up.ts",
  );
  const outside = calledFromOutside([route]);

  test("who is called from outside", () => {
    expect([...outside]).toEqual([
      "src/app/refund/request-refund.ts#requestRefund",
      "src/app/refund/request-refund.ts#other",
    ]);
    expect(calledFromOutside([{ ...route, path: "src/app/operator/x.ts" }]).size).toBe(0);
  });

  test.each([
    ["export async function requestRefund(ports: P, actor: Actor, input: I) {}", 0],
    ["export async function requestRefund(ports: P, { ip }: Customer | Caller) {}", 0],
    ["export async function requestRefund(ports: P, actor: Customer | I) {}", 1],
    ["export async function requestRefund(ports: P, input: I) {}", 1],
    ["export async function requestRefund(ports: P, { actor }: I) {}", 1],
    ["export function requestRefund(a: string) {}", 0],
    ["export const requestRefund = async (ports: P, input: I) => 1;", 1],
    ["export const requestRefund = async function (ports: P, input: I) {};", 1],
    ["export const requestRefund = async (ports: P, actor: Actor) => 1;", 0],
    ["export function requestRefund(ports: P): Promise<void> {}", 1],
    ["export const requestRefund = (ports: P): Promise<void> => f();", 1],
    ["export const requestRefund = (ports: P) => 1;", 0],
    ["export async function step(ports: P) {}", 0],
  ])("%s without an actor: %s", (text, count) => {
    expect(withoutActor(file(text), outside)).toHaveLength(count);
    expect(withoutActor(file(text), outside, { requestRefund: "a reason" })).toEqual([]);
  });

  test("a second use case in a file, and none in the rooms below", () => {
    const text = "export async function other(ports: P, actor: Actor) {}";
    expect(misplacedUseCases(file(text), outside)).toHaveLength(1);
    expect(misplacedUseCases(file(text, "src/app/base/actor.ts"), outside)).toEqual([]);
  });

  test("file names as names of functions", () => {
    expect(nameByFile("src/app/payment/sync-top-up.ts")).toBe("syncTopUp");
  });

  test.each([
    ['function f(ports: Pick<Ports, "clock">) {}', 0],
    ['function f(clock: Ports["clock"]) {}', 0],
    ["function f(names: keyof Ports) {}", 0],
    ["function f(ports: Ports) {}", 1],
    ["const f = (ports: Readonly<Ports>) => 1;", 1],
  ])("%s takes all ports: %s", (text, count) => {
    expect(wholePorts(file(text))).toHaveLength(count);
  });

  test.each([
    ['type A = Promise<Result<T, Refusal<"not_found">>>;', 0],
    ['type A = Omit<Refusal, "code">;', 0],
    ["type A = Promise<Result<T, Refusal>>;", 1],
    ["type A = Result<T, Refusal> | null;", 1],
  ])("%s refuses without names: %s", (text, count) => {
    expect(namelessRefusals(file(text))).toHaveLength(count);
  });

  test("a file of two ports, of none, and of another's name", () => {
    const one = "export interface Clock { now(): number }";
    const two = "export interface Ids { readonly fresh: (prefix: string) => string }";
    const data = "export interface Lap { readonly at: number }";
    const at = (text: string) => portProblems({ path: "src/app/ports/clock.ts", text });
    expect(portsIn(file(`${one}\n${two}\n${data}`))).toEqual(["Clock", "Ids"]);
    expect(at(`${one}\n${data}`)).toEqual([]);
    expect(at(`${one}\n${two}`)).toHaveLength(1);
    expect(at(two)).toHaveLength(1);
    expect(at(data)).toHaveLength(1);
    const below = (text: string) => portProblems({ path: "src/app/ports/clock/lap.ts", text });
    expect(below(data)).toEqual([]);
    expect(below(one)).toHaveLength(1);
  });
});
