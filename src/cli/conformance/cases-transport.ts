/** Transport: envelopes, ids, broken bodies, unknown methods. */
import { type Case, equal, like } from "./check.ts";
import { type Lab, parseRpc, TENANT } from "./lab.ts";

const PING = '{"id":1,"method":"CoreSv1.Ping","params":[{}]}';
const BROKEN = [`[${PING}]`, "{bad", "", '{"id":1,"method":"CoreSv1.Ping","par'];

const ask = async (lab: Lab, body: string) => parseRpc(await lab.post(body));
const error = async (lab: Lab, body: string) => (await ask(lab, body)).error;
const pings = async (lab: Lab, method: string) => {
  const answer = await lab.call(method, {});
  return answer.error ?? answer.result;
};

export const TRANSPORT_CASES: readonly Case[] = [
  { id: "1", title: "ping", run: async (lab) => equal(await pings(lab, "CoreSv1.Ping"), "Pong") },
  {
    id: "2",
    title: "unknown account: NOT_FOUND, result null, HTTP 200",
    run: async (lab) => {
      const params = [{ Tenant: TENANT, Account: lab.name("2") }];
      const answer = await lab.post(
        JSON.stringify({ id: 1, method: "APIerSv2.GetAccount", params }),
      );
      equal(answer.status, 200, "status");
      equal(parseRpc(answer), { id: 1, result: null, error: "NOT_FOUND" });
    },
  },
  {
    id: "3",
    title: "unknown method",
    run: async (lab) =>
      equal(await pings(lab, "APIerSv1.Foo"), "rpc: can't find method APIerSv1.Foo"),
  },
  {
    id: "4",
    title: "unknown service",
    run: async (lab) => equal(await pings(lab, "Foo.Bar"), "rpc: can't find service Foo.Bar"),
  },
  {
    id: "5",
    title: "method without a dot",
    run: async (lab) =>
      equal(await pings(lab, "NoDot"), "rpc: service/method request ill-formed: NoDot"),
  },
  {
    id: "6",
    title: "params missing, null, an object, empty, one too many",
    run: async (lab) => {
      const missing = "jsonrpc: request body missing params";
      equal(await error(lab, '{"id":1,"method":"CoreSv1.Ping"}'), missing);
      equal(await error(lab, '{"id":1,"method":"CoreSv1.Ping","params":null}'), missing);
      const wrong = await error(lab, '{"id":1,"method":"CoreSv1.Ping","params":{}}');
      like(wrong, /^json: cannot unmarshal object into Go value of type \[1\]interface/);
      equal(await error(lab, '{"id":1,"method":"CoreSv1.Ping","params":[]}'), null);
      equal(await error(lab, '{"id":1,"method":"CoreSv1.Ping","params":[{},{}]}'), null);
    },
  },
  {
    id: "7",
    title: "array, broken, empty, truncated body: HTTP 200 and nothing",
    only: { version: "master", why: "v0.10 never answers these (case 7b)" },
    run: async (lab) => {
      for (const body of BROKEN) equal(await lab.post(body), { status: 200, body: "" }, body);
    },
  },
  {
    id: "7b",
    title: "array, broken, empty, truncated body: no answer at all",
    only: { version: "v0.10", why: "master answers an empty body (case 7)" },
    run: async (lab) => {
      const { silenceMs: timeoutMs } = lab.target;
      const answers = await Promise.all(BROKEN.map((body) => lab.post(body, { timeoutMs })));
      equal(
        answers.map((answer) => answer.status),
        [null, null, null, null],
        "status",
      );
    },
  },
  {
    id: "8",
    title: "two calls in one body: two answers on master, one on v0.10",
    run: async (lab) => {
      const { body } = await lab.post(`${PING}${PING.replace('"id":1', '"id":2')}`);
      const lines = body.split("\n").filter((line) => line !== "");
      for (const line of lines) like(line, /^\{"id":[12],"result":"Pong","error":null\}$/);
      equal(lines.length, lab.version === "master" ? 2 : 1, "answers");
    },
  },
  {
    id: "9",
    title: "the id is echoed",
    run: async (lab) => {
      equal((await ask(lab, PING.replace('"id":1', '"id":"abc"'))).id, "abc");
      equal((await ask(lab, PING.replace('"id":1', '"id":null'))).id, null);
      equal((await ask(lab, PING.replace('"id":1,', ""))).id, null);
      equal((await ask(lab, PING.replace('"id":1', '"jsonrpc":"2.0","id":7'))).id, 7);
    },
  },
  {
    id: "36",
    title: "empty params for GetAccount",
    run: async (lab) =>
      equal(await error(lab, '{"id":1,"method":"APIerSv2.GetAccount","params":[]}'), "NOT_FOUND"),
  },
  {
    id: "41",
    title: "the path is exact",
    run: async (lab) => equal((await lab.post(PING, { path: "/jsonrpc/" })).status, 404, "status"),
  },
  {
    id: "42",
    title: "services that are on have a Ping",
    run: async (lab) => equal(await pings(lab, "APIerSv1.Ping"), "Pong"),
  },
];
