/** Runs until `done`; on failure or after the time cleans up and throws. */
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
