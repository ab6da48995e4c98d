// Patients: one file and one plan each, severity as it was when, discharge by what can be counted, the hand-over to
// rehabilitation, follow-up, the end of observation on its day, and figures that open into people.
import { describe, expect, test } from "vitest";
import { isRefusal } from "../../../base/refusal.ts";
import { at, DAY, HOUR } from "../../../base/time.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND, DISTRICT } from "../../trial-city.ts";
import { CLINIC, found, lawful, REHAB, T, things, tryWard, WARD } from "../trial-ward.ts";
import { lackingFor, type TestResult } from "./criteria.ts";
import { dischargedBy, severityAt, sumCheck, waitingToLeave, type PatientView } from "./views.ts";
import care from "../../../../packs/firebreak-care.json" with { type: "json" };
import covid8 from "../../../../packs/cn-covid-8.json" with { type: "json" };
import covid9 from "../../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import ebola from "../../../../packs/ebola.json" with { type: "json" };
import measles from "../../../../packs/measles.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const under = (file: object) => packOf({ ...file, includes: ["firebreak-duties", "firebreak-rights", "firebreak-care"] }, duties, rights, care);
const EIGHT = under(covid8);
const NINE = under(covid9);
const patient = (trial: Trial, id = "K1"): PatientView => trial.simulation.state.thing(`patient:${id}`)!.state as PatientView;
const negative = (instant: number): TestResult => ({ at: at(instant), result: "negative" });

function admitted(pack = EIGHT, more: object = {}): Trial {
  const trial = tryWard(pack);
  trial.tell(WARD, "patient.admit", { patient: "K1", class: "confirmed", hospital: "hosp", severity: "severe", ...more });
  return trial;
}

const MET = { patient: "K1", met: ["symptoms", "imaging"], feverFreeSince: at(T - 4 * DAY), tests: [negative(T - 30 * HOUR), negative(T - 2 * HOUR)] };

function fit(): Trial {
  const trial = admitted();
  trial.tell(WARD, "patient.check", MET);
  return trial;
}

