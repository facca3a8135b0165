import { type Browser, chromium } from "@playwright/test";
import { freePort } from "../dev/ports.ts";
import { systemChromium } from "../runner/chromium.ts";

export interface OpenBrowser {
  readonly chromium: Browser;
  /** The debugging port for Lighthouse. */
  readonly port: number;
  close(): Promise<void>;
}

/** Opens a browser for Playwright and Lighthouse that makes no requests of its own. */
export async function openBrowser(): Promise<OpenBrowser> {
  const port = await freePort(0);
  const executablePath = systemChromium();
  const browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: [
      `--remote-debugging-port=${port}`,
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-extensions",
      "--no-default-browser-check",
      "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    ],
  });
  return { chromium: browser, port, close: () => browser.close() };
}
