/**
 * Keeps the links to other languages true: the address has moved on with the choice since the
 * server wrote them. What is typed stays on the device anyway.
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