describe("one person, one file, one plan", () => {
  test("[SM-275] a plan within a day and gone over each day; silence is heard of, and only the plan's number is in the ledger", () => {
    const trial = admitted();
    expect(trial.duty("care.plan")).toMatchObject({ holder: WARD, due: at(T + DAY) });
    trial.tell(WARD, "patient.set-plan", { patient: "K1", plan: "H-2025-17" });
    expect(patient(trial).plan).toBe("H-2025-17");
    trial.wait(20 * HOUR);
    trial.tell(WARD, "patient.review-plan", { patient: "K1", outcome: "changed", plan: "H-2025-18" });
    expect(trial.duty("care.review").due).toEqual(at(T + 2 * DAY));
    trial.wait(3 * DAY);
    expect(found(trial, "deadline_missed")).toMatchObject([{ duty: "care.review", holder: WARD, raisedAt: T + 2 * DAY }]);
    lawful(trial);
    const planless = admitted();
    planless.wait(2 * DAY);
    expect(found(planless, "deadline_missed").map((one) => one.duty)).toEqual(["care.plan"]);
    expect(planless.code(WARD, "patient.review-plan", { patient: "K1", outcome: "kept" })).toBe("no-plan-yet");
  });

  test("[SM-275] nothing of it shows on the case or the contact", () => {
    const trial = tryWard(EIGHT);
    trial.tell(DISTRICT, "case.report", { case: "C1", class: "confirmed" });
    const before = trial.simulation.state.thing("case:C1")!.state;
    trial.tell(WARD, "patient.admit", { patient: "K1", case: "C1", class: "confirmed", hospital: "hosp", severity: "critical" });
    trial.tell(WARD, "patient.set-plan", { patient: "K1", plan: "H-1" });
    expect(trial.simulation.state.thing("case:C1")!.state).toBe(before);
  });

  test("[SM-276] early traditional medicine is a note from which nothing follows", () => {
    const trial = admitted(EIGHT, { class: "asymptomatic", severity: "symptom-free" });
    const before = patient(trial);
    const told = trial.tell(WARD, "patient.note-treatment", { patient: "K1", treatment: "traditional-medicine" });
    expect(told.map((event) => event.type)).toEqual(["patient.treatment_noted"]);
    expect(patient(trial)).toBe(before);
  });

  test("[SM-288] the clinical protocol's edition is cited for each patient, from the rules in force or as entered", () => {
    expect(patient(admitted()).protocol).toEqual({ pack: "cn-covid-8", edition: "新型冠状病毒肺炎诊疗方案（试行第八版）" });
    expect(patient(admitted(NINE)).protocol.edition).toBe("新型冠状病毒肺炎诊疗方案（试行第九版）");
    expect(patient(admitted(under(measles))).protocol).toEqual({ pack: "measles", edition: null });
    expect(patient(admitted(under(measles), { edition: "hospital guideline 3" })).protocol.edition).toBe("hospital guideline 3");
  });

  test("[SM-278] severity has its history by when it was so; figures are as of an instant and open into people", () => {
    const trial = admitted();
    trial.wait(3 * DAY);
    trial.tell(WARD, "patient.record-severity", { patient: "K1", severity: "ordinary" });
    trial.tell(WARD, "patient.record-severity", { patient: "K1", severity: "critical" }, { at: T + DAY });
    trial.tell(WARD, "patient.admit", { patient: "K2", class: "confirmed", hospital: "hosp" });
    expect(patient(trial).history.map((entry) => entry.severity)).toEqual(["severe", "critical", "ordinary"]);
    expect(patient(trial).severity).toBe("ordinary");
    const all = things(trial, "patient");
    expect(severityAt(all, T + 2 * DAY)).toEqual({ total: 1, byClass: { critical: ["K1"] } });
    expect(severityAt(all, T + 3 * DAY)).toEqual({ total: 2, byClass: { ordinary: ["K1"], unknown: ["K2"] } });
  });
});

describe("criteria for discharge", () => {
  const NOW = at(T);
  test.each<[string, object, string[]]>([
    ["all met", {}, []],
    ["a tick where days are counted", { feverFreeSince: undefined, met: ["symptoms", "imaging", "temperature"] }, ["temperature"]],
    ["two and a half days without fever", { feverFreeSince: at(T - 60 * HOUR) }, ["temperature"]],
    ["without fever since a day that may be too late", { feverFreeSince: { earliest: T - 4 * DAY, latest: T - 60 * HOUR } }, ["temperature"]],
    ["two tests 20 hours apart", { tests: [negative(T - 22 * HOUR), negative(T - 2 * HOUR)] }, ["two-negatives"]],
    ["two tests 24 hours apart, perhaps", { tests: [{ at: { earliest: T - 30 * HOUR, latest: T - 20 * HOUR }, result: "negative" }, negative(T)] }, ["two-negatives"]],
    ["three of which the first and last are apart", { tests: [negative(T - 26 * HOUR), negative(T - 14 * HOUR), negative(T - 2 * HOUR)] }, []],
    ["a positive in between", { tests: [negative(T - 60 * HOUR), { at: at(T - 30 * HOUR), result: "positive" }, negative(T - 2 * HOUR)] }, ["two-negatives"]],
    ["no imaging", { met: ["symptoms"] }, ["imaging"]],
  ])("[SM-289] 8th edition: %s", (_, change, lacking) => {
    expect(lackingFor(EIGHT, { ...MET, ...change } as never, NOW)).toEqual(lacking);
  });

  test("[SM-289] 9th edition: Ct 35 and above counts, 34.9 does not", () => {
    const tests = (ct: number): TestResult[] => [T - 30 * HOUR, T - 2 * HOUR].map((instant) => ({ at: at(instant), result: "positive", ct }));
    expect(lackingFor(NINE, { met: ["symptoms"], tests: tests(35) }, NOW)).toEqual([]);
    expect(lackingFor(NINE, { met: ["symptoms"], tests: tests(34.9) }, NOW)).toEqual(["two-negatives"]);
    expect(lackingFor(EIGHT, { ...MET, tests: tests(38) }, NOW)).toEqual(["two-negatives"]);
  });

  test("Ebola asks 48 hours between the tests; a disease without a list leaves it to the clinician", () => {
    expect(lackingFor(under(ebola), { met: [], tests: [negative(T - 40 * HOUR), negative(T)] }, NOW)).toEqual(["two-negatives"]);
    expect(lackingFor(under(ebola), { met: [], tests: [negative(T - 48 * HOUR), negative(T)] }, NOW)).toEqual([]);
    const noList = packOf({ ...covid8, clauses: { ...covid8.clauses, "discharge.criteria": { ...covid8.clauses["discharge.criteria"], unit: "absent", value: null, strictness: "none" } }, includes: ["firebreak-duties", "firebreak-rights", "firebreak-care"] }, duties, rights, care);
    expect(lackingFor(noList, { met: [] }, NOW)).toBeNull();
  });
});

