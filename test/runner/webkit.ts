import { existsSync } from "node:fs";
import { installPackages } from "./debian.ts";

/** MiniBrowser, the browser that WebKitGTK's driver opens; it has no place in PATH. */
const PLACES = ["x86_64-linux-gnu", "aarch64-linux-gnu"].map(
  (machine) => `/usr/lib/${machine}/webkit2gtk-4.1/MiniBrowser`,
);
export const miniBrowser = (): string | undefined => PLACES.find((path) => existsSync(path));

const found = () =>
  miniBrowser() !== undefined &&
  ["/usr/bin/WebKitWebDriver", "/usr/bin/xvfb-run", "/usr/bin/xauth"].every(existsSync);

/** Installs WebKitGTK with its driver and an X server, if it can; null, or what is missing. */
export function ensureWebKit(): string | null {
  if (!found()) installPackages(["webkit2gtk-driver", "xvfb", "xauth"]);
  return found() ? null : "no WebKitGTK (Debian: apt-get install webkit2gtk-driver xvfb xauth)";
}
