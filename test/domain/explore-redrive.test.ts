/** Found by the exploration with an OCS that refuses writes; the steps are its shortest history. */
import { expect, test } from "vitest";
import { Space, type State } from "../simulation/explore/space.ts";

const DRIVEN_AGAIN = [
  "A is paid, or that is told again",
  "B is paid, or that is told again",
  "A is claimed: deliver",
  "A, deliver: reads the account",
  "A, deliver: asks for the grant: credit of A until day 7",
  "A is refunded by an operator",
  "A is claimed: withdraw",
  "A, deliver (late): sends",
  "A, withdraw: reads the account",
  "the consumer of A dies",
  "A, withdraw: asks for the withdrawal: withdrawal of A until day 7",
  "A is claimed: withdraw",
  "A, withdraw: reads the account",
  "A, withdraw: asks for the withdrawal: withdrawal of A until day 7",
  "A, withdraw: sends, is refused",
  "A, withdraw: reads the account",
  "the network delivers the credit of A until day 7",
  "A, withdraw (late): sends",
  "A, withdraw: records what it read (its time is up)",
  "B is claimed: deliver",
  "B, deliver: reads the account",
  "the network delivers the withdrawal of A until day 7",
  "A, withdraw (late): reads the account",
  "A, withdraw (late): records what it read",
  "A is driven again by an operator",
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

test("given a parked top-up driven again after a withdrawal, when the next one is granted on an \
older reading, then the withdrawn bucket does not count", () => {
  const space = new Space({ owed: false, refusals: true });
  const grants: string[] = [];
  space.edges(walk(space, DRIVEN_AGAIN), ({ what }) => {
    if (what.startsWith("B, deliver: asks")) grants.push(what);
  });
  expect(grants).toEqual(["B, deliver: asks for the grant: credit of B until day 3"]);
});