describe("discharge", () => {
  test("[SM-289] no delay once the criteria are met: the duty opens then, and lateness is heard of", () => {
    const trial = fit();
    expect(waitingToLeave(things(trial, "patient"))).toEqual([{ patient: "K1", since: at(T) }]);
    expect(trial.duty("patient.discharge")).toMatchObject({ holder: WARD, due: at(T + DAY), citation: { clause: "care.discharge" } });
    trial.tell(WARD, "patient.set-plan", { patient: "K1", plan: "H-1" });
    trial.wait(23 * HOUR);
    trial.tell(WARD, "patient.review-plan", { patient: "K1", outcome: "kept" });
    trial.wait(2 * HOUR);
    expect(found(trial, "deadline_missed").map((one) => one.duty)).toEqual(["patient.discharge"]);
    lawful(trial);
  });

  test("[SM-289] short of the criteria it is refused; one that has happened is recorded with the breach", () => {
    const trial = admitted();
    expect(trial.code(WARD, "patient.discharge", { patient: "K1", to: "rehab" })).toBe("criteria-not-met");
    trial.tell(WARD, "patient.discharge", { patient: "K1", to: "rehab" }, { reported: true });
    expect(trial.said("breach.recorded").map((event) => [event.data["code"], event.data["finding"]])).toEqual([["criteria-not-met", "standard_breached"]]);
    expect(patient(trial).status).toBe("under-observation");
    lawful(trial);
  });

  test("[SM-289] the rehabilitation hospital signs itself; until then the sender answers, and unsigned it rings", () => {
    const trial = fit();
    expect(trial.code(WARD, "patient.discharge", { patient: "K1" })).toBe("rehabilitation-not-named");
    trial.tell(WARD, "patient.discharge", { patient: "K1", to: "rehab" });
    expect(patient(trial)).toMatchObject({ hospital: "hosp", handingTo: "rehab" });
    expect(trial.duty("patient.receive")).toMatchObject({ holder: WARD, offer: { to: REHAB }, due: at(T + 4 * HOUR) });
    trial.tell(CLINIC, "patient.receive", { patient: "K1" });
    expect(trial.duty("patient.receive").closed).toBeNull();
    trial.tell(REHAB, "patient.receive", { patient: "K1" });
    expect(trial.duty("patient.receive")).toMatchObject({ status: "verified", closed: { by: REHAB } });
    expect(patient(trial)).toMatchObject({ hospital: "rehab", handingTo: null });
    lawful(trial);
    const unsigned = fit();
    unsigned.tell(WARD, "patient.discharge", { patient: "K1", to: "rehab" });
    unsigned.wait(5 * HOUR);
    expect(unsigned.said("duty.overdue").map((event) => event.data["kind"])).toContain("patient.receive");
  });

  test("[SM-289] fourteen whole days of observation, follow-ups in the second and fourth week, and an end on its day", () => {
    const trial = fit();
    trial.tell(WARD, "patient.discharge", { patient: "K1", to: "rehab" });
    trial.tell(REHAB, "patient.receive", { patient: "K1" });
    const midnight = (day: number): number => Date.UTC(2025, 2, 9 + day, 16);
    expect(trial.duty("observation.end")).toMatchObject({ holder: REHAB, due: at(midnight(15)) });
    expect(trial.duty("patient.follow-up", "follow-up:K1/day-14")).toMatchObject({ holder: REHAB, due: at(midnight(15)) });
    expect(trial.duty("patient.follow-up", "follow-up:K1/day-28").due).toEqual(at(midnight(29)));
    trial.wait(14 * DAY);
    trial.tell(REHAB, "patient.follow-up", { patient: "K1", day: 14, condition: "well" });
    trial.wait(DAY);
    expect(found(trial, "deadline_missed")).toMatchObject([{ duty: "observation.end", holder: REHAB, raisedAt: midnight(15) }]);
    trial.tell(REHAB, "patient.end-observation", { patient: "K1" });
    expect(patient(trial).status).toBe("recovered");
    expect(trial.code(REHAB, "patient.end-observation", { patient: "K1" })).toBe("not-under-observation");
    lawful(trial);
  });

  test("a re-positive after discharge is admitted again; the observation ends with it, the severity history goes on", () => {
    const trial = fit();
    trial.tell(WARD, "patient.discharge", { patient: "K1", to: "rehab" });
    trial.wait(2 * DAY);
    trial.tell(WARD, "patient.admit", { patient: "K1", class: "confirmed", hospital: "hosp", severity: "mild" });
    expect(trial.duty("observation.end").status).toBe("lapsed");
    expect(patient(trial)).toMatchObject({ status: "in-care", history: [{ severity: "severe" }, { severity: "mild" }] });
    lawful(trial);
  });

  test("worse again before leaving, the duty to discharge lapses", () => {
    const trial = fit();
    trial.tell(WARD, "patient.check", { ...MET, met: ["imaging"] });
    expect(trial.duty("patient.discharge").status).toBe("lapsed");
    expect(patient(trial)).toMatchObject({ status: "in-care", lacking: ["symptoms"] });
  });

  test("positive for four weeks, experts assess", () => {
    const trial = admitted();
    expect(trial.duty("care.experts").due).toEqual(at(T + 28 * DAY));
    trial.tell(WARD, "patient.assess", { patient: "K1", experts: "city group", outcome: "kept" });
    expect(trial.duty("care.experts").done).not.toBeNull();
    expect(admitted(NINE).said("duty.opened").map((event) => event.data["kind"])).not.toContain("care.experts");
  });

  test("referred to another hospital, the sender answers until it signs", () => {
    const trial = admitted();
    expect(trial.code(WARD, "patient.refer", { patient: "K1", to: "hosp", why: "w" })).toBe("already-there");
    trial.tell(WARD, "patient.refer", { patient: "K1", to: "rehab", why: "intensive care" });
    expect(patient(trial).hospital).toBe("hosp");
    trial.tell(REHAB, "patient.receive", { patient: "K1" });
    expect(patient(trial).hospital).toBe("rehab");
    lawful(trial);
  });
});

