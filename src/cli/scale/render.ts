import {
  linesOf,
  type MonthlyLoad,
  monthUsd,
  nextMillionUsd,
  type ScaleCounts,
  usualLoad,
} from "./model.ts";
import { type Billed, PLAN_USD, PRICES, PRICES_READ_ON } from "./prices.ts";

const number = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const money = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const row = (...cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  row(...head),
  row(...head.map((_, n) => (n === 0 ? "---" : "---:"))),
  ...rows.map((cells) => row(...cells)),
];

/** A month of this load as a table: what is used, and what it costs beyond the plan. */
export function monthTable(counts: ScaleCounts, load: MonthlyLoad): readonly string[] {
  const lines = linesOf(counts, load);
  return [
    ...table(
      ["in a month", "used", "included", "USD"],
      lines.map(({ billed, amount, usd }) => {
        const { name, unit, included } = PRICES[billed];
        const named = name === unit ? name : `${name} (${unit})`;
        return [named, number.format(amount), number.format(included), money.format(usd)];
      }),
    ),
    row("Workers Paid plan", "", "", money.format(PLAN_USD)),
    row("**together**", "", "", `**${money.format(monthUsd(lines))}**`),
  ];
}

/** The counts themselves, in the names of the prices. */
function countsTable({ topUp, page, canceled, sweep }: ScaleCounts): readonly string[] {
  const cell = (value: number | undefined) => number.format(value ?? 0);
  const asked = (Object.keys(PRICES) as Billed[]).flatMap((billed) => {
    if (billed === "objectStorage" || billed === "d1Storage") return [];
    const cells = [topUp, page, canceled, sweep].map((of) => cell(of[billed]));
    return [[PRICES[billed].name, ...cells]];
  });
  return table(["each asks for", "top-up", "page", "canceled top-up", "sweep"], asked);
}

function nextMillion(counts: ScaleCounts, load: MonthlyLoad): readonly string[] {
  const lines = nextMillionUsd(counts, load).filter(({ usd }) => usd >= 0.005);
  const sum = lines.reduce((all, { usd }) => all + usd, 0);
  const rows = lines
    .toSorted((a, b) => b.usd - a.usd)
    .map(({ billed, usd }) => [PRICES[billed].name, money.format(usd)]);
  return [
    ...table(["per further million", "USD"], rows),
    row("**together**", `**${money.format(sum)}**`),
  ];
}

const bytes = (value: number) => `${new Intl.NumberFormat("en").format(Math.round(value))} bytes`;
const DATABASE_BYTES = 10e9;

/** `src/docs/scale.md`, whole. */
export function scaleDocument(counts: ScaleCounts): string {
  const million = usualLoad(1_000_000);
  const millions = (top: number) => number.format(top / 1e6);
  const perLedger = millions((DATABASE_BYTES * 0.7) / (counts.d1Bytes - counts.d1MainBytes));
  const perMain = millions(DATABASE_BYTES / counts.d1MainBytes);
  return `${[
    "# What a load costs",
    "",
    "Written by `npm run scale -- --write` from counts that `node test/bench/scale.ts` measured in workerd, with real D1, objects and",
    `queues, and from Cloudflare's prices as read on ${PRICES_READ_ON}. For another load: \`npm run scale -- --top-ups 3000000 --pages 2\`.`,
    "",
    "## The load model",
    "",
    `For each credited top-up: ${million.pages} further looks at the first page and ${million.canceled} canceled top-ups. Each service buys twice a month, and a year is kept.`,
    "Emails, texts and Stripe's fees are not in here: each costs far more than all of this.",
    "",
    "## What was counted",
    "",
    ...countsTable(counts),
    "",
    `A credited top-up takes at most ${bytes(counts.d1Bytes)} of D1, ${bytes(counts.d1MainBytes)} of them in \`DB\`. A ledger database (10 GB) is 70 % full after ${perLedger} million`,
    `top-ups, and the next one is begun; \`DB\` has no next one, and is full at ${perMain} million. A service's object takes ${bytes(counts.objectBytes)} with its first top-up, and ${bytes(counts.objectBytesPerTopUp)} for each further one.`,
    "CPU is that of all of workerd here, which is more than a Worker is billed. Object GB-s are the time of all calls on objects at 128 MB.",
    "A message is three operations of a queue; setting an alarm is one row written.",
    "",
    "## A million top-ups in a month",
    "",
    ...monthTable(counts, million),
    "",
    "## A million more",
    "",
    "When everything included is used up, without storage:",
    "",
    ...nextMillion(counts, million),
    "",
    "## Where the limits are",
    "",
    "* A D1 database does one thing at a time, and holds 10 GB. `DB` has the look-ups and customers of all ledgers ([decision 39](decisions/0039-ledgers-and-lookups.md)).",
    "* An object is one customer's service: its work is one top-up at a time. The invoice sequence of a brand is one object too; it gives numbers in tens of microseconds each,",
    "  and a call takes about a millisecond: some hundred credited top-ups a second for one brand.",
    "* A queue takes 5,000 messages a second; the projection writes up to a hundred services in one batch.",
  ].join("\n")}\n`;
}
