// Protection and treatment against the clock: the pack's window from exposure as an interval, consent, the
// alternative where one is contraindicated or too late, doses counted down, and lots that were too warm.
import { describe, expect, test } from "vitest";
import { at, DAY, HOUR } from "../../../base/time.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { DISTRICT } from "../../trial-city.ts";
import { found, lawful, NURSE, PHARMACIST, T, things, tryWard, WARD } from "../trial-ward.ts";
import { doseCover } from "../lots/views.ts";
import { coverage, type CourseView } from "./views.ts";
import avian from "../../../../packs/avian-influenza.json" with { type: "json" };
import care from "../../../../packs/firebreak-care.json" with { type: "json" };
import cholera from "../../../../packs/cholera.json" with { type: "json" };
import covid from "../../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import ebola from "../../../../packs/ebola.json" with { type: "json" };
import measles from "../../../../packs/measles.json" with { type: "json" };
import mpox from "../../../../packs/mpox.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const under = (file: object) => packOf({ ...file, includes: ["firebreak-duties", "firebreak-rights", "firebreak-care"] }, duties, rights, care);
const MEASLES = under(measles);
/** The whole day, two days and an hour before the trial begins. */
const DAY_OF_EXPOSURE = { earliest: T - 49 * HOUR, latest: T - 25 * HOUR };
const COURSE = "P1/prophylaxis";
const course = (trial: Trial, id = COURSE): CourseView => trial.simulation.state.thing(`course:${id}`)!.state as CourseView;

function exposed(pack = MEASLES, exposure: object | null = DAY_OF_EXPOSURE, ...contacts: string[]): Trial {
  const trial = tryWard(pack);
  for (const contact of contacts.length === 0 ? ["P1"] : contacts) trial.tell(DISTRICT, "contact.find", { contact, class: "close", home: "A1c", ...(exposure === null ? {} : { lastExposure: exposure }) });
  return trial;
}

function stocked(trial: Trial, more: object = {}): Trial {
  trial.tell(NURSE, "medicine.receive", { medicineLot: "L1", org: "A", product: "MMR", option: "vaccine", doses: 2, expires: at(T + 300 * DAY), minCelsius: 2, maxCelsius: 8, ...more });
  return trial;
}

function agreed(trial: Trial, ...courses: string[]): Trial {
  for (const one of courses.length === 0 ? [COURSE] : courses) trial.tell(NURSE, "course.consent", { course: one, consentBy: "guardian", how: "signed form" });
  return trial;
}

