/**
 * WebKitGTK by WebDriver, from Debian's packages: Playwright drives only a WebKit that it has built
 * itself. The driver gets an X server of its own, and both are one process group.
 */
import { Builder, Capabilities, type WebDriver } from "selenium-webdriver";
import { ROOT } from "../../dev/paths.ts";
import { freePort } from "../../dev/ports.ts";
import { startGroup } from "../../dev/process-group.ts";
import { miniBrowser } from "../../runner/webkit.ts";

/** The driver program; `open` begins a session with an empty profile. */
export interface WebKit {
  open(): Promise<WebDriver>;
  stop(): Promise<void>;
}

export async function startWebKit(): Promise<WebKit> {
  const port = await freePort(0);
  const screen = ["-a", "-s", "-screen 0 1280x1024x24"];
  const group = startGroup("xvfb-run", [...screen, "WebKitWebDriver", `--port=${port}`], {
    cwd: ROOT,
    // Its sandbox needs rights that root in a container has not.
    env: { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" },
    output: `${ROOT}.tmp/webkit.log`,
  });
  const url = `http://127.0.0.1:${port}`;
  await listening(url, group.ended);
  return { open: () => open(url), stop: () => group.stop() };
}

/** Asks until the driver answers; throws if it ends before. */
async function listening(url: string, ended: Promise<string>): Promise<void> {
  let over: string | null = null;
  void ended.then((how) => {
    over = how;
  });
  for (;;) {
    if (over !== null) throw new Error(`WebKitWebDriver ended: ${over}`);
    const answered = await fetch(`${url}/status`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function open(url: string): Promise<WebDriver> {
  const wanted = new Capabilities({
    browserName: "MiniBrowser",
    "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation"] },
  });
  return new Builder().usingServer(url).withCapabilities(wanted).build();
}
