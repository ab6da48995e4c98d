// Fact files: everything that makes one unfit to be replayed is named with its place; order without recursion.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkScenario, inAfterOrder, type Scenario, type ScenarioEvent } from "./scenario.ts";

const TIME = "2021-09-24T14:00:00+08:00";

function event(id: string, more: Partial<ScenarioEvent> = {}): ScenarioEvent {
  return { id, kind: "action", time: TIME, time_precision: "minute", actor_role: "desk", action: "contact_identified", object: "contact:P1", ...more };
}

function scenario(more: Partial<Scenario> = {}): Scenario {
  return {
    schema: "outbreak-scenario/1", id: "small", title: "Small", disease: "covid-19", city: "City", timezone: "Asia/Shanghai", period: { start: "2021-09-24", end: "2021-09-25" },
    protocol_in_force: { pack: "cn-covid-8" }, orgs: [{ id: "city", level: "city" }, { id: "north", level: "district", parent: "city" }], roles: [{ role: "desk", org: "north" }],
    events: [event("E1")], ...more,
  };
}

const setup = (more: object): Partial<Scenario> => ({ setup: { assumed: true, command: { org: "city", role: "mayor" }, ...more } as Scenario["setup"] & object });

test("a sound file has nothing against it", () => {
  expect(checkScenario(scenario({ events: [event("E1"), event("E2", { after: ["E1"], to_org: "north", time: null, time_earliest: TIME, time_latest: TIME })] }))).toEqual([]);
});

describe("refused, with its place", () => {
  test.each<[string, string, Partial<Scenario>]>([
    ["duplicate-id", "events[1].id", { events: [event("E1"), event("E1")] }],
    ["duplicate-id", "orgs[1].id", { orgs: [{ id: "city", level: "city" }, { id: "city", level: "city" }, { id: "north", level: "district" }] }],
    ["duplicate-id", "setup.orgs[0].id", setup({ orgs: [{ id: "north", level: "district" }] })],
    ["duplicate-id", "roles[1].role", { roles: [{ role: "desk", org: "north" }, { role: "desk", org: "city" }] }],
    ["dangling-reference", "orgs[1].parent", { orgs: [{ id: "city", level: "city" }, { id: "north", level: "district", parent: "west" }] }],
    ["dangling-reference", "roles[0].org", { roles: [{ role: "desk", org: "west" }] }],
    ["dangling-reference", "setup.command.org", { setup: { assumed: true, command: { org: "west", role: "mayor" } } }],
    ["dangling-reference", "setup.orgs[0].parent", setup({ orgs: [{ id: "south", level: "district", parent: "west" }] })],
    ["dangling-reference", "setup.responsibilities[0].org", setup({ responsibilities: [{ org: "west", duty: "command", roles: ["desk"] }] })],
    ["dangling-reference", "setup.deputies[0].org", setup({ deputies: [{ org: "west", role: "desk", deputy: "second" }] })],
    ["dangling-reference", "setup.rooms_ready[0].org", setup({ rooms_ready: [{ org: "west", rooms: 1 }] })],
    ["dangling-reference", "setup.sites[0]", setup({ sites: [{ site: "S1", org: "north", run_by: "west", group: "north" }] })],
    ["dangling-reference", "setup.persons[0].home", setup({ persons: [{ person: "P1", home: "west" }] })],
    ["dangling-reference", "setup.persons[0].last_exposure", setup({ persons: [{ person: "P1", last_exposure: "E9" }] })],
    ["dangling-reference", "events[0].after", { events: [event("E1", { after: ["E9"] })] }],
    ["dangling-reference", "events[0].to_org", { events: [event("E1", { to_org: "west" })] }],
    ["unknown-role", "events[0].actor_role", { events: [event("E1", { actor_role: "desk; porter" })] }],
    ["bad-instant", "events[0].time", { events: [event("E1", { time: "2021-09-31T00:00:00+08:00" })] }],
    ["bad-instant", "events[0].time_latest", { events: [event("E1", { time_latest: "tomorrow" })] }],
    ["no-time", "events[0]", { events: [event("E1", { time: null })] }],
    ["dangling-reference", "setup.compounds[0]", setup({ compounds: [{ compound: "C1", org: "north", guarantor: { org: "north", role: "desk" }, supply_lead: { org: "west", role: "desk" } }] })],
    ["dangling-reference", "setup.places[0].org", setup({ places: [{ place: "gate", org: "west" }] })],
    ["dangling-reference", "setup.institutions[0].org", setup({ institutions: [{ institution: "S", org: "west", sort: "school", baseline: ["present"] }] })],
    ["dangling-reference", "setup.plans[0].with", setup({ plans: [{ with: "E9", by: { org: "north", role: "desk" }, command: "round.close", data: {} }] })],
    ["dangling-reference", "setup.plans[0].by.org", setup({ plans: [{ at: TIME, by: { org: "west", role: "desk" }, command: "round.close", data: {} }] })],
    ["bad-instant", "setup.plans[0].at", setup({ plans: [{ at: "soon", by: { org: "north", role: "desk" }, command: "round.close", data: {} }] })],
    ["plan-without-time", "setup.plans[0]", setup({ plans: [{ by: { org: "north", role: "desk" }, command: "round.close", data: {} }] })],
    ["no-time", "events[0]", { events: [event("E1", { time: null, time_earliest: TIME })] }],
    ["interval-upside-down", "events[0]", { events: [event("E1", { time_earliest: "2021-09-25T00:00:00+08:00" })] }],
    ["period-upside-down", "period", { period: { start: "2021-09-26", end: "2021-09-25" } }],
    ["after-cycle", "events", { events: [event("E1", { after: ["E3"] }), event("E2", { after: ["E1"] }), event("E3", { after: ["E2"] })] }],
    ["after-cycle", "events", { events: [event("E1", { after: ["E1"] })] }],
  ])("%s at %s", (code, where, more) => {
    expect(checkScenario(scenario(more))).toContainEqual(expect.objectContaining({ kind: "refusal", code, where }));
  });

  test("everything at once, not one mistake at a time", () => {
    const found = checkScenario(scenario({ events: [event("E1", { actor_role: "porter", to_org: "west" }), event("E1", { time: "never" })] }));
    expect(found.map((refusal) => refusal.code).sort()).toEqual(["bad-instant", "dangling-reference", "duplicate-id", "unknown-role"]);
  });
});