describe("the clock", () => {
  test("runs from the exposure, and where that is known to the day the deadline is an interval too", () => {
    const trial = exposed();
    expect(trial.duty("prophylaxis.vaccine")).toMatchObject({
      subject: `course:${COURSE}`, holder: NURSE, start: DAY_OF_EXPOSURE, citation: { clause: "prophylaxis.vaccine" }, due: { earliest: T + 23 * HOUR, latest: T + 47 * HOUR },
    });
    lawful(trial);
  });

  test("exposed on 6 March, found on 10 March: the vaccine's time has passed, immune globulin until 12 March", () => {
    const day = Date.UTC(2025, 2, 5, 16);
    const trial = exposed(MEASLES, { earliest: day, latest: day });
    trial.tell(DISTRICT, "contact.find", { contact: "P1", class: "close" });
    expect(trial.said("duty.opened").filter((event) => String(event.data["kind"]).startsWith("prophylaxis")).map((event) => event.data["kind"])).toEqual(["prophylaxis.immune-globulin"]);
    expect(trial.duty("prophylaxis.immune-globulin").due).toEqual(at(Date.UTC(2025, 2, 11, 16)));
  });

  test("found when every time has passed, it says so and nothing is owed that cannot be done", () => {
    const trial = exposed(MEASLES, at(T - 20 * DAY));
    expect(course(trial)).toMatchObject({ status: "no-remedy", option: null });
    expect(trial.said("duty.opened")).toEqual([]);
    trial.tell(NURSE, "course.correct-exposure", { course: COURSE, exposedAt: at(T - HOUR), why: "another class" });
    expect(trial.duty("prophylaxis.vaccine").due).toEqual(at(T + 71 * HOUR));
    lawful(trial);
  });

  test("not given, the alarm rings at the end of its time; given in time, nothing is raised", () => {
    const late = exposed();
    late.wait(3 * DAY);
    expect(found(late, "deadline_missed")).toMatchObject([{ duty: "prophylaxis.vaccine", clause: "prophylaxis.vaccine", holder: NURSE, raisedAt: T + 47 * HOUR }]);
    lawful(late);
    const prompt = agreed(stocked(exposed()));
    prompt.tell(NURSE, "course.give", { course: COURSE, medicineLot: "L1" });
    prompt.wait(11 * HOUR);
    prompt.tell(NURSE, "medicine.read-temperature", { medicineLot: "L1", celsius: 5 });
    prompt.wait(11 * HOUR);
    expect(found(prompt)).toEqual([]);
    lawful(prompt);
  });

  test.each([
    ["mpox", mpox, "vaccine", 4 * DAY], ["Ebola", ebola, "vaccine", 48 * HOUR], ["avian influenza", avian, "medicine", 48 * HOUR],
  ])("of %s is the pack's", (_, file, option, length) => {
    const trial = exposed(under(file), at(T - HOUR));
    const from = file.id === "ebola" ? T : T - HOUR;
    expect(trial.duty(`prophylaxis.${option}`).due).toEqual(at(from + length));
    lawful(trial);
  });

  test("mpox: after four days the later vaccination stands in until fourteen", () => {
    const trial = exposed(under(mpox), at(T - 5 * DAY));
    expect(trial.duty("prophylaxis.late-vaccine").due).toEqual(at(T + 9 * DAY));
  });

  test("found without an exposure the clock runs from the finding; when the exposure is heard of, from there, once", () => {
    const trial = exposed(MEASLES, null);
    expect(trial.duty("prophylaxis.vaccine").due).toEqual(at(T + 72 * HOUR));
    trial.tell(DISTRICT, "contact.find", { contact: "P1", class: "close", lastExposure: DAY_OF_EXPOSURE });
    expect(trial.duty("prophylaxis.vaccine")).toMatchObject({ status: "open", due: { earliest: T + 23 * HOUR, latest: T + 47 * HOUR } });
    const before = trial.simulation.events.length;
    trial.tell(DISTRICT, "contact.find", { contact: "P1", class: "close", lastExposure: at(T) });
    expect(trial.simulation.events.slice(before).map((event) => event.type)).toEqual(["contact.found"]);
    lawful(trial);
  });

  test("ruled out as a contact, nothing is owed; found again, the clock begins again", () => {
    const trial = exposed();
    trial.tell(DISTRICT, "contact.rule-out", { contact: "P1", reason: "another class" });
    expect(trial.duty("prophylaxis.vaccine").status).toBe("lapsed");
    expect(course(trial)).toMatchObject({ status: "withdrawn", option: null });
    trial.tell(DISTRICT, "contact.find", { contact: "P1", class: "close", lastExposure: at(T) });
    expect(trial.duty("prophylaxis.vaccine")).toMatchObject({ status: "open", due: at(T + 72 * HOUR) });
    lawful(trial);
  });

  test("a disease without prophylaxis owes none, and none can be opened by hand", () => {
    const trial = exposed(under(covid));
    expect(things(trial, "course")).toEqual([]);
    expect(trial.code(NURSE, "course.open", { person: "P1", org: "A", exposedAt: at(T), reason: "r" })).toBe("clause-absent");
  });

  test("ring vaccination: somebody who is no contact has a course of their own", () => {
    const trial = tryWard(under(ebola));
    trial.tell(DISTRICT, "course.open", { person: "N1", org: "A", exposedAt: at(T - DAY), reason: "neighbour of a contact" });
    expect(course(trial, "N1/prophylaxis")).toMatchObject({ status: "due", option: "vaccine" });
    expect(trial.code(DISTRICT, "course.open", { person: "N1", org: "A", exposedAt: at(T), reason: "r" })).toBe("course-exists");
    expect(trial.code(DISTRICT, "course.open", { person: "N2", org: "nowhere", exposedAt: at(T), reason: "r" })).toBe("unknown-organisation");
  });
});