describe("figures", () => {
  test("[SM-277] discharges by the class of the day, as of an instant; 50 and 12 make 62, and what does not add up is named", () => {
    const trial = tryWard(NINE);
    for (const [id, kind] of [["C1", "confirmed"], ["C2", "asymptomatic"], ["C3", "asymptomatic"]] as const) {
      trial.tell(DISTRICT, "case.report", { case: id, class: kind });
      trial.tell(WARD, "patient.admit", { patient: `K${id}`, case: id, class: kind, hospital: "hosp" });
    }
    trial.tell(DISTRICT, "case.report", { case: "C3", class: "confirmed" });
    trial.wait(DAY);
    for (const id of ["KC1", "KC2", "KC3"]) {
      trial.tell(WARD, "patient.check", { ...MET, patient: id });
      trial.tell(WARD, "patient.discharge", { patient: id });
      trial.wait(HOUR);
    }
    const all = things(trial, "patient");
    expect(dischargedBy(all, trial.simulation.now())).toEqual({ total: 3, byClass: { confirmed: ["KC1", "KC3"], asymptomatic: ["KC2"] } });
    const earlier = dischargedBy(all, T + DAY + HOUR);
    expect(earlier).toEqual({ total: 2, byClass: { confirmed: ["KC1"], asymptomatic: ["KC2"] } });
    const fifty = { total: 62, byClass: { confirmed: Array.from({ length: 50 }, (_, i) => `a${i}`), asymptomatic: Array.from({ length: 12 }, (_, i) => `b${i}`) } };
    expect(sumCheck({ confirmed: 50, asymptomatic: 12 }, 62, fifty)).toEqual({ sum: 62, stated: 62, agrees: true, differs: {} });
    expect(sumCheck({ confirmed: 50, asymptomatic: 12 }, 61, fifty)).toMatchObject({ agrees: false, differs: {} });
    expect(sumCheck({ confirmed: 1, asymptomatic: 2 }, 3, earlier)).toEqual({ sum: 3, stated: 3, agrees: false, differs: { asymptomatic: { stated: 2, recorded: 1 } } });
    lawful(trial);
  });
});

