/* The challenge: the page that shows it is the one whose messages come here. */
const label = document.querySelector("label");

async function challenge(page, pressed) {
  const { sitekey, action } = page.data;
  const { hostname } = new URL(page.origin);
  const body = JSON.stringify({ sitekey, action, hostname, pressed });
  const answer = await (await fetch("/challenge", { method: "POST", body })).json();
  if (!answer.press) {
    window.parent.postMessage(answer, page.origin);
    return;
  }
  label.hidden = false;
  label.firstElementChild.onchange = () => challenge(page, "yes");
  window.parent.postMessage({ asked: true }, page.origin);
}

window.addEventListener("message", (event) => {
  if (event.source === window.parent) void challenge(event, "no");
});
window.parent.postMessage({ ready: true }, "*");
