import type { PushFrame } from "../../contract/api.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";

/** `WebSocket.OPEN`; the runtime and the browser typings name the constant differently. */
const OPEN = 1;

/** Hibernating sockets, tagged with the top-up they watch. */
export function acceptSocket(
  state: DurableObjectState,
  topUpId: string,
  first: TopUpView,
): Response {
  const pair = new WebSocketPair();
  state.acceptWebSocket(pair[1], [topUpId]);
  pair[1].send(frame(first));
  return new Response(null, { status: 101, webSocket: pair[0] });
}

/** Pushes the present state to whoever watches. A socket that is gone is its browser's business. */
export function push(state: DurableObjectState, view: TopUpView): void {
  const text = frame(view);
  for (const socket of state.getWebSockets(view.topUpId)) {
    if (socket.readyState !== OPEN) continue;
    try {
      socket.send(text);
    } catch {
      // It closed under our hands. The commit stands, and the browser asks again by itself.
    }
  }
}

function frame(view: TopUpView): string {
  const message: PushFrame = { type: "top_up", top_up: topUpJson(view) };
  return JSON.stringify(message);
}
