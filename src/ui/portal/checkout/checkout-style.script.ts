const SHEET = "/assets/checkout.css";

/**
 * Adds the style sheet of steps 2 and 3. Resolves when it has loaded or has failed to; null when
 * the page has had it from the start.
 */
export function loadCheckoutStyle(): Promise<void> | null {
  if (document.querySelector(`head [href="${SHEET}"]`)) return null;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = SHEET;
  return new Promise((resolve) => {
    sheet.onload = sheet.onerror = () => resolve();
    document.body.append(sheet);
  });
}
