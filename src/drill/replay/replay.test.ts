// Replaying a fact file: learned when it could be known, omissions never fed, what nobody reads kept as said.
import { describe, expect, test } from "vitest";
import { HOUR } from "../../base/time.ts";
import { packOf } from "../../engine/trial.ts";
import { instant, learnedAt, replay } from "./replay.ts";
import { report } from "./report.ts";
import type { Scenario, ScenarioEvent } from "./scenario.ts";
import covid from "../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const day = (hour: string): string => `2021-09-24T${hour}:00+08:00`;

function event(id: string, more: Partial<ScenarioEvent> = {}): ScenarioEvent {
  return { id, kind: "action", time: day("14:00"), time_precision: "minute", actor_role: "desk", action: "contact_identified", object: "contact:P1", ...more };
}

function scenario(events: readonly ScenarioEvent[]): Scenario {
  return {
    schema: "outbreak-scenario/1", id: "small", title: "Small", disease: "covid-19", city: "City", timezone: "Asia/Shanghai", period: { start: "2021-09-24", end: "2021-09-25" },
    protocol_in_force: { pack: "cn-covid-8" }, orgs: [{ id: "city", level: "city" }, { id: "north", level: "district", parent: "city" }], roles: [{ role: "desk", org: "north" }, { role: "mayor", org: "city" }],
    setup: { assumed: true, command: { org: "city", role: "mayor" }, responsibilities: [{ org: "north", duty: "contact.transfer", roles: ["desk"] }], persons: [{ person: "P1", class: "close", home: "north" }] },
    events: [...events],
  };
}

describe("when an event is learned", () => {
  test("at its latest, and never before what it comes after", () => {
    const learned = learnedAt([
      event("E3", { after: ["E2"], time: day("10:00") }), event("E1", { time: null, time_earliest: day("00:00"), time_latest: day("20:00") }), event("E2", { after: ["E1"], time: day("09:00") }),
    ]);
    expect(Object.fromEntries(learned)).toEqual({ E1: instant(day("20:00")), E2: instant(day("20:00")), E3: instant(day("20:00")) });
  });

  test("an omission hands on the order it stands in and has no time of its own", () => {
    const learned = learnedAt([event("E1", { time: day("10:00") }), event("O1", { kind: "omission", time: day("23:00"), after: ["E1"] }), event("E2", { after: ["O1"], time: day("11:00") })]);
    expect(learned.get("E2")).toBe(instant(day("11:00")));
  });
});

describe("feeding", () => {
  const found = event("E1", { time: day("06:00") });

  test("an omission is never fed: the same is found without it", () => {
    const told = event("O1", { kind: "omission", time: day("20:00"), action: "transfer_not_made", object: "contact:P1" });
    const [silent, spoken] = [replay(scenario([found]), { pack: PACK }), replay(scenario([found, told]), { pack: PACK })];
    expect(silent.findings.map((finding) => finding.kind)).toContain("deadline_missed");
    expect(spoken.simulation.events).toEqual(silent.simulation.events);
    expect(spoken.findings).toEqual(silent.findings);
    const status = (replayed: typeof silent): string[] => report(replayed).findings.filter((finding) => finding.kind === "deadline_missed").map((finding) => finding.status);
    expect([status(silent), status(spoken)]).toEqual([["found"], ["found and stated"]]);
  });

  test.each(["speak_to_the_press", "constructor", "toString", "__proto__"])("an action nobody reads (%s) is kept as what was said", (action) => {
    const { simulation, refused } = replay(scenario([found, event("E2", { action, object: "public", detail: "They said so." })]), { pack: PACK });
    expect(refused).toEqual([]);
    expect(simulation.events.find((one) => one.source === "E2")).toMatchObject({ type: "statement.recorded", data: { text: "They said so." } });
  });

  test("a statement or a figure moves no duty, whatever its action is called", () => {
    const said = (kind: "statement" | "figure"): ScenarioEvent => event("E2", { kind, action: "contact_placed_in_central_quarantine", detail: "All are placed.", time: day("07:00") });
    for (const kind of ["statement", "figure"] as const) {
      const { simulation } = replay(scenario([found, said(kind)]), { pack: PACK });
      expect([...simulation.state.allDuties()].find((duty) => duty.kind === "contact.transfer")!.done).toBeNull();
    }
  });

  test("a fact that cannot be taken in is named and stops nothing", () => {
    const { refused, simulation } = replay(scenario([event("E0", { action: "contact_placed_in_central_quarantine", object: "contact:P9", time: day("05:00") }), found]), { pack: PACK });
    expect(refused).toEqual([{ fact: "E0", refusal: expect.objectContaining({ code: "unknown-contact" }) }]);
    expect(simulation.events.some((one) => one.source === "E1")).toBe(true);
  });
});

test("at one instant, what comes after another is fed after it, the rest as the file has it", () => {
  const at = { time: day("14:00") };
  const events = [event("E3", { ...at, after: ["E2"], object: "contact:P3" }), event("E4", { ...at, object: "contact:P4" }), event("E1", { ...at, object: "contact:P1" }), event("E2", { ...at, after: ["E1"], object: "contact:P2" })];
  const { simulation } = replay(scenario(events), { pack: PACK });
  expect(simulation.events.flatMap((one) => one.source ?? [])).toEqual(["E4", "E1", "E2", "E3"]);
});

describe("stopping", () => {
  const found = event("E1", { time: day("06:00") });

  test("at an instant asked for, what falls due then is late, and nothing later has happened", () => {
    const before = replay(scenario([found, event("E2", { object: "contact:P2", time: day("20:00") })]), { pack: PACK, until: instant(day("18:00")) - 1 });
    const at = replay(scenario([found]), { pack: PACK, until: instant(day("18:00")) });
    expect(before.findings.map((finding) => finding.kind)).not.toContain("deadline_missed");
    expect(at.findings.map((finding) => finding.kind)).toContain("deadline_missed");
    expect(before.simulation.state.thing("contact:P2")).toBeUndefined();
    expect(before.simulation.now()).toBe(instant(day("18:00")) - 1);
  });

  test("outside the dates of the rules it says that it is counterfactual", () => {
    const later = { ...scenario([found]), period: { start: "2022-09-24", end: "2022-09-25" } };
    expect(replay(later, { pack: PACK }).counterfactual).toBe(true);
    expect(replay(scenario([found]), { pack: PACK }).counterfactual).toBe(false);
  });

  test("what was sent, with its instants, gives the same ledger again", () => {
    const { simulation } = replay(scenario([found]), { pack: PACK });
    expect(simulation.sent.filter(({ command }) => command.type === "clock.tick").every(({ command, now }) => (command.data["until"] as number) <= now)).toBe(true);
    expect(simulation.sent.map(({ now }) => now)).toEqual(simulation.sent.map(({ now }) => now).toSorted((a, b) => a - b));
    expect(simulation.events.at(-1)!.learned).toBeLessThan(instant(day("06:00")) + 42 * HOUR);
  });
});