describe("treatment of a patient", () => {
  test("oseltamivir within 48 hours of onset, not of admission", () => {
    const trial = tryWard(under(avian));
    trial.tell(WARD, "patient.admit", { patient: "K1", class: "confirmed", hospital: "hosp", onset: { earliest: T - 30 * HOUR, latest: T - 6 * HOUR } });
    expect(trial.duty("treatment.antiviral")).toMatchObject({ holder: { org: "hosp" }, due: { earliest: T + 18 * HOUR, latest: T + 42 * HOUR } });
    lawful(trial);
  });

  test("cholera: rehydration and antibiotic are owed both, neither stands in for the other, and late is better than never", () => {
    const trial = tryWard(under(cholera));
    trial.tell(WARD, "patient.admit", { patient: "K1", class: "confirmed", hospital: "hosp" });
    expect(trial.duty("treatment.rehydration").due).toEqual(at(T + HOUR));
    expect(trial.duty("treatment.antibiotic").due).toEqual(at(T + DAY));
    trial.wait(2 * HOUR);
    trial.tell(WARD, "course.consent", { course: "K1/rehydration", consentBy: "self", how: "asked" });
    trial.tell(WARD, "course.give", { course: "K1/rehydration" });
    expect(trial.duty("treatment.rehydration").done!.timing).toBe("late");
    expect(trial.duty("treatment.antibiotic").done).toBeNull();
    lawful(trial);
  });
});

describe("the person's word", () => {
  test("nothing is given without it; what was given without it is on record with the breach", () => {
    const trial = stocked(exposed());
    expect(trial.code(NURSE, "course.give", { course: COURSE, medicineLot: "L1" })).toBe("no-consent");
    trial.tell(NURSE, "course.give", { course: COURSE, medicineLot: "L1" }, { reported: true });
    expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["no-consent"]);
    expect(course(trial).status).toBe("given");
    lawful(trial);
  });

  test("declined, nothing is owed, nothing is found, nothing else changes for the person; agreed later, the clock is the same", () => {
    const trial = stocked(exposed());
    const before = trial.simulation.state.thing("contact:P1")!.state;
    trial.tell(NURSE, "course.decline", { course: COURSE, consentBy: "guardian" });
    expect(trial.duty("prophylaxis.vaccine").status).toBe("lapsed");
    expect(trial.simulation.state.thing("contact:P1")!.state).toBe(before);
    expect(things(trial, "measure")).toEqual([]);
    expect(found(trial)).toEqual([]);
    trial.wait(HOUR);
    trial.tell(NURSE, "course.consent", { course: COURSE, consentBy: "guardian", how: "rang back" });
    expect(course(trial).status).toBe("agreed");
    expect(trial.duty("prophylaxis.vaccine")).toMatchObject({ status: "open", due: { earliest: T + 23 * HOUR, latest: T + 47 * HOUR } });
    lawful(trial);
  });

  test("immune already, nothing is owed", () => {
    const trial = exposed();
    trial.tell(NURSE, "course.find-immune", { course: COURSE, evidence: "two doses on the card" });
    expect(trial.duty("prophylaxis.vaccine").status).toBe("lapsed");
    expect(trial.code(NURSE, "course.decline", { course: COURSE, consentBy: "self" })).toBe("nothing-due");
  });
});

