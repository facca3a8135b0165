import type { PushFrame } from "../../contract/api.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";

/** `WebSocket.OPEN`; the runtime and the browser typings name the constant differently. */
const OPEN = 1;

/** Sockets at once: of one session here, on one top-up, of the whole service. */
const MOST = { ofSession: 10, onTopUp: 30, ofService: 200 } as const;
/** "Policy violation" (RFC 6455, section 7.4.1). */
const POLICY = 1008;

/**
 * Opens a hibernating socket, tagged with its top-up and its session, and sends the first view. 429
 * where there are too many: no older one is closed for it, because its page would open another at
 * once. A page without a socket asks every few seconds.
 */
export function acceptSocket(
  state: DurableObjectState,
  first: TopUpView,
  session: string,
): Response {
  const { topUpId } = first;
  const open = (tag?: string) =>
    state.getWebSockets(tag).filter((socket) => socket.readyState === OPEN).length;
  const isFull =
    open(session) >= MOST.ofSession || open(topUpId) >= MOST.onTopUp || open() >= MOST.ofService;
  if (isFull) return new Response("too many sockets", { status: 429 });
  const pair = new WebSocketPair();
  state.acceptWebSocket(pair[1], [topUpId, session]);
  pair[1].send(frame(first));
  return new Response(null, { status: 101, webSocket: pair[0] });
}

/** A browser has nothing to say, and every message wakes the object: who sends one is closed. */
export function closeTalker(socket: WebSocket): void {
  socket.close(POLICY, "this socket takes no messages");
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
