import { layOut, paint } from "./appearance.js";
import { handleMessages, reportHeight, settings, tell } from "./parent.js";
import { openSession } from "./stripe-api.js";

const place = document.getElementById("wallets");
const WALLETS = {
  applePay: { type: "apple_pay", name: "Apple Pay" },
  googlePay: { type: "google_pay", name: "Google Pay" },
  link: { type: "link", name: "Link" },
};
/** Wallets that are never available in this simulator. */
const NEVER = { amazonPay: false, paypal: false, klarna: false };

function button({ type, name }) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", textContent: name });
  made.dataset.testid = `express-${type}`;
  made.style.minBlockSize = `${settings.buttonHeight ?? 44}px`;
  made.addEventListener("click", () => tell({ type: "press", wallet: type, name }));
  made.addEventListener("focus", () => tell({ type: "focus" }));
  made.addEventListener("blur", () => tell({ type: "blur" }));
  return made;
}

handleMessages({
  update: ({ options }) => {
    if (options.appearance) paint(options.appearance);
  },
  focus: () => place.querySelector("button")?.focus(),
  blur: () => document.activeElement?.blur(),
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") tell({ type: "escape" });
});
paint(settings.appearance);
layOut(settings.locale);
const { session, error } = await openSession(settings.currency);
if (error) tell({ type: "loaderror", error });
else {
  const shown = (wallet) =>
    session.wallets.includes(wallet) && settings.paymentMethods?.[wallet] !== "never";
  const wallets = Object.keys(WALLETS).filter(shown);
  place.replaceChildren(...wallets.map((wallet) => button(WALLETS[wallet])));
  place.hidden = wallets.length === 0;
  reportHeight(place);
  const each = Object.keys(WALLETS).map((wallet) => [wallet, wallets.includes(wallet)]);
  const available = { ...Object.fromEntries(each), ...NEVER };
  tell({
    type: "ready",
    availablePaymentMethods: wallets.length === 0 ? undefined : available,
  });
}
