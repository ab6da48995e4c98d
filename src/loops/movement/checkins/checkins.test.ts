// Check-ins: a way in without a phone, names that stay with the place, tracing and nothing else, deleted in time.
import { expect, test } from "vitest";
import { at, DAY, HOUR } from "../../../base/time.ts";
import type { Post } from "../../../engine/event.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { DISTRICT } from "../../trial-city.ts";
import { found, lawful, overdue, T, things, tryBorder } from "../trial-border.ts";
import { batchesAt, stillKept } from "./views.ts";
import covid from "../../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const KEEPER: Post = { org: "A1c", role: "mall_keeper" };
const BATCH = { batch: "b1", venue: "mall", from: at(T - 6 * HOUR), until: at(T), count: 812, digest: `sha256:${"0".repeat(64)}` };

function kept(): Trial {
  const trial = tryBorder(PACK);
  trial.tell(KEEPER, "venue.register", { venue: "mall", org: "A1c", ways: ["code", "paper"], reason: "order 12" });
  trial.tell(KEEPER, "check-ins.keep", BATCH);
  trial.tell(DISTRICT, "case.report", { case: "C1", class: "confirmed" });
  return trial;
}
const all = (trial: Trial) => things(trial, "check-ins");

test("[SM-297] somebody without a phone must be able to go in", () => {
  const trial = tryBorder(PACK);
  expect(trial.code(KEEPER, "venue.register", { venue: "m", org: "A1c", ways: ["code"], reason: "r" })).toBe("phone-only");
  trial.tell(KEEPER, "venue.register", { venue: "m", org: "A1c", ways: ["code"], reason: "r" }, { reported: true });
  expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["phone-only"]);
  lawful(trial);
});

test("[SM-297] kept briefly: not deleted in time it is the place's overdue duty; deleted in time nothing is raised", () => {
  const trial = kept();
  trial.tell(KEEPER, "check-ins.keep", { ...BATCH, batch: "b2" });
  expect(trial.duty("check-ins.delete", "check-ins:b1")).toMatchObject({ holder: KEEPER, due: at(T + 14 * DAY) });
  trial.wait(13 * DAY);
  trial.tell(KEEPER, "check-ins.delete", { batch: "b2", how: "shredded before two people" });
  trial.wait(DAY + HOUR);
  expect(overdue(trial)).toEqual(["check-ins.delete"]);
  expect(stillKept(all(trial), trial.simulation.now())).toMatchObject([{ batch: "b1", count: 812, overdueMs: HOUR }]);
  expect(found(trial)).toMatchObject([{ duty: "check-ins.delete", holder: KEEPER }]);
  lawful(trial);
});

test("[SM-297] only to trace a case that exists; the ledger says who asked, and holds nobody's name", () => {
  const trial = kept();
  expect(trial.code(DISTRICT, "check-ins.ask", { batch: "b1", case: "debtors", reason: "r" })).toBe("purpose-not-tracing");
  expect(batchesAt(all(trial), "mall", at(T - HOUR))).toEqual(["b1"]);
  expect(batchesAt(all(trial), "mall", at(T + HOUR))).toEqual([]);
  trial.tell(DISTRICT, "check-ins.ask", { batch: "b1", case: "C1", reason: "C1 was there from noon to two" });
  expect(all(trial)[0]!.state["asked"]).toMatchObject([{ case: "C1", by: DISTRICT }]);
  expect(trial.duty("check-ins.answer")).toMatchObject({ holder: KEEPER, due: at(T + 4 * HOUR) });
  trial.tell(KEEPER, "check-ins.answer", { batch: "b1", people: 96 });
  expect(trial.duty("check-ins.answer").done).not.toBeNull();
  trial.tell(KEEPER, "check-ins.delete", { batch: "b1", how: "shredded" });
  expect(trial.code(DISTRICT, "check-ins.ask", { batch: "b1", case: "C1", reason: "r" })).toBe("check-ins-deleted");
  lawful(trial);
});

test.each([
  ["unknown-organisation", "venue.register", { venue: "v", org: "Z", ways: ["paper"], reason: "r" }], ["unknown-venue", "venue.end", { venue: "v", reason: "r" }], ["unknown-venue", "check-ins.keep", { ...BATCH, batch: "b9", venue: "v" }], ["batch-exists", "check-ins.keep", BATCH],
  ["unknown-check-ins", "check-ins.ask", { batch: "b9", case: "C1", reason: "r" }], ["unknown-check-ins", "check-ins.answer", { batch: "b9", people: 1 }], ["unknown-check-ins", "check-ins.delete", { batch: "b9", how: "h" }],
])("%s by %s", (code, type, data) => {
  expect(kept().code(KEEPER, type, data)).toBe(code);
});
