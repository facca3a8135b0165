import { createServer } from "node:net";

const USUAL = {
  PORT: 8787,
  STRIPE_PORT: 8788,
  CGRATES_PORT: 8789,
  MAILBOX_PORT: 8790,
  TURNSTILE_PORT: 8791,
  INSPECTOR_PORT: 9229,
} as const;
export type DevPorts = Readonly<Record<keyof typeof USUAL, number>>;

/** The usual ports, free ones in place of those taken, or exactly those of the environment. */
export async function devPorts(env: NodeJS.ProcessEnv): Promise<DevPorts> {
  const chosen: Record<string, number> = {};
  for (const [name, usual] of Object.entries(USUAL)) {
    const wished = env[name];
    chosen[name] = await freePort(Number(wished ?? usual), wished !== undefined);
  }
  return { ...USUAL, ...chosen };
}

/** The wished port. If it is taken: any free one, or with `exact` an error. */
export async function freePort(wished: number, exact = false): Promise<number> {
  const got = await tryPort(wished);
  if (got !== null) return got;
  if (exact) throw new Error(`port ${wished} is taken by another program`);
  const any = await tryPort(0);
  if (any === null) throw new Error("no free port on 127.0.0.1");
  return any;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (fault: NodeJS.ErrnoException) => {
      if (fault.code === "EADDRINUSE") resolve(null);
      else reject(fault);
    });
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const got = typeof address === "object" && address !== null ? address.port : port;
      server.close(() => resolve(got));
    });
  });
}
