/**
 * Resolves when the element is at least `least` px high and its height has not changed for
 * `quietMs`; in any case after `mostMs`.
 */
export function steadyHeight(
  element: Element,
  { least, quietMs, mostMs }: { least: number; quietMs: number; mostMs: number },
): Promise<void> {
  return new Promise((resolve) => {
    let quiet: ReturnType<typeof setTimeout>;
    const done = () => {
      observer.disconnect();
      clearTimeout(quiet);
      clearTimeout(most);
      resolve();
    };
    const observer = new ResizeObserver(() => {
      clearTimeout(quiet);
      if (element.clientHeight >= least) quiet = setTimeout(done, quietMs);
    });
    const most = setTimeout(done, mostMs);
    observer.observe(element);
  });
}

/**
 * Keeps the element at least as high as it is now until the window gets another width, so that what
 * is below it stays in its place.
 */
export function holdHeight(element: HTMLElement): void {
  const width = innerWidth;
  element.style.minBlockSize = `${element.offsetHeight}px`;
  const free = () => {
    if (innerWidth === width) return;
    element.style.minBlockSize = "";
    removeEventListener("resize", free);
  };
  addEventListener("resize", free);
}
