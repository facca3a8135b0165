import { runOperatorCli } from "../../src/cli/operator/run.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import { ORIGIN, type TestApp } from "./test-app.ts";

/** `npm run operator` as the bearer of this token, against the app in this process. */
export async function runCli(
  app: TestApp,
  argv: readonly string[],
  token: string = OPERATORS.olga.token,
) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runOperatorCli([...argv, "--url", ORIGIN], {
    env: { OPERATOR_TOKEN: token, TZ: "Europe/Berlin" },
    fetch: async (url, init) => app.hono.request(new Request(url, init), undefined, app.env),
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  });
  return { code, out, err: err.join("\n") };
}
