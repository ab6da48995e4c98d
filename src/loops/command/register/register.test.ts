// The registers: a gap closes with proof and is heard of when it does not, visits of supervision come round.
import { expect, test } from "vitest";
import { at, DAY, HOUR } from "../../../base/time.ts";
import { audit } from "../../../engine/audit/audit.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { model } from "../../index.ts";
import { COMMAND, COUNTY, DISTRICT, tryCity } from "../../trial-city.ts";
import { openGaps, supervisionOf } from "./views.ts";
import covid from "../../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2021, 8, 24);
const things = (trial: Trial) => [...trial.simulation.state.allThings()];

function lawful(trial: Trial): void {
  expect(audit({
    events: trial.simulation.events, incident: "trial", commandPost: COMMAND, zone: "Asia/Shanghai", rules: [...model.rules.values()], packs: new Map([[PACK.hash, PACK]]),
    duties: trial.simulation.state.allDuties(), until: trial.simulation.now(), punctual: true,
  })).toEqual([]);
}

test("[SM-006] a gap has finder, owner, day and proof; past its day it is on the board and an alarm", () => {
  const trial = tryCity(PACK, T);
  for (const gap of ["G1", "G2"]) trial.tell(DISTRICT, "gap.record", { gap, what: "no second generator", owner: COUNTY, due: at(T + DAY) });
  expect(trial.duty("gap.close", "gap:G1")).toMatchObject({ asker: DISTRICT, offer: { to: COUNTY }, due: at(T + DAY) });
  expect(trial.code(DISTRICT, "gap.record", { gap: "G1", what: "x", owner: COUNTY, due: at(T) })).toBe("number-used");
  trial.tell(COUNTY, "gap.close", { gap: "G1", proof: "generator test of 14:00" });
  expect(trial.duty("gap.close", "gap:G1")).toMatchObject({ status: "done", holder: COUNTY, verifier: { org: "A" } });
  expect(trial.simulation.state.thing("gap:G1")!.state).toMatchObject({ status: "closed", finder: DISTRICT, owner: COUNTY, proof: "generator test of 14:00" });
  trial.wait(25 * HOUR);
  expect(openGaps(things(trial), trial.simulation.now())).toEqual({ open: ["G2"], overdue: ["G2"] });
  expect(trial.said("duty.overdue").map((event) => event.data["subject"])).toContain("gap:G2");
  expect(trial.said("duty.overdue").map((event) => event.data["subject"])).not.toContain("gap:G1");
  lawful(trial);
});

test("[SM-063] [SM-064] who supervises a place, how often and when last; a regulator's calendar comes round and is heard of when missed", () => {
  const trial = tryCity(PACK, T);
  const inspector = { org: "B", role: "regulator" };
  trial.tell(COMMAND, "supervision.plan", { supervision: "I1", place: "cold store 3", inspector, everyDays: 7, due: at(T + DAY) });
  trial.tell(COMMAND, "supervision.plan", { supervision: "I2", place: "cold store 3", inspector: { org: "A1", role: "secretary" }, everyDays: 1, due: at(T + 2 * DAY) });
  expect(trial.duty("supervision.make", "supervision:I1")).toMatchObject({ holder: inspector, due: at(T + DAY) });
  trial.wait(12 * HOUR);
  trial.tell(inspector, "supervision.make", { supervision: "I1", found: "handlers without masks" });
  expect(trial.duty("supervision.make", "supervision:I1")).toMatchObject({ status: "open", due: at(T + 12 * HOUR + 7 * DAY) });
  expect(supervisionOf(things(trial), "cold store 3")).toEqual([
    { supervision: "I2", inspector: { org: "A1", role: "secretary" }, everyDays: 1, lastAt: null, nextDue: at(T + 2 * DAY) },
    { supervision: "I1", inspector, everyDays: 7, lastAt: at(T + 12 * HOUR), nextDue: at(T + 12 * HOUR + 7 * DAY) },
  ]);
  trial.wait(2 * DAY);
  expect(trial.said("duty.overdue").map((event) => event.data["subject"])).toEqual(["supervision:I2"]);
  lawful(trial);
});
