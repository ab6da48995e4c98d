// What a site owes those who stay: asked on the first day, each need met by their own word, the rules told in their language.
import { expect, test } from "vitest";
import { at, DAY, HOUR, MINUTE } from "../../../base/time.ts";
import { audit } from "../../../engine/audit/audit.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { model } from "../../index.ts";
import { COMMAND, COMMUNITY, DISTRICT, SITE2 } from "../../trial-city.ts";
import { inStay, midnight, TESTER } from "../trial-stay.ts";
import { carePlan, untold } from "./views.ts";
import covid9 from "../../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import quarantine from "../../../../packs/cn-quarantine.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };
import testing from "../../../../packs/cn-testing.json" with { type: "json" };

const PACK = packOf({ ...covid9, includes: ["firebreak-duties", "firebreak-rights", "cn-quarantine", "cn-testing"] }, duties, rights, quarantine, testing);
const T = midnight("2022-07-12");
const there = (): Trial => inStay(PACK, T, "2022-07-10");
const things = (trial: Trial, kind: string) => [...trial.simulation.state.allThings()].filter(({ ref }) => ref.startsWith(`${kind}:`));
const overdue = (trial: Trial): unknown[] => trial.said("duty.overdue").map((event) => event.data["kind"]);

function lawful(trial: Trial): void {
  trial.wait(0);
  const { state, events } = trial.simulation;
  expect(audit({ events, incident: "trial", commandPost: COMMAND, rules: [...model.rules.values()], packs: new Map([[PACK.hash, PACK]]), duties: state.allDuties(), until: trial.simulation.now(), punctual: true, zone: "Asia/Shanghai" })).toEqual([]);
}

test("[SM-261] everybody is asked and told the rules on the first day, then daily; nobody asked is an alarm, everybody asked is none", () => {
  const silent = there();
  expect(silent.duty("resident.ask")).toMatchObject({ holder: TESTER, due: at(T + DAY), citation: { clause: "need.ask" } });
  expect(untold(things(silent, "contact"), things(silent, "resident"))).toEqual(["contact:P1"]);
  silent.wait(DAY + HOUR);
  expect(overdue(silent)).toContain("resident.ask");
  const kept = there();
  kept.wait(20 * HOUR);
  kept.tell(TESTER, "resident.ask", { contact: "P1", needs: [], language: "yi", rulesGiven: "proxy" });
  kept.wait(5 * HOUR);
  expect(overdue(kept)).not.toContain("resident.ask");
  expect(untold(things(kept, "contact"), things(kept, "resident"))).toEqual([]);
  expect(kept.simulation.state.thing("resident:P1")!.state).toMatchObject({ language: "yi", rulesGiven: "proxy", asked: 1 });
  kept.wait(DAY);
  expect(overdue(kept)).toContain("resident.ask");
  lawful(kept);
});

test("[SM-251] medicine, dialysis, a child alone, a student: each is a duty of the site at once, with the clock it needs", () => {
  const trial = there();
  trial.tell(TESTER, "resident.ask", { contact: "P1", needs: [{ need: "medicine", needBy: at(T + 6 * HOUR) }, { need: "dialysis" }, { need: "child-alone" }, { need: "schooling" }, { need: "psychological", urgent: true }] });
  expect(trial.duty("resident.medicine")).toMatchObject({ subject: "resident-need:P1/medicine", holder: TESTER, asker: DISTRICT, due: at(T + 6 * HOUR) });
  for (const need of ["dialysis", "child-alone", "psychological"]) expect(trial.duty("resident.urgent", `resident-need:P1/${need}`)).toMatchObject({ due: at(T + 30 * MINUTE) });
  expect(trial.duty("resident.care")).toMatchObject({ subject: "resident-need:P1/schooling", due: at(T + DAY) });
  expect(carePlan(things(trial, "resident-need"), "P1").map(({ name, status }) => `${name}: ${status}`).toSorted()).toEqual([
    "child-alone: found", "dialysis: found", "medicine: found", "psychological: found", "schooling: found",
  ]);
  trial.wait(HOUR);
  expect(overdue(trial).filter((kind) => kind === "resident.urgent")).toHaveLength(3);
  lawful(trial);
});

test("a need is met by the resident's own word, which somebody else takes down; denied, it is owed again", () => {
  const trial = there();
  trial.tell(TESTER, "resident.ask", { contact: "P1", needs: [{ need: "dialysis" }] });
  const need = "P1/dialysis";
  expect(trial.code(COMMUNITY, "resident-need.confirm", { need, received: true, how: "telephone" })).toBe("not-met-yet");
  trial.tell(TESTER, "resident-need.meet", { need, plan: "hospital H, Tuesday and Friday, vehicle V2" });
  expect(trial.code(TESTER, "resident-need.confirm", { need, received: true, how: "asked" })).toBe("self-verification");
  trial.tell(COMMUNITY, "resident-need.confirm", { need, received: false, how: "telephone" });
  expect(trial.duty("resident.urgent")).toMatchObject({ status: "started", done: null, holder: TESTER });
  trial.tell(TESTER, "resident-need.meet", { need, plan: "taken there today" });
  trial.tell(COMMUNITY, "resident-need.confirm", { need, received: true, how: "telephone" });
  expect(trial.duty("resident.urgent")).toMatchObject({ status: "verified", closed: { by: COMMUNITY } });
  trial.wait(HOUR);
  expect(overdue(trial)).not.toContain("resident.urgent");
  lawful(trial);
});

test("moved or released, the site owes nothing more; the next site asks anew", () => {
  const trial = there();
  trial.tell(TESTER, "resident.ask", { contact: "P1", needs: [{ need: "diet" }] });
  trial.wait(HOUR);
  trial.tell(SITE2, "arrival.record", { site: "S2", contacts: ["P1"] });
  expect(trial.duty("resident.care").status).toBe("lapsed");
  expect(trial.duty("resident.ask")).toMatchObject({ status: "open", holder: COMMAND });
  trial.wait(midnight("2022-07-18") - trial.simulation.now());
  trial.tell(DISTRICT, "person.release", { measure: "M1", handedTo: COMMUNITY });
  expect(trial.duty("resident.ask").status).toBe("lapsed");
  expect(trial.code(TESTER, "resident.ask", { contact: "P9", needs: [] })).toBe("unknown-contact");
  lawful(trial);
});
