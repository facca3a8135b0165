import type { Engine } from "./engine.ts";

export function status(engine: Engine): unknown {
  if (engine.version === "master") return { node_id: "sim", version: "CGRateS@v0.11.0~dev-sim" };
  return { NodeID: "sim", Version: "CGRateS@v0.10.5~dev-sim" };
}
