/** Found by the exploration with an OCS that refuses writes: the shortest history to the case. */
import { expect, test } from "vitest";
import { EXPLORATIONS } from "../simulation/explore/explorations.ts";
import { Space, type State } from "../simulation/explore/space.ts";

const DRIVEN_AGAIN = [
  "A is paid, or the payment is reported again",
  "B is paid, or the payment is reported again",
  "A is claimed: grant",
  "A, grant: reads the account",
  "A, grant: requests the grant: credit of A until day 7",
  "A is refunded by an operator",
  "A is claimed: revoke",
  "A, grant (late): sends",
  "A, revoke: reads the account",
  "the consumer of A dies",
  "A, revoke: requests the revocation: revocation of A until day 7",
  "A is claimed: revoke",
  "A, revoke: reads the account",
  "A, revoke: requests the revocation: revocation of A until day 7",
  "A, revoke: sends, is refused",
  "A, revoke: reads the account",
  "the network delivers the credit of A until day 7",
  "A, revoke (late): sends",
  "A, revoke: records what it read (its time limit has passed)",
  "B is claimed: grant",
  "B, grant: reads the account",
  "the network delivers the revocation of A until day 7",
  "A, revoke (late): reads the account",
  "A, revoke (late): records what it read",
  "A is redriven by an operator",
];

/** Takes the steps of these names, one after the other. */
function walk(space: Space, names: readonly string[]): State {
  return names.reduce((state, name) => {
    const found: State[] = [];
    space.edges(state, ({ what, to }) => {
      if (what === name) found.push(to);
    });
    const next = found[0];
    if (!next) throw new Error(`no step "${name}"`);
    return next;
  }, space.start);
}

test("given a re-drive out of parked after a revocation, when the next top-up is granted on an \
older reading, then the revoked bucket does not count", () => {
  const space = new Space(EXPLORATIONS["the OCS may refuse permanently"]);
  const grants: string[] = [];
  space.edges(walk(space, DRIVEN_AGAIN), ({ what }) => {
    if (what.startsWith("B, grant: requests")) grants.push(what);
  });
  expect(grants).toEqual(["B, grant: requests the grant: credit of B until day 3"]);
});
