import type { PushFrame } from "../../contract/api.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import type { TopUpId } from "../../domain/base/ids.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";

/** `WebSocket.OPEN`; the runtime and the browser typings name the constant differently. */
const OPEN = 1;

/** Opens a hibernating socket, tagged with its top-up, and sends the first view. */
export function acceptSocket(
  state: DurableObjectState,
  topUpId: TopUpId,
  first: TopUpView,
): Response {
  const pair = new WebSocketPair();
  state.acceptWebSocket(pair[1], [topUpId]);
  pair[1].send(frame(first));
  return new Response(null, { status: 101, webSocket: pair[0] });
}

/** Pushes the present view to every socket of its top-up. A socket that is gone is passed over. */
export function push(state: DurableObjectState, view: TopUpView): void {
  const text = frame(view);
  for (const socket of state.getWebSockets(view.topUpId)) {
    if (socket.readyState !== OPEN) continue;
    try {
      socket.send(text);
    } catch {
      // It closed meanwhile. The commit holds, and the browser opens another socket by itself.
    }
  }
}

function frame(view: TopUpView): string {
  const message: PushFrame = { type: "top_up", top_up: topUpJson(view) };
  return JSON.stringify(message);
}
