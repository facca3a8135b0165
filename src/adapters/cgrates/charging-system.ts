/** The port `ChargingSystem` for CGRateS 0.10 and 0.11, over HTTP JSON-RPC. */
import type { ChargingSystem } from "../../app/ports/charging-system.ts";
import type { Clock } from "../../app/ports/clock.ts";
import type { AccountRef } from "../../domain/ocs/account-ref.ts";
import type { Reading, WriteAnswer } from "../../domain/ocs/reading.ts";
import { whyNotSent } from "./guard.ts";
import { callText } from "./json-rpc.ts";
import { type Endpoint, post } from "./post.ts";
import { readAccountAnswer } from "./read-account.ts";
import { classifyAnswer } from "./write-answer.ts";

export interface CgratesConfig extends Endpoint {
  readonly clock: Clock;
}

/** Neither method throws: a silent or broken engine is an answer too. */
export function createChargingSystem(config: CgratesConfig): ChargingSystem {
  return {
    async read(account: AccountRef, timeBudgetMs?: number): Promise<Reading> {
      const timeoutMs = timeBudgetMs ?? config.timeoutMs;
      const answer = await post({ ...config, timeoutMs }, getAccountCall(account));
      return readAccountAnswer(account, answer, config.clock.now());
    },

    async write(account: AccountRef, body: string, timeBudgetMs?: number): Promise<WriteAnswer> {
      const objection = whyNotSent(account, body);
      if (objection !== null) return { kind: "refused", text: objection };
      const timeoutMs = timeBudgetMs ?? config.timeoutMs;
      return classifyAnswer(await post({ ...config, timeoutMs }, body));
    },
  };
}

/** The engine reads its database for this call, so the answer is evidence. v1 has another shape. */
export const getAccountCall = ({ tenant, account }: AccountRef): string =>
  callText("APIerSv2.GetAccount", [{ Tenant: tenant, Account: account }]);
