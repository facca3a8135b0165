import { expect, type Page } from "@playwright/test";
import { styled } from "./styled.ts";

/** Nothing scrolls sideways, and nothing lies outside the page. */
export async function expectToFit(page: Page): Promise<void> {
  await styled(page);
  const { scrollWidth, clientWidth, outside } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const all = [...document.querySelectorAll<HTMLElement>("body *")];
    const outside = all
      .filter(
        (each) =>
          each.checkVisibility({ visibilityProperty: true }) && !each.closest(".sr, .skip, svg"),
      )
      .filter((each) => {
        const { left, right, width } = each.getBoundingClientRect();
        return width > 0 && (left < -1 || right > clientWidth + 1);
      })
      .map((each) => `${each.tagName} ${each.className} ${each.textContent?.slice(0, 40)}`);
    return { scrollWidth, clientWidth, outside };
  });
  expect.soft(outside).toEqual([]);
  expect.soft(scrollWidth).toBeLessThanOrEqual(clientWidth);
}

/** Links and buttons are large enough for a thumb (WCAG 2.5.8); the main ones are larger. */
export async function expectLargeTargets(page: Page): Promise<void> {
  await styled(page);
  const small = await page.evaluate(() => {
    const MAIN =
      ".btn, .stepper button, .picks button, .footer a, [role=slider], input[type=range]";
    const all = [...document.querySelectorAll<HTMLElement>("a, button, summary, input")];
    return all
      .filter((each) => each.checkVisibility({ visibilityProperty: true }))
      .filter((each) => !each.closest(".sr, .skip"))
      .map((each) => ({ each, box: each.getBoundingClientRect() }))
      .filter(({ each, box: { width, height } }) => {
        const least = each.matches(MAIN) ? 44 : 24;
        return height < least || width < Math.min(least, each.matches("a") ? 24 : least);
      })
      .map(({ each, box }) => {
        const size = `${Math.round(box.width)} x ${Math.round(box.height)}`;
        return `${each.tagName} ${each.className} ${each.textContent?.slice(0, 30)}: ${size}`;
      });
  });
  expect.soft(small).toEqual([]);
}

/** The spacing of text that a reader may set by WCAG 1.4.12. */
const SPACING = `
  * {
    line-height: 1.5 !important;
    letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important;
  }
  p { margin-block-end: 2em !important }
`;

/** Sets a reader's own style sheet, which the page's policy does not forbid. */
export async function setReaderStyle(page: Page, css: string): Promise<void> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, css);
}

/** With a reader's own spacing of text nothing is cut off and nothing scrolls sideways. */
export async function expectToTakeTextSpacing(page: Page): Promise<void> {
  await styled(page);
  await setReaderStyle(page, SPACING);
  // Inputs are left out: their text scrolls within them.
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")]
      .filter(
        (each) =>
          each.checkVisibility({ visibilityProperty: true }) &&
          !each.closest(".sr, .skip, svg, input"),
      )
      .filter((each) => {
        const { overflowX, overflowY } = getComputedStyle(each);
        const hides = overflowX !== "visible" || overflowY !== "visible";
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = each;
        return hides && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1);
      })
      .map((each) => `${each.tagName} ${each.className} ${each.textContent?.slice(0, 40)}`),
  );
  expect.soft(cut).toEqual([]);
  await expectToFit(page);
  await setReaderStyle(page, "");
}
