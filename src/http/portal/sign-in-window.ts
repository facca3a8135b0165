/**
 * Whether the page is shown by the small window in which a phone signs in to a Wi-Fi network.
 * Wallets, bank apps and second windows do not work there, and what it stores is gone with it.
 *
 * Android names the app that shows a page. Apple's names itself in its first probe only; later it
 * is a bare WebKit without the name of any browser, which a page pinned to the home screen or
 * inside another app can be too: it is told to open in a browser as well, which does no harm.
 */
export function isSignInWindow(headers: Headers): boolean {
  const agent = headers.get("user-agent") ?? "";
  const app = headers.get("x-requested-with") ?? "";
  const bare = APPLE_DEVICE.test(agent) && NO_BROWSER.test(agent);
  return bare || agent.includes(APPLE_PROBE) || /captiveportallogin/i.test(app);
}

const APPLE_PROBE = "CaptiveNetworkSupport";
const APPLE_DEVICE = /^Mozilla\/5\.0 \((?:iPhone|iPad|iPod|Macintosh);/;
/** Browsers go on with their names here. */
const NO_BROWSER = /\(KHTML, like Gecko\)(?: Mobile\/\w+)?$/;
