/** How long a height must not change to be steady; ms. */
const STEADY_MS = 150;
/** How long the element waits for what is missing; ms. */
const MISSING_MS = 3000;

/** Resolves when the height of an element is steady and nothing is missing in it, or takes long. */
export function steadyHeight(element: Element, isMissing: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout>;
    const observer = new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          observer.disconnect();
          resolve();
        },
        isMissing() ? MISSING_MS : STEADY_MS,
      );
    });
    observer.observe(element);
  });
}
