// Plans: objectives that become duties, the next period's plan before this one ends, a holiday's plan that ends by itself.
import { afterEach, describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../base/time.ts";
import type { Post } from "../../../engine/event.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND, SUBDISTRICT } from "../../trial-city.ts";
import { lawfully } from "../trial-command.ts";
import { actionPlan, plansInForce, type PlanView } from "./views.ts";
import covid from "../../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2021, 11, 20);
const { tryCity, broken } = lawfully(PACK, T);

afterEach(() => expect(broken()).toEqual([]));

const HEAD: Post = { org: "A", role: "head" };
const at = (instant: number) => ({ earliest: instant, latest: instant });
const of = (trial: Trial, kind: string) => [...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith(`${kind}:`));
const plan = { plan: "P1", form: "operational-period", org: "city", owner: COMMAND, start: at(T), end: at(T + 12 * HOUR), safety: "ice on the ramps: salt, two to a vehicle" };
const objective = { objective: "P1-1", plan: "P1", text: "Every contact placed", measure: "to place minus placed is zero", owner: HEAD, due: at(T + 10 * HOUR) };

function adopted(more: object = {}): Trial {
  const trial = tryCity();
  trial.tell(COMMAND, "plan.write", { ...plan, ...more });
  trial.tell(COMMAND, "objective.set", objective);
  trial.tell(COMMAND, "objective.set", { ...objective, objective: "P1-2", text: "Heads counted", owner: SUBDISTRICT });
  trial.tell(COMMAND, "plan.adopt", { plan: "P1" });
  return trial;
}

describe("a plan of an operational period", () => {
  test("[SM-010] [SM-249] gives each objective to its owner as a duty, and is known to late ones before its end", () => {
    const trial = adopted();
    expect(trial.duty("objective.reach", "objective:P1-1")).toMatchObject({ holder: COMMAND, offer: { to: HEAD }, due: at(T + 10 * HOUR) });
    trial.tell(HEAD, "objective.report", { objective: "P1-1", proof: "closed at zero" });
    trial.tell(COMMAND, "duty.verify", { duty: trial.duty("objective.reach", "objective:P1-1").id, note: "list agrees" });
    trial.wait(11 * HOUR);
    const overdue = trial.said("duty.overdue");
    expect(overdue.map((event) => event.data["subject"])).toContain("objective:P1-2");
    expect(overdue.find((event) => event.data["subject"] === "objective:P1-2")!.occurred.latest).toBeLessThan(T + 12 * HOUR);
    expect(trial.duty("objective.reach", "objective:P1-1").status).toBe("verified");
  });

  test("puts the period on one sheet: objectives, who has what, how they are reached, safety", () => {
    const trial = adopted();
    const sheet = actionPlan(trial.simulation.state.thing("plan:P1")!.state as PlanView, of(trial, "objective"), trial.simulation.state.allDuties(), (post) => (post.org === "A" ? "110" : null));
    expect(sheet.objectives.map(({ objective: id, status, duty }) => [id, status, duty === trial.duty("objective.reach", `objective:${id}`).id])).toEqual([["P1-1", "given", true], ["P1-2", "given", true]]);
    expect(sheet.assignments).toEqual([{ post: COMMAND, objectives: [] }, { post: HEAD, objectives: ["P1-1"] }, { post: SUBDISTRICT, objectives: ["P1-2"] }]);
    expect(sheet.reach).toContainEqual({ post: HEAD, phone: "110" });
    expect(sheet).toMatchObject({ safety: plan.safety, period: { plan: "P1", end: at(T + 12 * HOUR) } });
  });

  test("with no next plan when it ends it is an alarm, to its owner's level; with one adopted, none", () => {
    const trial = adopted();
    trial.wait(12 * HOUR);
    expect(trial.duty("plan.next", "plan:P1").overdue).not.toBeNull();
    const twin = adopted();
    twin.tell(COMMAND, "plan.write", { ...plan, plan: "P2", start: at(T + 12 * HOUR), end: at(T + DAY), follows: "P1" });
    twin.tell(COMMAND, "objective.set", { ...objective, objective: "P2-1", plan: "P2", due: at(T + 20 * HOUR) });
    twin.tell(COMMAND, "plan.adopt", { plan: "P2" });
    twin.wait(12 * HOUR);
    expect(twin.duty("plan.next", "plan:P1")).toMatchObject({ status: "verified", overdue: null });
    expect(twin.duty("plan.next", "plan:P2").status).toBe("open");
  });

  test("is closed by saying of every objective what became of it", () => {
    const trial = adopted();
    const close = (...outcomes: object[]): string => trial.code(COMMAND, "plan.close", { plan: "P1", outcomes, final: false });
    trial.tell(HEAD, "objective.report", { objective: "P1-1", proof: "zero" });
    const met = { objective: "P1-1", outcome: "met" };
    expect(close(met)).toBe("objective-unaccounted");
    expect(close(met, { objective: "P1-2", outcome: "met" })).toBe("objective-not-reached");
    expect(close(met, { objective: "P1-2", outcome: "dropped" })).toBe("outcome-needs-reason");
    expect(close(met, { objective: "P1-2", outcome: "carried", reason: "snow", plan: "P2" })).toBe("carried-nowhere");
    expect(close(met, { objective: "P1-2", outcome: "dropped", reason: "site emptied" }, { objective: "P9-1", outcome: "met" })).toBe("unknown-objective");
    trial.tell(COMMAND, "plan.write", { ...plan, plan: "P2", start: at(T + 12 * HOUR), end: at(T + DAY), follows: "P1" });
    expect(close(met, { objective: "P1-2", outcome: "carried", reason: "snow", plan: "P2" })).toBe("accepted");
    expect(trial.duty("objective.reach", "objective:P1-2").status).toBe("lapsed");
    expect(trial.simulation.state.thing("objective:P1-2")!.state.status).toBe("carried-over");
    expect(close(met)).toBe("plan-not-adopted");
  });
});

describe("a holiday's plan", () => {
  test("[SM-003] has an owner, a window and its own roster, screening and ends by itself", () => {
    const trial = adopted({ form: "holiday", end: at(T + 3 * DAY) });
    expect(plansInForce(of(trial, "plan"), T - 1)).toEqual([]);
    expect(plansInForce(of(trial, "plan"), T + DAY)).toEqual(["P1"]);
    expect(plansInForce(of(trial, "plan"), T + 3 * DAY)).toEqual([]);
    expect(trial.said("duty.opened").map((event) => event.data["kind"])).not.toContain("plan.next");
    trial.wait(3 * DAY + 5 * HOUR);
    expect(trial.duty("plan.close")).toMatchObject({ due: at(T + 3 * DAY + 4 * HOUR) });
    expect(trial.duty("plan.close").overdue).not.toBeNull();
  });
});

describe("is refused", () => {
  test.each([
    ["unknown-organisation", "plan.write", { ...plan, plan: "P2", org: "Z" }], ["plan-exists", "plan.write", plan], ["plan-ends-first", "plan.write", { ...plan, plan: "P2", end: at(T) }],
    ["unknown-brief", "plan.write", { ...plan, plan: "P2", brief: "B9" }], ["unknown-plan", "plan.write", { ...plan, plan: "P2", follows: "P9" }],
    ["plan-not-draft", "objective.set", { ...objective, objective: "P1-9" }], ["plan-not-draft", "plan.adopt", { plan: "P1" }], ["unknown-plan", "plan.adopt", { plan: "P9" }],
  ])("%s: %s", (code, type, data) => {
    expect(adopted().code(COMMAND, type, data)).toBe(code);
  });

  test("a plan without objectives or without a word on safety; an objective due after the plan, or set twice", () => {
    const trial = tryCity();
    trial.tell(COMMAND, "plan.write", { ...plan, safety: undefined });
    expect(trial.code(COMMAND, "plan.adopt", { plan: "P1" })).toBe("plan-empty");
    expect(trial.code(COMMAND, "objective.set", { ...objective, due: at(T + 13 * HOUR) })).toBe("objective-after-plan");
    trial.tell(COMMAND, "objective.set", objective);
    expect(trial.code(COMMAND, "objective.set", objective)).toBe("objective-exists");
    expect(trial.code(COMMAND, "plan.adopt", { plan: "P1" })).toBe("plan-without-safety");
  });
});