test.each<[string, string, object]>([
  ["already-in-care", "patient.admit", { patient: "K1", class: "confirmed", hospital: "hosp" }], ["unknown-organisation", "patient.admit", { patient: "K2", class: "confirmed", hospital: "nowhere" }],
  ...["patient.record-severity", "patient.set-plan", "patient.review-plan", "patient.note-treatment", "patient.assess", "patient.check", "patient.discharge", "patient.refer", "patient.receive", "patient.end-observation", "patient.die"].map(
    (type): [string, string, object] => ["unknown-patient", type, { patient: "K9", severity: "mild", plan: "p", outcome: "kept", treatment: "other", experts: "e", met: [], to: "rehab", why: "w" }]),
  ["unknown-follow-up", "patient.follow-up", { patient: "K1", day: 3, condition: "well" }], ["unknown-organisation", "patient.discharge", { patient: "K1", to: "nowhere" }], ["unknown-organisation", "patient.refer", { patient: "K1", to: "nowhere", why: "w" }],
])("refused with %s by %s", (code, type, data) => {
  expect(admitted().code(WARD, type, data)).toBe(code);
});

test("of somebody who has died nothing more is recorded, and what was owed to them ends", () => {
  const trial = fit();
  trial.tell(WARD, "patient.discharge", { patient: "K1", to: "rehab" });
  trial.tell(REHAB, "patient.die", { patient: "K1" });
  for (const kind of ["patient.receive", "observation.end", "patient.follow-up"]) expect(trial.duty(kind).status, kind).toBe("lapsed");
  expect(trial.code(WARD, "patient.record-severity", { patient: "K1", severity: "mild" })).toBe("patient-died");
  expect(trial.code(WARD, "patient.check", MET)).toBe("patient-died");
  lawful(trial);
});

test("after discharge it is not checked or discharged again", () => {
  const trial = fit();
  trial.tell(WARD, "patient.discharge", { patient: "K1", to: "rehab" });
  expect(trial.code(WARD, "patient.discharge", { patient: "K1", to: "rehab" })).toBe("not-in-care");
  expect(trial.code(WARD, "patient.check", MET)).toBe("not-in-care");
  expect(isRefusal(trial.ask(COMMAND, "patient.receive", { patient: "K1" }))).toBe(false);
});
