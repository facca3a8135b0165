import type { Frame, Page } from "@playwright/test";

/**
 * Resolves when every style sheet of the page is there. On a slow machine the words of a new page
 * arrive before its style sheets do; a test that measures or photographs it waits for them first.
 */
export async function styled(page: Page | Frame): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].every(
      ({ sheet }) => sheet !== null,
    ),
  );
}
