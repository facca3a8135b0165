import { afterEach, describe, expect, test, vi } from "vitest";
import { refetchService } from "../../src/ui/portal/sale/refetch-service.script.ts";
import { serviceView } from "./samples.ts";

const asked: string[] = [];
/** A server that refuses everything and records the requested paths. */
function recordRequests() {
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return new Response("{}", { status: 503 });
  });
}
afterEach(() => {
  vi.unstubAllGlobals();
  asked.length = 0;
});

const page = (link: string | null, identification: "strong" | "weak") => ({
  data: { link },
  view: serviceView({ identification, service_token: "tok+1" }),
});

describe("the service of a page is got again", () => {
  test.each([
    ["found by address", page(null, "strong"), "/api/service"],
    ["found by link", page("lnk/1", "strong"), "/api/service?link=lnk%2F1"],
    ["a typed number", page(null, "weak"), "/api/service?service_token=tok%2B1"],
  ])("%s", async (_, shop, path) => {
    recordRequests();
    await refetchService(shop);
    expect(asked).toEqual([path]);
  });
});
