// The auditor's reader on a small tree: selectors, posts, alarms upward; and that a city's thing is told of by
// the city's ledger alone.

import { describe, expect, it } from "vitest";
import type { LedgerEvent } from "../event.ts";
import type { DutyRule } from "../rule.ts";
import { actsFor, alarmAbove, createRegister, find, learn, meets, orgAt, postAt, subjectsOf, type Register } from "./read.ts";

const COMMAND = { org: "city", role: "duty-officer" };
const RULES: readonly DutyRule[] = [{
  kind: "site.count", title: { zh: "清点", en: "Count" }, clause: null, verifiedBy: "asker", finding: null, moves: [],
  opens: [{ on: "person.arrived", subject: "site", asker: { org: "above:thing.runBy" }, holder: { org: "thing.org" } }],
  repeatsWhile: { "thing.status": "open" },
}];

let seq = 0;
function event(type: string, about: LedgerEvent["about"], data: LedgerEvent["data"], incident = "city"): LedgerEvent {
  seq += 1;
  return { incident, seq, type, occurred: { earliest: seq, latest: seq }, learned: seq, actor: { org: "d", role: "clerk" }, about, data, command: `c${seq}` };
}

function town(): Register {
  const register = createRegister(RULES, COMMAND);
  for (const [org, parent] of [["city", null], ["d", "city"], ["s", "d"]] as const) learn(register, event("org.registered", [`org:${org}`], { org, parent }));
  learn(register, event("responsibility.assigned", ["org:s"], { org: "s", duty: "site.count", roles: ["head", "clerk"] }));
  learn(register, event("responsibility.assigned", ["org:d"], { org: "d", duty: "oversight", roles: ["watch"] }));
  learn(register, event("deputy.assigned", ["org:s"], { org: "s", role: "head", deputy: "second" }));
  learn(register, event("site.registered", ["site:S"], { site: "S", org: "s", runBy: "s", group: "d" }));
  return register;
}

describe("the auditor's reader", () => {
  it("finds organisations, posts and subjects where a table points", () => {
    const register = town();
    const arrived = event("person.arrived", ["contact:P", "site:S"], { siteOrg: "s", deep: { org: "d" } }, "incident");
    const scene = { register, event: arrived, subject: "site:S" as const };
    expect(orgAt(scene, "thing.org")).toBe("s");
    expect(orgAt(scene, "above:above:thing.runBy")).toBe("city");
    expect(orgAt(scene, "above:above:above:thing.runBy")).toBeUndefined();
    expect(orgAt(scene, "data.deep.org")).toBe("d");
    expect(orgAt(scene, "actor")).toBe("d");
    expect(orgAt(scene, "command")).toBe("city");
    expect(orgAt(scene, "subject")).toBe("S");
    expect(postAt(scene, { org: "thing.org" }, "site.count")).toEqual({ org: "s", role: "head" });
    expect(postAt(scene, { org: "thing.org", answers: "nothing" }, "site.count")).toBeNull();
    expect(postAt(scene, { org: "actor", actorRole: true }, "site.count")).toEqual({ org: "d", role: "clerk" });
    expect(subjectsOf(arrived, "site")).toEqual(["site:S"]);
    expect(subjectsOf(arrived, "org:data.siteOrg")).toEqual(["org:s"]);
    expect(subjectsOf(arrived, "org:data.nobody")).toEqual([]);
  });

  it("reads a status off the events' names, and keeps only what a table asks for", () => {
    const register = town();
    const scene = { register, event: event("person.arrived", ["site:S"], {}, "incident"), subject: "site:S" as const };
    expect(meets(scene, { "thing.status": "open" })).toBe(false);
    learn(register, event("site.opened", ["site:S"], {}));
    expect(meets(scene, { "thing.status": "open" })).toBe(true);
    learn(register, event("site.registered", ["site:S"], { site: "S", org: "d" }));
    expect(meets(scene, { "thing.status": "open", "thing.org": "d" })).toBe(true);
    expect(meets(scene, { "thing.nothing": null })).toBe(true);
    expect(find(scene, "thing.group")).toBeUndefined();
  });

  it("learns nothing of a city's thing from an incident that mentions it", () => {
    const register = town();
    learn(register, event("person.arrived", ["site:S"], { org: "moon" }, "incident"));
    expect(find({ register, event: event("x.y", [], {}), subject: "site:S" }, "thing.org")).toBe("s");
  });

  it("sends alarms to who oversees, level by level, and to the incident's command above the top", () => {
    const register = town();
    expect(alarmAbove(register, "s", 1)).toEqual({ post: { org: "d", role: "watch" }, top: false });
    expect(alarmAbove(register, "s", 2)).toEqual({ post: COMMAND, top: true });
    expect(alarmAbove(register, "s", 9)).toEqual({ post: COMMAND, top: true });
    expect(alarmAbove(register, "moon", 0)).toEqual({ post: COMMAND, top: true });
  });

  it("lets a post act for another only inside one organisation", () => {
    const register = town();
    const head = { org: "s", role: "head" };
    expect(actsFor(register, head, head, "site.count")).toBe(true);
    expect(actsFor(register, { org: "s", role: "clerk" }, head, "site.count")).toBe(true);
    expect(actsFor(register, { org: "s", role: "second" }, head, "site.count")).toBe(true);
    expect(actsFor(register, { org: "s", role: "cook" }, head, "site.count")).toBe(false);
    expect(actsFor(register, { org: "d", role: "head" }, head, "site.count")).toBe(false);
  });
});
