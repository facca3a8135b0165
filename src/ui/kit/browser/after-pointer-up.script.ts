let isDown = false;
const waiting: (() => void)[] = [];

/** Starts to watch whether a finger or a mouse button is down; once per page. */
export function watchPointer(): void {
  const on = (type: string, run: () => void) => document.addEventListener(type, run, true);
  const released = () => {
    isDown = false;
    // The release is followed by a click; `run` comes after it.
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
 * Calls `run` as soon as nothing is pressed: at once, or after the release. A change of the layout
 * while a button is held down would move the button away from the finger, and lose the press.
 */
export function afterPointerUp(run: () => void): void {
  if (isDown) waiting.push(run);
  else run();
}
