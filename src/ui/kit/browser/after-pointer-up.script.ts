let isDown = false;
const waiting: (() => void)[] = [];

/** Watches whether a finger or a mouse button is down. */
export function watchPointer(): void {
  const on = (type: string, run: () => void) => document.addEventListener(type, run, true);
  const released = () => {
    isDown = false;
    // After the click that the release makes.
    setTimeout(() => {
      for (const run of waiting.splice(0)) run();
    });
  };
  on("pointerdown", () => {
    isDown = true;
  });
  on("pointerup", released);
  on("pointercancel", released);
}

/**
 * Runs once nothing is pressed. What grows the page while a button is held down moves it away from
 * under the thumb, and the press is lost.
 */
export function afterPointerUp(run: () => void): void {
  if (isDown) waiting.push(run);
  else run();
}