describe("the alternative", () => {
  test("a contraindication moves on to the next remedy of the pack, on the same exposure; the reason is held against the pack's list", () => {
    const trial = exposed();
    expect(trial.code(NURSE, "course.set-aside", { course: COURSE, why: "contraindicated" })).toBe("contraindication-not-named");
    trial.tell(NURSE, "course.set-aside", { course: COURSE, why: "contraindicated", contraindication: "pregnancy" });
    expect(trial.said("course.option_closed")[0]!.data).toMatchObject({ option: "vaccine", listed: true });
    expect(trial.duty("prophylaxis.vaccine").status).toBe("lapsed");
    expect(trial.duty("prophylaxis.immune-globulin").due).toEqual({ earliest: T + 95 * HOUR, latest: T + 119 * HOUR });
    trial.tell(NURSE, "course.set-aside", { course: COURSE, why: "contraindicated", contraindication: "said-by-her-doctor" });
    expect(trial.said("course.option_closed")[1]!.data["listed"]).toBe(false);
    expect(course(trial)).toMatchObject({ status: "no-remedy" });
    lawful(trial);
  });

  test("too late is too late only when it surely is", () => {
    const trial = exposed();
    trial.wait(40 * HOUR);
    expect(trial.code(NURSE, "course.set-aside", { course: COURSE, why: "too-late" })).toBe("not-too-late");
    trial.wait(8 * HOUR);
    trial.tell(NURSE, "course.set-aside", { course: COURSE, why: "too-late" });
    expect(course(trial).option).toBe("immune-globulin");
    lawful(trial);
  });
});

