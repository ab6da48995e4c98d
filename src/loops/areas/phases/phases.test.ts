// Phases: entered when the ledger meets their criteria and not by a word; winding down drops nobody still isolated.
import { expect, test } from "vitest";
import { at, DAY } from "../../../base/time.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND, fullMeasure } from "../../trial-city.ts";
import { acceptAll, closing, day, found, infect, lawful, register, SIGNER, tryArea } from "../trial-area.ts";
import { criteriaOf, type PhaseView } from "./views.ts";
import ninth from "../../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...ninth, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = day("2022-09-05");
const DESK = { org: "A", role: "transfer_desk" };
const MAYOR = { org: "city", role: "area_mayor" };

function incident(): Trial {
  const trial = tryArea(PACK, T);
  register(trial, "C1", "compound");
  trial.tell(DESK, "contact.find", { contact: "P1", class: "close", home: "A1c" });
  trial.tell(DESK, "measure.order", fullMeasure(trial, "M1", "P1", 7 * DAY));
  return trial;
}
const enter = (trial: Trial, phase: string): string => trial.code(MAYOR, "phase.enter", { phase, decision: "D-9", evidence: "brief 9" });
const phase = (trial: Trial): PhaseView => trial.simulation.state.thing("phase:incident")!.state as PhaseView;
const failing = (trial: Trial, name: "community-zero" | "wind-down" | "ended") =>
  criteriaOf(trial.simulation.state, name, trial.simulation.context()).filter((one) => !one.met).map((one) => [one.criterion, one.failing]);

test("[SM-203] [SM-078] community zero takes its clean days, and each criterion opens into what does not meet it", () => {
  const trial = incident();
  expect(enter(trial, "response")).toBe("accepted");
  expect(enter(trial, "response")).toBe("phase-entered");
  expect(trial.code(SIGNER, "phase.enter", { phase: "wind-down", decision: "D", evidence: "E" })).toBe("not-the-signer");
  trial.wait(DAY);
  infect(trial, "C1", "K1", "2022-09-05");
  trial.wait(2 * DAY);
  expect(enter(trial, "community-zero")).toBe("criteria-unmet");
  expect(failing(trial, "community-zero")).toEqual([["clean-days", ["K1"]]]);
  trial.wait(DAY);
  expect(enter(trial, "community-zero")).toBe("accepted");
  expect(phase(trial)).toMatchObject({ phase: "community-zero", isolated: ["M1"] });
});

test("[SM-078] what is still closed keeps it from winding down, and is proposed to end", () => {
  const trial = incident();
  trial.tell(SIGNER, "closure.order", closing(T));
  acceptAll(trial);
  expect(enter(trial, "wind-down")).toBe("criteria-unmet");
  expect(failing(trial, "wind-down")).toEqual([["closures-ended", ["Q1"]]]);
  trial.tell(MAYOR, "phase.enter", { phase: "wind-down", decision: "D-9", evidence: "brief" }, { reported: true });
  expect(trial.said("phase.entered").at(-1)!.data["toEnd"]).toEqual({ closures: ["Q1"], areas: [] });
  expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["criteria-unmet"]);
});

test("winding down carries everybody still isolated, asks for them each day, and nothing ends before the last is home", () => {
  const trial = incident();
  expect(enter(trial, "wind-down")).toBe("accepted");
  expect(phase(trial).isolated).toEqual(["M1"]);
  expect(trial.duty("phase.account")).toMatchObject({ due: at(T + DAY) });
  expect(trial.duty("person.release", "measure:M1").done).toBeNull();
  expect(enter(trial, "ended")).toBe("people-still-isolated");
  expect(failing(trial, "ended")).toEqual([["nobody-isolated", ["M1"]]]);
  trial.tell(COMMAND, "phase.account", { note: "rang the site" });
  expect(trial.said("phase.isolated_accounted")[0]!.data).toMatchObject({ isolated: ["M1"], home: [] });
  trial.tell(DESK, "person.release", { measure: "M1" }, { reported: true });
  trial.tell(COMMAND, "phase.account", { note: "home" });
  expect(trial.said("phase.isolated_accounted")[1]!.data).toMatchObject({ isolated: [], home: ["M1"] });
  expect(enter(trial, "ended")).toBe("accepted");
  expect(trial.code(COMMAND, "phase.account", { note: "n" })).toBe("not-winding-down");
});

test("somebody held without any order counts as isolated too", () => {
  const trial = incident();
  trial.tell(DESK, "contact.find", { contact: "P2", class: "close", home: "A1c" });
  trial.tell({ org: "A1c", role: "branch_secretary" }, "contact.hold", { contact: "P2", note: "at home until collected" });
  expect(enter(trial, "wind-down")).toBe("accepted");
  expect(phase(trial).isolated).toEqual(["M1", "P2"]);
  expect(failing(trial, "ended")).toEqual([["nobody-isolated", ["M1", "P2"]]]);
});

test("left unasked for a day, that is heard of", () => {
  const trial = incident();
  enter(trial, "wind-down");
  trial.wait(DAY);
  expect(found(trial).map((one) => [one.duty, one.clause])).toContainEqual(["phase.account", "phase.account"]);
  lawful(trial);
});
