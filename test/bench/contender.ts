/**
 * Child of `against.ts`: the house of the checkout in `process.argv[2]`, with the simulators that
 * it had. Each message asks for some customers; the answer is how it went.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { workerdChildren } from "../dev/process-table.ts";
import { type Asked, LANES, type Went } from "./against.ts";
import { type Course, serve } from "./course.ts";

/** Work after the last credit (projection, letter) belongs to these customers too. */
const TAIL_MS = 150;
const TICK_MS = 10;

let nextLane = 0;

async function go(house: Course, pid: number, { concurrent, customers }: Asked): Promise<Went> {
  // Round all services, so that none has bought much more than another.
  const first = nextLane;
  nextLane += concurrent;
  const customer = (lane: number) => house.customer((first + lane) % LANES);
  const cpuBefore = cpuMs(pid);
  const served = await serve(customer, concurrent, customers);
  await new Promise((resolve) => setTimeout(resolve, TAIL_MS));
  return { ...served, cpuMs: cpuMs(pid) - cpuBefore };
}

/** User and system time of a process (proc(5): fields 14 and 15 of its stat). */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

const checkout = process.argv[2] ?? "";
const { startHouse } = (await import(
  pathToFileURL(join(checkout, "test/bench/house.ts")).href
)) as typeof import("./house.ts");
const house = await startHouse(LANES);
const [pid] = workerdChildren();
if (pid === undefined) throw new Error("the house has no workerd");
process.on("message", async (asked: Asked) => {
  process.send?.(await go(house, pid, asked));
});
process.once("disconnect", async () => {
  await house.stop();
  process.exit(0);
});
process.send?.("ready");
