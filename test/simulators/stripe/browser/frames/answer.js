import { settings, tell } from "./parent.js";

/** The pages of a bank and of a method with a redirect: pass or fail, then back. */
const { clientSecret, returnUrl } = settings;
const id = clientSecret.split("_secret_")[0];
const buttons = document.querySelectorAll("button");
const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
document.documentElement.classList.toggle("dark", dark);

async function sendAnswer(result) {
  const answer = await fetch(`/answers/${id}`, {
    method: "POST",
    body: JSON.stringify({ client_secret: clientSecret, result }),
  });
  const intent = await answer.json();
  if (!answer.ok) throw new Error(intent.error?.message ?? "There was no answer.");
  return intent;
}

/** Goes back to the page: by a message to the overlay, or to the return address. */
function goBack(intent) {
  if (!returnUrl) {
    tell({ type: "done", intent });
    return;
  }
  const url = new URL(returnUrl);
  const failed = intent.status === "requires_payment_method";
  url.searchParams.set("payment_intent", id);
  url.searchParams.set("payment_intent_client_secret", clientSecret);
  url.searchParams.set("redirect_status", failed ? "failed" : "succeeded");
  window.location.assign(url.href);
}

for (const button of buttons) {
  button.addEventListener("click", async () => {
    for (const each of buttons) each.disabled = true;
    try {
      goBack(await sendAnswer(button.value));
    } catch (fault) {
      document.querySelector(".fault").textContent = String(fault.message);
      for (const each of buttons) each.disabled = false;
    }
  });
  // The buttons are disabled until their handlers are installed.
  button.disabled = false;
}
