/** Address of the style sheet; the build puts it in place. */
declare const CHECKOUT_SHEET_URL: string;

/**
 * Adds the style sheet of steps 2 and 3. Resolves when it has loaded or has failed to; null when
 * the page has had it from the start.
 */
export function loadCheckoutStyle(): Promise<void> | null {
  if (document.querySelector(`head [href="${CHECKOUT_SHEET_URL}"]`)) return null;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = CHECKOUT_SHEET_URL;
  return new Promise((resolve) => {
    sheet.onload = sheet.onerror = () => resolve();
    document.body.append(sheet);
  });
}
