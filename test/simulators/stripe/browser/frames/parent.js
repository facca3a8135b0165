/** What the page's Stripe.js told this frame, and the way back to it. */
export const settings = JSON.parse(decodeURIComponent(location.hash.slice(1) || "%7B%7D"));

export function tell(message) {
  window.parent.postMessage(message, settings.parent ?? "*");
}

/** Does what the page asks for; a question gets what the deed gives. */
export function obey(deeds) {
  window.addEventListener("message", async (event) => {
    if (event.source !== window.parent || !(event.data?.type in deeds)) return;
    const { type, question, ...details } = event.data;
    const answer = await deeds[type](details);
    if (question !== undefined) tell({ answerTo: question, ...answer });
  });
}

/** Tells the page how high this frame wants to be. */
export function tellHeight(content) {
  new ResizeObserver(() => {
    tell({ type: "height", height: Math.ceil(content.getBoundingClientRect().height) });
  }).observe(content);
}
