/** The smallest page that sells by Elements as Stripe documents them. Tells all it hears. */
const { stripeJs, key, amount, currency, group, payment, express, click, slow } = JSON.parse(
  document.body.dataset.shop,
);
const byId = (id) => document.getElementById(id);

function say(text) {
  const item = document.createElement("li");
  item.textContent = text;
  byId("said").append(item);
}
const told = ({ error, paymentIntent }) =>
  error ? `${error.type} ${error.decline_code ?? error.code ?? ""}` : paymentIntent.status;

const policy = window.trustedTypes?.createPolicy("stripe", { createScriptURL: (url) => url });
const script = document.createElement("script");
script.src = policy ? policy.createScriptURL(stripeJs) : stripeJs;
script.onload = open;
script.onerror = () => say("script: error");
document.head.append(script);

function open() {
  const stripe = window.Stripe(key);
  const elements = stripe.elements({ mode: "payment", amount, currency, ...group });
  const wallets = elements.create("expressCheckout", express);
  const form = elements.create("payment", payment);
  wallets.on("ready", ({ availablePaymentMethods: all }) => {
    say(`wallets: ${all ? Object.keys(all).filter((name) => all[name]) : "none"}`);
  });
  form.on("ready", () => say("form: ready"));
  form.on("change", ({ complete, value }) => {
    byId("state").textContent = `${value.type} ${complete ? "complete" : "incomplete"}`;
  });
  for (const element of [wallets, form]) {
    element.on("loaderror", ({ elementType, error }) => {
      say(`${elementType}: loaderror ${error.type} ${error.message}`);
    });
  }
  wallets.on("click", ({ expressPaymentType, resolve }) => {
    say(`click: ${expressPaymentType}`);
    if (!slow) resolve(click);
  });
  wallets.on("cancel", () => say("cancel"));
  wallets.on("confirm", async ({ expressPaymentType, billingDetails, paymentFailed }) => {
    say(`confirm: ${expressPaymentType} ${billingDetails?.name} ${billingDetails?.email}`);
    await pay(paymentFailed);
  });
  byId("shop").addEventListener("submit", (event) => {
    event.preventDefault();
    void pay();
  });
  byId("more").addEventListener("click", () => elements.update({ amount: amount * 2 }));
  wallets.mount("#wallets");
  form.mount("#form");

  async function pay(paymentFailed) {
    const submitted = await elements.submit();
    if (submitted.error) return say(`submit: ${told(submitted)}`);
    const made = await fetch("/intents", { method: "POST" });
    if (!made.ok) return paymentFailed?.({ reason: "fail", message: "Sold out." });
    const { clientSecret } = await made.json();
    try {
      const answer = await stripe.confirmPayment({
        elements,
        clientSecret,
        confirmParams: { return_url: new URL("/back", location.href).href },
        redirect: "if_required",
      });
      if (answer.error) paymentFailed?.({ reason: "fail" });
      say(`paid: ${told(answer)}`);
    } catch (fault) {
      say(`thrown: ${fault.name} ${fault.message}`);
    }
  }
}
