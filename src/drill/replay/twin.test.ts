// A file's twin goes without what it says, with what it says; an action may be any command, a duty told by what it is about.
import { describe, expect, test } from "vitest";
import { packOf } from "../../engine/trial.ts";
import { replay } from "./replay.ts";
import { checkScenario, type Scenario, type ScenarioEvent } from "./scenario.ts";
import { twinOf } from "./twin.ts";
import covid from "../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);

const event = (id: string, hour: string, more: Partial<ScenarioEvent>): ScenarioEvent => ({
  id, kind: "action", time: `2021-09-24T${hour}:00+08:00`, time_precision: "minute", actor_role: "desk", action: "contact.find", object: "contact:P1", ...more,
});

const FOUND = event("E1", "06:00", { data: { contact: "P1", class: "close" } });
const PLANNED = { duty: { kind: "contact.transfer", about: "contact:P1" }, note: "Room and vehicle asked for." };
const scenario = (events: readonly ScenarioEvent[], twin?: Scenario["twin"]): Scenario => ({
  schema: "outbreak-scenario/1", id: "small", title: "Small", disease: "covid-19", city: "City", timezone: "Asia/Shanghai", period: { start: "2021-09-24", end: "2021-09-24" },
  protocol_in_force: { pack: "cn-covid-8" }, orgs: [{ id: "city", level: "city" }, { id: "north", level: "district", parent: "city" }], roles: [{ role: "desk", org: "north" }],
  setup: { assumed: true, command: { org: "city", role: "mayor" }, responsibilities: [{ org: "north", duty: "contact.transfer", roles: ["desk"] }] },
  events: [...events], ...(twin === undefined ? {} : { twin }),
});

describe("an action named like a command", () => {
  test("is that command, reported at its time", () => {
    const { simulation, refused } = replay(scenario([FOUND]), { pack: PACK });
    expect(refused).toEqual([]);
    expect(simulation.events.find((one) => one.type === "contact.found")).toMatchObject({ source: "E1", about: expect.arrayContaining(["contact:P1"]) });
  });

  test("names a duty by its kind and what it is about; one that never was is refused, and nothing else lost", () => {
    const { simulation, refused } = replay(scenario([FOUND, event("E2", "07:00", { action: "duty.plan", data: PLANNED }), event("E3", "08:00", { action: "duty.plan", data: { ...PLANNED, duty: { kind: "contact.transfer", about: "contact:P9" } } })]), { pack: PACK });
    expect(simulation.events.find((one) => one.source === "E2")?.type).toBe("duty.planned");
    expect(refused).toEqual([{ fact: "E3", refusal: expect.objectContaining({ code: "unknown-duty" }) }]);
  });

  test("never is one that only the system sends", () => {
    const { simulation } = replay(scenario([event("E1", "06:00", { action: "clock.tick", data: { duties: [], until: 0 } })]), { pack: PACK });
    expect(simulation.events.find((one) => one.source === "E1")?.type).toBe("statement.recorded");
  });
});

describe("the twin", () => {
  test("goes without some events and with others, and after none that is gone", () => {
    const told = scenario([FOUND, event("E2", "07:00", { action: "shop_visited" }), event("E3", "08:00", { action: "went_home", after: ["E2"] })], { without: ["E2"], events: [event("W1", "06:30", { action: "duty.plan", data: PLANNED })] });
    const twin = twinOf(told)!;
    expect(twin.id).toBe("small-twin");
    expect(twin.events.map((one) => one.id)).toEqual(["E1", "E3", "W1"]);
    expect(twin.events[1]!.after).toEqual([]);
    expect(checkScenario(twin)).toEqual([]);
    expect(twinOf(scenario([FOUND]))).toBeNull();
  });

  test("cannot go without what is not there", () => {
    expect(checkScenario(scenario([FOUND], { without: ["E9"], events: [] }))).toEqual([expect.objectContaining({ code: "dangling-reference", where: "twin.without[0]" })]);
  });
});
