/**
 * Resolves when `begin` calls `done`. Rejects when it calls `fail` or after `ms` milliseconds, and
 * then calls the clean-up that `begin` has returned.
 */
export function withTimeout(
  ms: number,
  begin: (done: () => void, fail: (fault: Error) => void) => () => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let cleanUp = () => {};
    const fail = (fault: Error) => {
      clearTimeout(timer);
      cleanUp();
      reject(fault);
    };
    const timer = setTimeout(() => fail(new Error(`nothing after ${ms} ms`)), ms);
    cleanUp = begin(() => {
      clearTimeout(timer);
      resolve();
    }, fail);
  });
}
