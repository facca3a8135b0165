import { existsSync } from "node:fs";
import { installPackages } from "./debian.ts";

/** `FIREFOX_PATH`, or Debian's extended support release. */
export const firefoxPath = (): string => process.env.FIREFOX_PATH ?? "/usr/bin/firefox-esr";

/** Installs Firefox, if it can; null, or what is missing. */
export function ensureFirefox(): string | null {
  if (!existsSync(firefoxPath())) installPackages(["firefox-esr"]);
  return existsSync(firefoxPath())
    ? null
    : "no Firefox (Debian: apt-get install firefox-esr), or name one in FIREFOX_PATH";
}
