// Staff infections and deaths apart from patients', hospitals' daily returns, and outcomes nobody may claim while
// something is missing.
import { describe, expect, test } from "vitest";
import { at, DAY, HOUR } from "../../../base/time.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND } from "../../trial-city.ts";
import { found, lawful, T, things, tryWard, WARD } from "../trial-ward.ts";
import { outcomes, staffFigures } from "./views.ts";
import care from "../../../../packs/firebreak-care.json" with { type: "json" };
import covid8 from "../../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid8, includes: ["firebreak-duties", "firebreak-rights", "firebreak-care"] }, duties, rights, care);
const INFECTION_CONTROL = { org: "A", role: "infection_control" };

function ward(): Trial {
  const trial = tryWard(PACK);
  trial.tell(COMMAND, "hospital.designate", { hospital: "hosp", serves: "treatment" });
  return trial;
}
const figures = (trial: Trial) => outcomes(things(trial, "patient"), things(trial, "staff-illness"), things(trial, "hospital"), "Asia/Shanghai", trial.simulation.now());

describe("staff", () => {
  test("an infection is a list of its own; how it was caught is not for their own unit to say, and is established within a day", () => {
    const trial = ward();
    trial.tell(WARD, "staff.report-illness", { staffIllness: "I1", worker: "W1", org: "hosp", ill: "infection" });
    trial.tell(WARD, "staff.report-illness", { staffIllness: "I2", worker: "W2", org: "hosp", ill: "exhaustion" });
    expect(trial.duty("staff.assess")).toMatchObject({ subject: "staff-illness:I1", holder: INFECTION_CONTROL, due: at(T + DAY) });
    expect(trial.code(WARD, "staff.assess-illness", { staffIllness: "I1", source: "household" })).toBe("own-staff");
    expect(staffFigures(things(trial, "staff-illness"))).toEqual({ infected: ["I1"], bySource: { unknown: ["I1"] }, died: [] });
    trial.tell(INFECTION_CONTROL, "staff.assess-illness", { staffIllness: "I1", source: "on-duty" });
    expect(trial.duty("staff.assess").status).toBe("verified");
    trial.tell(WARD, "staff.recover", { staffIllness: "I1" });
    expect(staffFigures(things(trial, "staff-illness"))).toEqual({ infected: ["I1"], bySource: { "on-duty": ["I1"] }, died: [] });
    lawful(trial);
    const silent = ward();
    silent.tell(WARD, "staff.report-illness", { staffIllness: "I1", worker: "W1", org: "hosp", ill: "infection" });
    silent.wait(25 * HOUR);
    expect(found(silent, "deadline_missed").map((one) => one.duty).toSorted()).toEqual(["infection.return", "staff.assess"]);
  });

  test("[SM-077] a death on duty is never counted among patients, nor a patient's among staff", () => {
    const trial = ward();
    trial.tell(WARD, "staff.record-death", { staffIllness: "I1", worker: "W1", org: "hosp", onDuty: true });
    trial.tell(WARD, "patient.admit", { patient: "K1", class: "confirmed", hospital: "hosp" });
    trial.tell(WARD, "patient.admit", { patient: "K2", class: "confirmed", hospital: "hosp" });
    trial.tell(WARD, "patient.die", { patient: "K1", ofDisease: true });
    trial.tell(WARD, "patient.die", { patient: "K2", ofDisease: false });
    expect(figures(trial)).toMatchObject({ diseaseDeaths: { rows: ["K1"], none: false }, otherDeaths: { rows: ["K2"] }, staffDeaths: { rows: ["I1"] } });
    lawful(trial);
  });
});

describe("outcomes", () => {
  test("[SM-077] “no deaths” is not said while a death is not judged", () => {
    const trial = ward();
    trial.tell(WARD, "patient.admit", { patient: "K1", class: "confirmed", hospital: "hosp" });
    expect(figures(trial).diseaseDeaths.none).toBe(true);
    trial.tell(WARD, "patient.die", { patient: "K1" });
    expect(figures(trial).diseaseDeaths).toEqual({ rows: [], missing: ["K1"], none: false });
  });

  test("[SM-077] “no infection in hospital” is said from returns: a day not returned is missing, a patient infected there is one", () => {
    const trial = ward();
    trial.wait(2 * DAY);
    expect(figures(trial).hospitalInfections).toEqual({ rows: [], missing: ["hosp/2025-03-10", "hosp/2025-03-11"], none: false });
    for (const day of ["2025-03-10", "2025-03-11"]) trial.tell(WARD, "infection.return", { hospital: "hosp", day, patients: 0, staff: 0 });
    expect(figures(trial).hospitalInfections.none).toBe(true);
    trial.tell(WARD, "patient.admit", { patient: "K1", class: "confirmed", hospital: "hosp", acquired: "hospital" });
    trial.tell(WARD, "infection.return", { hospital: "hosp", day: "2025-03-12", patients: 0, staff: 2 });
    expect(figures(trial).hospitalInfections.rows).toEqual(["K1", "hosp/2025-03-12"]);
  });

  test("a hospital returns each day, and silence is heard of; no longer designated, it owes none", () => {
    const trial = ward();
    trial.wait(20 * HOUR);
    trial.tell(WARD, "infection.return", { hospital: "hosp", day: "2025-03-10", patients: 0, staff: 0 });
    expect(trial.duty("infection.return").due).toEqual(at(T + 2 * DAY));
    expect(found(trial)).toEqual([]);
    trial.wait(2 * DAY);
    expect(found(trial, "deadline_missed")).toMatchObject([{ duty: "infection.return", holder: WARD, raisedAt: T + 2 * DAY }]);
    trial.tell(COMMAND, "hospital.undesignate", { hospital: "hosp", reason: "no patients left" });
    expect(trial.duty("infection.return").status).toBe("lapsed");
    lawful(trial);
  });
});

test.each<[string, string, object]>([
  ["unknown-organisation", "hospital.designate", { hospital: "nowhere", serves: "treatment" }], ["unknown-hospital", "hospital.undesignate", { hospital: "rehab", reason: "r" }],
  ["unknown-hospital", "infection.return", { hospital: "rehab", day: "2025-03-10", patients: 0, staff: 0 }], ["day-to-come", "infection.return", { hospital: "hosp", day: "2025-03-12", patients: 0, staff: 0 }],
  ["unknown-organisation", "staff.report-illness", { staffIllness: "I1", worker: "W", org: "nowhere", ill: "injury" }], ["unknown-organisation", "staff.record-death", { staffIllness: "I1", worker: "W", org: "nowhere", onDuty: true }],
  ["unknown-staff-illness", "staff.assess-illness", { staffIllness: "I9", source: "unknown" }], ["unknown-staff-illness", "staff.recover", { staffIllness: "I9" }],
])("refused with %s by %s", (code, type, data) => {
  expect(ward().code(WARD, type, data)).toBe(code);
});

test("the same illness is not reported twice", () => {
  const trial = ward();
  trial.tell(WARD, "staff.report-illness", { staffIllness: "I1", worker: "W1", org: "hosp", ill: "injury" });
  expect(trial.code(WARD, "staff.report-illness", { staffIllness: "I1", worker: "W1", org: "hosp", ill: "injury" })).toBe("illness-exists");
});
