import type { Page } from "@playwright/test";
import { worldAddress } from "./world-address.ts";

/** Records a page's requests to our own origin from now on; socket upgrades as `SOCKET`. */
export class OurRequests {
  readonly #seen: string[] = [];

  constructor(page: Page) {
    const { origin } = new URL(worldAddress().portal);
    page.on("request", (request) => {
      const url = new URL(request.url());
      // Firefox reports a socket's upgrade as a request, Chromium as a socket.
      const method = url.pathname.endsWith("/socket") ? "SOCKET" : request.method();
      if (url.origin === origin) this.#seen.push(`${method} ${url.pathname}`);
    });
    page.on("websocket", (socket) => {
      const url = new URL(socket.url());
      if (url.host === new URL(origin).host) this.#seen.push(`SOCKET ${url.pathname}`);
    });
  }

  /** "GET /path", in the order of the requests. */
  get seen(): readonly string[] {
    return this.#seen;
  }

  forget(): void {
    this.#seen.length = 0;
  }
}
