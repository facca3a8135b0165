/** The smallest page that sells with Stripe's Elements. It lists every event in `#log`. */
const { stripeJs, key, amount, currency, group, payment, express, click, slow } = JSON.parse(
  document.body.dataset.shop,
);
const byId = (id) => document.getElementById(id);

function log(text) {
  const item = document.createElement("li");
  item.textContent = text;
  byId("log").append(item);
}
const outcome = ({ error, paymentIntent }) =>
  error ? `${error.type} ${error.decline_code ?? error.code ?? ""}` : paymentIntent.status;

const policy = window.trustedTypes?.createPolicy("stripe", { createScriptURL: (url) => url });
const script = document.createElement("script");
script.src = policy ? policy.createScriptURL(stripeJs) : stripeJs;
script.onload = open;
script.onerror = () => log("script: error");
document.head.append(script);

function open() {
  const stripe = window.Stripe(key);
  const elements = stripe.elements({ mode: "payment", amount, currency, ...group });
  const wallets = elements.create("expressCheckout", express);
  const form = elements.create("payment", payment);
  wallets.on("ready", ({ availablePaymentMethods: all }) => {
    log(`wallets: ${all ? Object.keys(all).filter((name) => all[name]) : "none"}`);
  });
  form.on("ready", () => log("form: ready"));
  form.on("change", ({ complete, value }) => {
    byId("state").textContent = `${value.type} ${complete ? "complete" : "incomplete"}`;
  });
  for (const element of [wallets, form]) {
    element.on("loaderror", ({ elementType, error }) => {
      log(`${elementType}: loaderror ${error.type} ${error.message}`);
    });
  }
  wallets.on("click", ({ expressPaymentType, resolve }) => {
    log(`click: ${expressPaymentType}`);
    if (!slow) resolve(click);
  });
  wallets.on("cancel", () => log("cancel"));
  wallets.on("confirm", async ({ expressPaymentType, billingDetails, paymentFailed }) => {
    log(`confirm: ${expressPaymentType} ${billingDetails?.name} ${billingDetails?.email}`);
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
    if (submitted.error) return log(`submit: ${outcome(submitted)}`);
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
      log(`paid: ${outcome(answer)}`);
    } catch (fault) {
      log(`thrown: ${fault.name} ${fault.message}`);
    }
  }
}
