import { SIMULATOR } from "./settings.js";

let frames = 0;
let questions = 0;

/**
 * Opens an iframe of the simulator and exchanges messages with it. Styles are set in the CSSOM,
 * which a strict Content-Security-Policy permits, unlike style attributes and inline scripts.
 */
export function openFrame(path, { title, testId, params, onMessage, origin = SIMULATOR.origin }) {
  frames += 1;
  const name = `stripe-frame-${frames}`;
  const frame = document.createElement("iframe");
  const waiting = new Map();
  frame.title = title;
  frame.name = name;
  frame.dataset.testid = testId;
  frame.allow = "payment *";
  setStyles(frame, { display: "block", width: "100%", border: "0", colorScheme: "normal" });
  const hash = encodeURIComponent(JSON.stringify(params));
  frame.src = `${origin}${path}#${hash}`;

  const listen = (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    const { answerTo, ...message } = event.data;
    const resolve = waiting.get(answerTo);
    if (resolve) {
      waiting.delete(answerTo);
      resolve(message);
    } else onMessage(message);
  };
  window.addEventListener("message", listen);

  const post = (message) => frame.contentWindow?.postMessage(message, origin);
  return {
    frame,
    post,
    ask: (message) =>
      new Promise((resolve) => {
        questions += 1;
        waiting.set(questions, resolve);
        post({ ...message, question: questions });
      }),
    close: () => {
      window.removeEventListener("message", listen);
      frame.remove();
    },
  };
}

/** Link and the bank's check have hosts of their own; tests answer for them under real names. */
export function originOf(name) {
  const host = new URLSearchParams(SIMULATOR.switches).get(name);
  return host?.includes(".") ? `https://${host}` : SIMULATOR.origin;
}

export function setStyles(element, styles) {
  for (const [name, value] of Object.entries(styles)) element.style[name] = value;
}
