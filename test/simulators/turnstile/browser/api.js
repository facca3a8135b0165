/* The script in place of challenges.cloudflare.com/turnstile/v0/api.js, rendered explicitly. */
(() => {
  const { origin } = new URL(document.currentScript.src);
  const widgets = new Map();
  let made = 0;

  window.addEventListener("message", (event) => {
    const widget = [...widgets.values()].find((one) => one.frame.contentWindow === event.source);
    if (event.origin !== origin || widget === undefined) return;
    const { asked, token, error } = event.data;
    const { options, frame } = widget;
    if (event.data.ready) {
      const { sitekey, action, language } = options;
      frame.contentWindow.postMessage({ sitekey, action, language }, origin);
    } else if (asked) options["before-interactive-callback"]?.();
    else if (token) options.callback?.(token);
    else if (error) options["error-callback"]?.(error);
  });

  window.turnstile = {
    render(place, options) {
      const container = typeof place === "string" ? document.querySelector(place) : place;
      const frame = document.createElement("iframe");
      frame.src = `${origin}/frame`;
      frame.title = "Widget containing a Cloudflare security challenge";
      frame.style.cssText = "border: 0; inline-size: 100%; block-size: 65px;";
      const id = `widget-${++made}`;
      widgets.set(id, { frame, options });
      container.append(frame);
      return id;
    },
    remove(id) {
      widgets.get(id)?.frame.remove();
      widgets.delete(id);
    },
  };
})();
