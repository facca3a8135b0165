/**
 * Whether the page is shown by the small window in which a phone signs in to a Wi-Fi network.
 * Wallets, bank apps and second windows do not work there, and what it stores is lost with it.
 *
 * Android names the app that shows a page. Apple's window names itself in its first probe only.
 * Later it sends a bare WebKit without the name of a browser, as a page pinned to the home screen
 * or inside another app may do: such a page also advises to open a browser, which does no harm.
 */
export function isSignInWindow(headers: Headers): boolean {
  const agent = headers.get("user-agent") ?? "";
  const app = headers.get("x-requested-with") ?? "";
  const isBare = APPLE_DEVICE.test(agent) && NO_BROWSER.test(agent);
  return isBare || agent.includes(APPLE_PROBE) || /captiveportallogin/i.test(app);
}

const APPLE_PROBE = "CaptiveNetworkSupport";
const APPLE_DEVICE = /^Mozilla\/5\.0 \((?:iPhone|iPad|iPod|Macintosh);/;
/** The end of the header: a browser would go on with its name. */
const NO_BROWSER = /\(KHTML, like Gecko\)(?: Mobile\/\w+)?$/;
