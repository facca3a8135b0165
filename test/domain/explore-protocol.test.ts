/** Assumptions of the exploration (`test/simulation/explore`) about its own parts. */

import { describe, expect, test } from "vitest";
import { setBalanceBody, tombstoneBody } from "../../src/adapters/cgrates/set-balance.ts";
import { provision } from "../../src/app/provisioning/provision.ts";
import { bucketId } from "../../src/domain/base/ids.ts";
import type { Reading } from "../../src/domain/ocs/reading.ts";
import { SERVICE_ID, TestBackend } from "../app/test-backend.ts";
import type { Step } from "../simulation/explore/consumers.ts";
import { deadEnds } from "../simulation/explore/dead-ends.ts";
import { EXPLORATIONS } from "../simulation/explore/explorations.ts";
import { Growing } from "../simulation/explore/growing.ts";
import { Ocs } from "../simulation/explore/ocs.ts";
import { DAYS, IDS, NOW } from "../simulation/explore/setting.ts";
import { Space, type State } from "../simulation/explore/space.ts";

const PORTS = {
  "read first": "read",
  send: "write",
  "read again": "read",
  record: "recordEvidence",
};
const portOf = (step: Step, kind: "grant" | "revoke"): string =>
  step === "ask" ? (kind === "grant" ? "grantCredit" : "revokeCredit") : PORTS[step];

/** Takes the first step whose words contain these, one after the other. */
function walk(space: Space, from: State, ...words: readonly string[]): State {
  return words.reduce((state, word) => {
    const found: State[] = [];
    space.edges(state, ({ what, to }) => {
      if (what.includes(word)) found.push(to);
    });
    const next = found[0];
    if (!next) throw new Error(`no step "${word}"`);
    return next;
  }, from);
}

/** The steps of the only consumer, from its claim to its end. */
function steps(space: Space, claimed: State): string[] {
  const taken: string[] = [];
  let at = claimed;
  for (let id = at.consumers[0]; id !== undefined; id = at.consumers[0]) {
    const { step, kind } = space.consumers.all.get(id);
    taken.push(portOf(step, kind));
    at = walk(space, at, "A, ");
  }
  return taken;
}

/** What the real consumer calls, in order. */
async function calls(kind: "grant" | "revoke"): Promise<string[]> {
  const backend = new TestBackend();
  const called: string[] = [];
  const send = { kind: "send", body: "{}" };
  const account = { ocs: "main", tenant: "t", account: "a" };
  const claim = { kind, fence: 1, account, budget: { callMs: 2500, tryMs: 8000 } };
  const answers: Record<string, unknown> = {
    claimTopUp: claim,
    grantCredit: send,
    revokeCredit: send,
    recordEvidence: null,
  };
  const object = new Proxy(backend.object.port, {
    get: (_, name) => async () => {
      called.push(String(name));
      return answers[String(name)];
    },
  });
  const read = async (): Promise<Reading> => {
    called.push("read");
    return { kind: "unreadable", at: NOW, why: "no matter" };
  };
  const write = async () => {
    called.push("write");
    return { kind: "unknown" as const, text: "" };
  };
  const ports = {
    ...backend.ports,
    objects: { ...backend.ports.objects, of: () => object },
    ocs: { read, write },
  };
  await provision(ports, { serviceId: SERVICE_ID, topUpId: IDS[0] });
  return called;
}

describe("a consumer of the exploration", () => {
  const GRANTED = ["A is paid", "A is claimed: grant", "reads the account", "grant: credit of A"];

  test("given a top-up to grant, then it takes the steps of the real one", async () => {
    const space = new Space(EXPLORATIONS.default);
    const claimed = walk(space, space.start, "A is paid", "A is claimed: grant");
    expect(["claimTopUp", ...steps(space, claimed)]).toEqual(await calls("grant"));
  });

  test("given a top-up to revoke, then it takes the steps of the real one", async () => {
    const space = new Space(EXPLORATIONS.default);
    const granted = walk(space, space.start, ...GRANTED, "dies");
    const claimed = walk(space, granted, "A is refunded by an operator", "A is claimed: revoke");
    expect(["claimTopUp", ...steps(space, claimed)]).toEqual(await calls("revoke"));
  });

  test("given accounts that get lost, when A is revoked, then only A's consumer may miss its own", () => {
    const readings = (lost: "disabled" | "gone", name: "A" | "B") => {
      const space = new Space({ ...EXPLORATIONS.default, lost });
      const steps = [`${name} is paid`, `${name} is claimed: grant`, "reads the account"];
      const granted = walk(space, space.start, ...steps, `grant: credit of ${name}`, "dies");
      const order = [`${name} is refunded by an operator`, `${name} is claimed: revoke`];
      const found: string[] = [];
      space.edges(walk(space, granted, ...order), ({ what }) => found.push(what));
      return found.filter((what) => /reads, and (the|there)/.test(what));
    };
    expect(readings("disabled", "A")).toEqual(["A, revoke: reads, and the account is disabled"]);
    expect(readings("gone", "A")).toEqual(["A, revoke: reads, and there is no account"]);
    expect([...readings("disabled", "B"), ...readings("gone", "B")]).toEqual([]);
  });

  test("given a second claim, when the first consumer goes on, then its fence is stale", () => {
    const space = new Space(EXPLORATIONS.default);
    const claimed = walk(space, space.start, "A is paid", "A is claimed", "A is claimed");
    const current = claimed.consumers.map((id) => space.consumers.all.get(id).current);
    expect(current.sort()).toEqual([false, true]);
  });

  test("given a state, when it is written as a number and read again, then it is the same", () => {
    const space = new Space(EXPLORATIONS.default);
    const state = walk(space, space.start, ...GRANTED, "sends", "B is paid");
    expect(space.decode(space.encode(state))).toEqual(state);
  });
});

describe("the OCS of the exploration", () => {
  const bucket = { tenant: "t", account: "a", balanceType: "*data", bucketId: bucketId(IDS[0], 1) };
  const endAt = NOW + DAYS[0] * 86_400_000;
  const credit = setBalanceBody({ ...bucket, endAt, value: 1, weight: 1, ratingSubject: null });

  test("given a tombstone, when the credit arrives late, then the bucket stays disabled", () => {
    const ocs = new Ocs();
    const [tombstone, late] = [ocs.body(tombstoneBody({ ...bucket, endAt })), ocs.body(credit)];
    const after = ocs.deliver(ocs.deliver(ocs.empty, tombstone), late);
    expect(ocs.accounts.get(after)).toEqual([{ id: IDS[0], endAt, disabled: true }]);
  });

  test("given a credit, when it arrives again, then nothing has changed", () => {
    const ocs = new Ocs();
    const once = ocs.deliver(ocs.empty, ocs.body(credit));
    expect(ocs.accounts.get(once)).toEqual([{ id: IDS[0], endAt, disabled: false }]);
    expect(ocs.deliver(once, ocs.body(credit))).toBe(once);
  });
});

describe("dead ends", () => {
  const edges = (...pairs: readonly (readonly [number, number])[]) => {
    const [from, to] = [new Growing(), new Growing()];
    for (const [a, b] of pairs) {
      from.push(a);
      to.push(b);
    }
    return { from, to };
  };

  test("given a circle beside the way to the end, then it names the first state of the circle", () => {
    expect(deadEnds(4, edges([0, 1], [0, 2], [2, 3], [3, 2]), [1])).toBe(2);
  });

  test("given a way to an end from everywhere, then there is none", () => {
    expect(deadEnds(4, edges([0, 1], [0, 2], [2, 3], [3, 2], [3, 0]), [1])).toBeNull();
  });
});
