import { PortFault } from "../ports/port-fault.ts";

/** What was asked, or a `PortFault` of the port when there is no answer within `ms`. */
export async function withTimeLimit<T>(
  asked: Promise<T>,
  { port, ms }: { readonly port: string; readonly ms: number },
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PortFault(port, `no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
