/** Starts the simulator alone: `node test/simulators/cgrates/main.ts [port] [master|v0.10]`. */
import { startCgratesSimulator } from "./server.ts";

const [port = "2080", version = "master"] = process.argv.slice(2);
const simulator = await startCgratesSimulator({
  port: Number(port),
  version: version === "v0.10" ? "v0.10" : "master",
});
console.log(`CGRateS simulator (${version}): ${simulator.url}`);
