import { connectionError, lastError } from "./errors.js";
import { openFrame, originOf, setStyles } from "./frames.js";
import { SIMULATOR } from "./settings.js";

/** The public view of an intent, or `{ error }`. */
export async function retrieve(key, clientSecret) {
  const id = String(clientSecret).split("_secret_")[0];
  const query = new URLSearchParams({ client_secret: clientSecret });
  try {
    const url = `${SIMULATOR.origin}/v1/payment_intents/${id}?${query}`;
    const headers = {
      authorization: `Bearer ${key}`,
      "x-simulator-switches": SIMULATOR.switches,
    };
    const answer = await fetch(url, { headers });
    const body = await answer.json();
    return answer.ok ? { paymentIntent: body } : { error: body.error };
  } catch {
    return { error: connectionError() };
  }
}

/** Finishes a confirmation: 3-D Secure if the bank demands it, then the result or a redirect. */
export async function finish(intent, { clientSecret, redirect, returnUrl }) {
  let current = intent;
  if (current.status === "requires_action") {
    const away = current.next_action?.redirect_to_url?.url;
    if (away) return leave(away);
    if (redirect === "always" && returnUrl) return leaveForBank(clientSecret, returnUrl);
    current = await askBank(clientSecret);
  }
  if (current.status === "requires_payment_method") return { error: lastError(current) };
  if (redirect === "always" && returnUrl) {
    const reached = current.status === "processing" ? "pending" : "succeeded";
    return leave(returnAddress(returnUrl, clientSecret, reached));
  }
  return { paymentIntent: current };
}

/** Opens 3-D Secure over the page. Resolves with the intent after it. */
function askBank(clientSecret) {
  return new Promise((resolve) => {
    const cover = document.createElement("div");
    cover.dataset.testid = "3ds-overlay";
    const talk = openFrame("/frames/three-d-secure", {
      title: "Secure 3-D Secure frame",
      testId: "3ds-frame",
      origin: originOf("bank"),
      params: { clientSecret, parent: window.location.origin },
      onMessage: (message) => {
        if (message.type !== "done") return;
        talk.close();
        cover.remove();
        resolve(message.intent);
      },
    });
    setStyles(cover, {
      position: "fixed",
      inset: "0",
      zIndex: "2147483647",
      display: "grid",
      placeItems: "center",
      background: "rgb(0 0 0 / 60%)",
    });
    setStyles(talk.frame, { width: "min(100%, 24rem)", height: "22rem", borderRadius: "6px" });
    cover.append(talk.frame);
    document.body.append(cover);
  });
}

function leaveForBank(clientSecret, returnUrl) {
  const hash = encodeURIComponent(JSON.stringify({ clientSecret, returnUrl }));
  return leave(`${SIMULATOR.origin}/frames/three-d-secure#${hash}`);
}

function returnAddress(returnUrl, clientSecret, redirectStatus) {
  const url = new URL(returnUrl, window.location.href);
  url.searchParams.set("payment_intent", clientSecret.split("_secret_")[0]);
  url.searchParams.set("payment_intent_client_secret", clientSecret);
  url.searchParams.set("redirect_status", redirectStatus);
  return url.href;
}

/** Navigates away; like in Stripe.js the promise then stays pending. */
function leave(url) {
  window.location.assign(url);
  return new Promise(() => {});
}
