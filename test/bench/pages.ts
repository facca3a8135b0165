/**
 * Pages: the product's first page beside a plain Hono page. Pages of one service that are opened
 * within half a second share one reading of the charging system, so there are two products here:
 * one whose pages go round all services (most of them ask), and one whose pages are all of one
 * service (most of them share).
 */
import { startFloor } from "./floor.ts";
import { benchAddress, startProduct } from "./product.ts";
import { type Block, Blocks, type Target } from "./target.ts";
import { type Contender, type Line, shareRow, TURNS_HEAD, takeTurns, turnsRow } from "./turns.ts";

const BLOCKS: readonly Block[] = [{ concurrent: 8, customers: 300 }];
const WARM_UP: Block = { concurrent: 8, customers: 600 };
const GOAL = "goal: CPU ≤ 4 ×";

/** Lines of a table. Throws when a page is not the page that is meant. */
export async function pagesTable(rounds: number): Promise<readonly string[]> {
  const product = await startProduct();
  const floor = await startFloor();
  try {
    const opened = (name: string, open: (slot: number) => Promise<void>): Contender => {
      const blocks = new Blocks({
        ...product,
        ...cpuOf(name, product, floor),
        customer: timed(open),
      });
      return { name, run: (block) => blocks.run(block) };
    };
    const contenders = [
      opened("product", (slot) => firstPage(product.url, slot)),
      opened("product, one service", () => firstPage(product.url, 0)),
      opened("plain", (slot) => page(`${floor.url}/page?id=${slot}`, {}, "<h1>")),
    ];
    for (const contender of contenders) await contender.run(WARM_UP);
    return [...TURNS_HEAD, ...rowsOf(await takeTurns(contenders, BLOCKS, rounds))];
  } finally {
    await floor.stop();
    await product.stop();
  }
}

const cpuOf = (name: string, product: Target, floor: Target): Pick<Target, "cpuMs"> => ({
  cpuMs: name === "plain" ? floor.cpuMs : product.cpuMs,
});

const timed = (open: (slot: number) => Promise<void>) => async (slot: number) => {
  const began = performance.now();
  await open(slot);
  return performance.now() - began;
};

const firstPage = (url: string, slot: number): Promise<void> =>
  page(`${url}/`, { "CF-Connecting-IP": benchAddress(slot) }, 'data-panel="days"');

async function page(url: string, headers: Record<string, string>, has: string): Promise<void> {
  const response = await fetch(url, { headers: { ...headers, accept: "text/html" } });
  const text = await response.text();
  if (response.status === 200 && text.includes(has)) return;
  throw new Error(`${url}: HTTP ${response.status}, without ${has}: ${text.slice(0, 300)}`);
}

function rowsOf(lines: readonly Line[]): readonly string[] {
  const plain = lines.at(-1);
  if (!plain) throw new Error("no page was measured");
  return lines.flatMap((line) =>
    line === plain ? [turnsRow(line)] : [turnsRow(line), shareRow(line, plain, GOAL)],
  );
}
