// What an alarm set off and later news took the ground from: it stays, and says so.
import { expect, test } from "vitest";
import { DAY, HOUR } from "../../base/time.ts";
import { raisedBeforeKnown } from "../../engine/duty/marks.ts";
import { findings } from "../../engine/findings/findings.ts";
import { packOf, type Trial } from "../../engine/trial.ts";
import { model } from "../index.ts";
import { DISTRICT, findContacts, SITE, SUBDISTRICT, tryCity } from "../trial-city.ts";
import covid from "../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2021, 8, 24);

const found = (trial: Trial) => findings({ model, state: trial.simulation.state, duties: trial.simulation.state.allDuties(), events: trial.simulation.events, context: trial.simulation.context() });

test("findings that rest on an alarm raised before it was known that the person had been placed in time are marked", () => {
  const trial = tryCity(PACK, T);
  findContacts(trial, "P1");
  trial.tell(DISTRICT, "contact.push", { contacts: ["P1"], to: "A1" });
  trial.tell(SUBDISTRICT, "contact.confirm-receipt", { contacts: ["P1"] });
  trial.wait(2 * DAY);
  const marks = (): Record<string, string | null> => Object.fromEntries(found(trial).map((finding) => [finding.kind, finding.mark]));
  expect(marks()).toMatchObject({ deadline_missed: null, weak_oversight: null, guarantor_duty_missing: null });
  trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] }, { at: T + 3 * HOUR });
  expect(trial.duty("contact.transfer")).toMatchObject({ status: "verified", done: { timing: "reported-late" } });
  expect(marks()).toMatchObject({ weak_oversight: "raised-before-known", guarantor_duty_missing: "raised-before-known" });
  expect(marks()).not.toHaveProperty("deadline_missed");
  const { id } = trial.duty("contact.transfer");
  const alarms = ["duty.overdue", "duty.escalated"].flatMap((type) => trial.said(type)).filter((event) => event.data["duty"] === id);
  expect(raisedBeforeKnown(id, trial.simulation.events)).toEqual(expect.arrayContaining(alarms.map((event) => event.seq)));
});
