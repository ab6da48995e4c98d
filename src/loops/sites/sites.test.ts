// Institutions: numbers that grow old are heard of, matters have a clock from when they were known, and who inspected
// checks the mending.
import { expect, test } from "vitest";
import { at, DAY, HOUR } from "../../base/time.ts";
import { audit } from "../../engine/audit/audit.ts";
import type { Post } from "../../engine/event.ts";
import { findings } from "../../engine/findings/findings.ts";
import { packOf, type Trial } from "../../engine/trial.ts";
import { model } from "../index.ts";
import { COMMAND, tryCity } from "../trial-city.ts";
import { baselineBoard } from "./views.ts";
import covid from "../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2022, 8, 4);
const HEAD: Post = { org: "S", role: "school_head" };
const BUREAU: Post = { org: "A", role: "education_bureau" };

function school(): Trial {
  const trial = tryCity(PACK, T);
  trial.tell(COMMAND, "org.register", { org: "S", level: "site", parent: "A" });
  for (const [org, duty, role] of [["S", "baseline.return", "school_head"], ["S", "matter.report", "school_head"], ["S", "lapse.mend", "school_head"], ["A", "inspection", "education_bureau"]] as const) trial.tell(COMMAND, "responsibility.assign", { org, duty, roles: [role] });
  trial.tell(BUREAU, "institution.register", { institution: "S1", org: "S", sort: "school", baseline: ["present", "absent"] });
  return trial;
}
const board = (trial: Trial) => baselineBoard([...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith("institution:")), trial.simulation.now(), DAY);
const found = ({ simulation }: Trial) => findings({ model, state: simulation.state, duties: simulation.state.allDuties(), events: simulation.events, context: simulation.context() });
function lawful({ simulation }: Trial): void {
  expect(audit({
    events: simulation.events, incident: "trial", commandPost: COMMAND, rules: [...model.rules.values()], packs: new Map([[PACK.hash, PACK]]), packHash: PACK.hash,
    duties: simulation.state.allDuties(), until: simulation.now(), punctual: true,
  })).toEqual([]);
}

test("[SM-199] numbers not returned within their day are heard of above, before anybody inspects; whoever comes to look is on record", () => {
  const trial = school();
  trial.wait(DAY);
  expect(trial.said("duty.overdue").map((event) => [event.learned, event.data["kind"], event.data["to"]])).toEqual([[T + DAY, "baseline.return", { org: "A", role: "commander" }]]);
  expect(board(trial)).toEqual([{ institution: "S1", org: "S", ageHours: null, stale: true, unknown: ["present", "absent"] }]);
  trial.wait(DAY);
  trial.tell(BUREAU, "inspection.record", { inspection: "I1", institution: "S1", note: "numbers not known", found: [] });
  expect(found(trial)).toEqual([expect.objectContaining({ kind: "baseline_unknown_and_not_reported", duty: "baseline.return", clause: "baseline.return", holder: HEAD, late: null, raisedAt: T + DAY })]);
  expect(found(trial)[0]!.evidence).toContain(trial.said("inspection.recorded")[0]!.seq);
  lawful(trial);
});

test("its honest twin: returned each day, whole, nothing is raised", () => {
  const trial = school();
  for (let count = 0; count < 3; count++) {
    trial.wait(20 * HOUR);
    expect(trial.code(HEAD, "baseline.return", { institution: "S1", figures: { present: 400 } })).toBe("figures-missing");
    trial.tell(HEAD, "baseline.return", { institution: "S1", figures: { present: 400, absent: 0 } });
    for (const duty of [...trial.simulation.state.allDuties()].filter((one) => one.status === "done")) trial.tell(BUREAU, "duty.verify", { duty: duty.id, note: "rang" });
    trial.wait(4 * HOUR);
  }
  expect(board(trial)).toEqual([{ institution: "S1", org: "S", ageHours: 4, stale: false, unknown: [] }]);
  expect(trial.said("duty.overdue")).toEqual([]);
  expect(found(trial)).toEqual([]);
  lawful(trial);
});

test("[SM-198] [SM-263] a matter that must go up has a clock from when it was known", () => {
  const late = school();
  late.wait(3 * HOUR);
  late.tell(HEAD, "matter.know", { matter: "M1", institution: "S1", sort: "fever-cluster", what: "four of one class" }, { at: T });
  late.wait(0);
  expect(found(late)).toEqual([expect.objectContaining({ duty: "matter.report", clause: "matter.report", holder: HEAD })]);
  const prompt = school();
  prompt.tell(HEAD, "matter.know", { matter: "M1", institution: "S1", sort: "fever-cluster", what: "four of one class" });
  prompt.wait(HOUR);
  prompt.tell(HEAD, "matter.report", { matter: "M1", to: "A" });
  prompt.tell(BUREAU, "duty.verify", { duty: prompt.duty("matter.report").id, note: "heard" });
  prompt.wait(4 * HOUR);
  expect(found(prompt)).toEqual([]);
  lawful(prompt);
});

test("[SM-197] what an inspection finds is the institution's to mend and the inspector's to check", () => {
  const trial = school();
  trial.tell(BUREAU, "inspection.record", { inspection: "I1", institution: "S1", note: "gate open", found: [{ lapse: "L1", what: "no check at the gate" }] });
  expect(trial.duty("lapse.mend")).toMatchObject({ asker: BUREAU, holder: HEAD, due: at(T + 3 * DAY) });
  trial.tell(HEAD, "lapse.mend", { lapse: "L1", how: "guard posted" });
  expect(trial.code(HEAD, "duty.verify", { duty: trial.duty("lapse.mend").id, note: "mended" })).toBe("self-verification");
  trial.tell(BUREAU, "duty.verify", { duty: trial.duty("lapse.mend").id, note: "seen" });
  expect(trial.duty("lapse.mend").closed).not.toBeNull();
  for (const [type, data] of [["baseline.return", { institution: "S9", figures: {} }], ["matter.report", { matter: "M9", to: "A" }], ["lapse.mend", { lapse: "L9", how: "h" }]] as const) expect(trial.code(HEAD, type, data)).toMatch(/^unknown-/);
  lawful(trial);
});
