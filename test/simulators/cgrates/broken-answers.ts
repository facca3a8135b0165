/** Answers that are no answer to the call: another call's, and one that does not end. */
import type { ServerResponse } from "node:http";
import type { Reply } from "./dispatch.ts";

interface Waiting {
  readonly replies: readonly Reply[];
  readonly send: (replies: readonly Reply[]) => void;
}

/** Two exchanges that meet here get each other's replies, as behind a proxy that mixes them up. */
export class Crossing {
  #waiting: Waiting | null = null;

  /** The first of two waits for the second one, however long that takes. */
  meet(replies: readonly Reply[], send: Waiting["send"]): void {
    const other = this.#waiting;
    this.#waiting = other === null ? { replies, send } : null;
    if (other === null) return;
    other.send(replies);
    send(other.replies);
  }
}

const PART = Buffer.alloc(64 * 1024, " ");

/** Blanks before the JSON, which no parser minds, as fast as the caller takes them. */
export function sendEndless(response: ServerResponse): void {
  response.writeHead(200, { "Content-Type": "application/json" });
  const go = () => {
    while (!response.destroyed && response.write(PART));
  };
  response.on("drain", go);
  go();
}