describe("lots", () => {
  test("doses are counted down; the last one gone, none can be given, and the want goes up at once", () => {
    const trial = stocked(exposed(MEASLES, DAY_OF_EXPOSURE, "P1", "P2", "P3"));
    agreed(trial, "P1/prophylaxis", "P2/prophylaxis", "P3/prophylaxis");
    expect(doseCover(things(trial, "medicine-lot"), things(trial, "course"), "A")).toEqual([{ option: "vaccine", doses: 2, lots: ["L1"], due: ["P1/prophylaxis", "P2/prophylaxis", "P3/prophylaxis"], short: 1 }]);
    for (const person of ["P1", "P2"]) trial.tell(NURSE, "course.give", { course: `${person}/prophylaxis`, medicineLot: "L1" });
    expect(trial.simulation.state.thing("medicine-lot:L1")!.state).toMatchObject({ dosesLeft: 0, status: "used-up" });
    expect(trial.code(NURSE, "course.give", { course: "P3/prophylaxis", medicineLot: "L1" })).toBe("no-doses-left");
    trial.tell(NURSE, "duty.block", { duty: trial.duty("prophylaxis.vaccine", "course:P3/prophylaxis").id, missing: ["vaccine"], note: "none left" });
    expect(trial.duty("resource.provide")).toMatchObject({ holder: { org: "city" } });
    lawful(trial);
  });

  test("too warm, the lot is held until a numbered decision of somebody who does not keep it; what it gave since the last good reading is looked at again", () => {
    const trial = agreed(stocked(exposed(MEASLES, DAY_OF_EXPOSURE, "P1", "P2")), "P1/prophylaxis", "P2/prophylaxis");
    trial.wait(HOUR);
    trial.tell(NURSE, "medicine.read-temperature", { medicineLot: "L1", celsius: 4 });
    trial.wait(HOUR);
    trial.tell(NURSE, "course.give", { course: "P1/prophylaxis", medicineLot: "L1" });
    trial.wait(HOUR);
    trial.tell(NURSE, "medicine.read-temperature", { medicineLot: "L1", celsius: 15 });
    expect(trial.duty("medicine.decide")).toMatchObject({ subject: "medicine-lot:L1", due: at(T + 7 * HOUR), citation: { clause: "care.excursion" } });
    expect(trial.code(NURSE, "course.give", { course: "P2/prophylaxis", medicineLot: "L1" })).toBe("lot-held");
    expect(trial.code(NURSE, "medicine.decide", { medicineLot: "L1", verdict: "use", decision: "No. 1", reason: "r" })).toBe("own-lot");
    expect(course(trial, "P1/prophylaxis").status).toBe("in-doubt");
    expect(trial.duty("course.reassess")).toMatchObject({ subject: "course:P1/prophylaxis", holder: NURSE });
    trial.tell(NURSE, "course.reassess", { course: "P1/prophylaxis", outcome: "repeat" });
    expect(trial.duty("prophylaxis.vaccine", "course:P1/prophylaxis").due).toEqual({ earliest: T + 23 * HOUR, latest: T + 47 * HOUR });
    trial.tell(PHARMACIST, "medicine.decide", { medicineLot: "L1", verdict: "use", decision: "No. 1", reason: "within the maker's stability data" });
    trial.tell(NURSE, "course.give", { course: "P2/prophylaxis", medicineLot: "L1" });
    expect(trial.duty("medicine.decide").status).toBe("verified");
    lawful(trial);
  });

  test("nobody reads the temperature: heard of before anything is given from it; undecided: heard of too", () => {
    const trial = stocked(exposed());
    trial.wait(13 * HOUR);
    expect(found(trial, "deadline_missed").map((one) => one.duty)).toEqual(["medicine.read"]);
    const held = stocked(exposed());
    held.tell(NURSE, "medicine.read-temperature", { medicineLot: "L1", celsius: -3 });
    held.wait(5 * HOUR);
    expect(found(held, "deadline_missed").map((one) => one.duty)).toEqual(["medicine.decide"]);
    lawful(held);
  });

  test.each([
    ["lot-expired", { expires: at(T - HOUR) }], ["lot-for-something-else", { option: "immune-globulin" }],
  ])("%s", (code, more) => {
    expect(agreed(stocked(exposed(), more)).code(NURSE, "course.give", { course: COURSE, medicineLot: "L1" })).toBe(code);
  });

  test("discarded stays discarded", () => {
    const trial = agreed(stocked(exposed()));
    trial.tell(NURSE, "medicine.read-temperature", { medicineLot: "L1", celsius: 30 });
    trial.tell(PHARMACIST, "medicine.decide", { medicineLot: "L1", verdict: "discard", decision: "No. 2", reason: "30 degrees" });
    expect(trial.code(NURSE, "course.give", { course: COURSE, medicineLot: "L1" })).toBe("lot-discarded");
    expect(trial.duty("medicine.read").status).toBe("lapsed");
  });

  test.each<[string, string, object]>([
    ["unknown-course", "course.give", { course: "P9/prophylaxis", medicineLot: "L1" }], ["unknown-medicine-lot", "course.give", { course: COURSE, medicineLot: "L9" }], ["lot-not-named", "course.give", { course: COURSE }],
    ["unknown-medicine-lot", "medicine.read-temperature", { medicineLot: "L9", celsius: 4 }], ["lot-not-held", "medicine.decide", { medicineLot: "L1", verdict: "use", decision: "d", reason: "r" }],
    ["unknown-medicine-lot", "medicine.count", { medicineLot: "L9", doses: 1 }], ["not-in-doubt", "course.reassess", { course: COURSE, outcome: "stands" }],
    ["range-upside-down", "medicine.receive", { medicineLot: "L2", org: "A", product: "p", option: "vaccine", doses: 1, expires: at(T), minCelsius: 8, maxCelsius: 2 }],
    ["lot-exists", "medicine.receive", { medicineLot: "L1", org: "hosp", product: "p", option: "vaccine", doses: 1, expires: at(T) }], ["unknown-organisation", "medicine.receive", { medicineLot: "L2", org: "Z", product: "p", option: "vaccine", doses: 1, expires: at(T) }],
  ])("refused with %s by %s", (code, type, data) => {
    expect(agreed(stocked(exposed())).code(PHARMACIST, type, data)).toBe(code);
  });
});

test("how far people are protected opens into the people, in time as an interval says", () => {
  const trial = stocked(exposed(MEASLES, DAY_OF_EXPOSURE, "P1", "P2", "P3"), { doses: 9 });
  agreed(trial, "P1/prophylaxis", "P2/prophylaxis");
  trial.tell(NURSE, "course.give", { course: "P1/prophylaxis", medicineLot: "L1" });
  trial.tell(NURSE, "course.decline", { course: "P3/prophylaxis", consentBy: "self" });
  trial.wait(30 * HOUR);
  trial.tell(NURSE, "course.give", { course: "P2/prophylaxis", medicineLot: "L1" });
  expect(coverage(MEASLES, things(trial, "course"))).toEqual({ byState: { given: ["P1", "P2"], declined: ["P3"] }, inTime: { surely: ["P1"], possibly: ["P2"], no: [] } });
});