describe("order", () => {
  test("every event behind all it comes after, the rest as the file has them", () => {
    fc.assert(fc.property(fc.array(fc.array(fc.nat({ max: 30 }), { maxLength: 4 }), { maxLength: 30 }), (drawn) => {
      const events = drawn.map((after, index) => event(`E${index}`, { after: after.filter((earlier) => earlier < index).map((earlier) => `E${earlier}`) }));
      const shuffled = [...events].reverse();
      const ordered = inAfterOrder(shuffled);
      expect(new Set(ordered)).toEqual(new Set(events));
      const place = new Map(ordered.map((one, index) => [one.id, index]));
      for (const one of events) for (const earlier of one.after ?? []) expect(place.get(earlier)!).toBeLessThan(place.get(one.id)!);
    }));
    const free = ["E3", "E1", "E2"].map((id) => event(id));
    expect(inAfterOrder(free)).toEqual(free);
  });

  test("what stands in a circle, or after one, is left out", () => {
    const events = [event("E1"), event("E2", { after: ["E3"] }), event("E3", { after: ["E2"] }), event("E4", { after: ["E3"] }), event("E5", { after: ["E1"] })];
    expect(inAfterOrder(events).map((one) => one.id)).toEqual(["E1", "E5"]);
  });

  test("a chain of a hundred thousand events, told backwards, is no trouble", () => {
    const events = Array.from({ length: 100_000 }, (_, index) => event(`E${index}`, index === 0 ? {} : { after: [`E${index - 1}`] })).reverse();
    expect(checkScenario(scenario({ events }))).toEqual([]);
  });
});
