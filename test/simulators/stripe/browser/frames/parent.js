/** The settings from the page's Stripe.js, and messages back to it. */
export const settings = JSON.parse(decodeURIComponent(location.hash.slice(1) || "%7B%7D"));

export function tell(message) {
  window.parent.postMessage(message, settings.parent ?? "*");
}

/** Runs the handler of each message from the page; the answer is what the handler returns. */
export function handleMessages(handlers) {
  window.addEventListener("message", async (event) => {
    if (event.source !== window.parent || !(event.data?.type in handlers)) return;
    const { type, question, ...details } = event.data;
    const answer = await handlers[type](details);
    if (question !== undefined) tell({ answerTo: question, ...answer });
  });
}

/** Reports the height of this frame to the page, now and on every change. */
export function reportHeight(content) {
  new ResizeObserver(() => {
    tell({ type: "height", height: Math.ceil(content.getBoundingClientRect().height) });
  }).observe(content);
}
