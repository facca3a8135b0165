/**
 * Gives the links to other languages the present address when they are clicked: scripts have
 * changed it since the server wrote the links. What the customer typed is kept on the device.
 */
export function watchLanguageLinks(): void {
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>("[hreflang]") : null;
    if (!link) return;
    const address = new URL(location.href);
    address.searchParams.set("lang", link.hreflang);
    link.href = address.href;
  });
}
