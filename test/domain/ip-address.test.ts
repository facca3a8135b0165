import { describe, expect, test } from "vitest";
import {
  abusePrefixOf,
  networkPrefixOf,
  parseIp,
  spellIp,
} from "../../src/domain/base/ip-address.ts";

const spelled = (text: string) => {
  const ip = parseIp(text);
  return ip && spellIp(ip);
};

describe("an address is spelled by RFC 5952", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["2001:0db8::0001", "2001:db8::1"],
    ["10:0:0:10:0:0:0:10", "10:0:0:10::10"],
    ["a0:0:0:b:c:d:e:f", "a0::b:c:d:e:f"],
    ["1:2:3:4:5:6:0:0", "1:2:3:4:5:6::"],
    ["0:0:3:4:5:6:7:8", "::3:4:5:6:7:8"],
    ["::", "::"],
    ["::1", "::1"],
    ["203.0.113.07", null],
  ])("%s as %s", (text, expected) => {
    expect(spelled(text)).toBe(expected);
  });

  test.each(["2001:db8::1:0:0:1", "::1", "fe80::1", "203.0.113.7"])("%s stays itself", (text) => {
    expect(parseIp(spelled(text) ?? "")).toEqual(parseIp(text));
  });
});

describe("the network prefix of an address", () => {
  test("is the address itself for v4, and the /64 or a wider network for v6", () => {
    expect(networkPrefixOf("203.0.113.7")).toBe("203.0.113.7");
    expect(networkPrefixOf("::ffff:203.0.113.7")).toBe("203.0.113.7");
    const one = networkPrefixOf("2001:db8:64:1::1");
    expect(networkPrefixOf("2001:db8:64:1:ffff:ffff:ffff:ffff")).toBe(one);
    expect(networkPrefixOf("2001:db8:64:2::1")).not.toBe(one);
    expect(networkPrefixOf("2001:db8:64:2::1", 48)).toBe(networkPrefixOf("2001:db8:64:1::1", 48));
    expect(networkPrefixOf("no address")).toBeNull();
  });
});

describe("what abuse is counted by", () => {
  test.each([
    ["203.0.113.7", "203.0.113.0/24"],
    ["203.0.113.255", "203.0.113.0/24"],
    ["203.0.114.7", "203.0.114.0/24"],
    ["::ffff:203.0.113.7", "203.0.113.0/24"],
    ["2001:db8:64:1::1", "2001:db8:64:1::/64"],
    ["2001:db8:64:1:ffff:ffff:ffff:ffff", "2001:db8:64:1::/64"],
    ["2001:db8:64:2::1", "2001:db8:64:2::/64"],
    ["no address", null],
  ])("%s as %s", (address, expected) => {
    expect(abusePrefixOf(address)).toBe(expected);
  });
});
