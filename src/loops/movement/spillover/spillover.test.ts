// Spill-over: counted by what was known when, opened into its cases; judged and traced in time.
import { expect, test } from "vitest";
import { at, DAY, HOUR } from "../../../base/time.ts";
import type { Post } from "../../../engine/event.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND } from "../../trial-city.ts";
import { found, lawful, overdue, T, things, tryBorder, viewOf } from "../trial-border.ts";
import { spilloverFigure } from "./views.ts";
import covid from "../../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const EPI: Post = { org: "city", role: "epidemiologist" };

function reported(): Trial {
  const trial = tryBorder(PACK);
  for (const spillover of ["Y-1", "W-7"]) trial.tell(COMMAND, "spillover.report", { spillover, destination: "city Y", link: "left-from-here", diagnosed: at(T - DAY), source: "letter of city Y" });
  return trial;
}
const figure = (trial: Trial, knownAt: number) => spilloverFigure(things(trial, "spillover"), knownAt);

test("[SM-265] zero is never more than none known by an instant; the count opens into its cases, the undecided are shown", () => {
  const trial = reported();
  trial.wait(HOUR);
  trial.tell(EPI, "spillover.judge", { spillover: "Y-1", verdict: "linked", evidence: "same genome" });
  trial.wait(HOUR);
  trial.tell(EPI, "spillover.judge", { spillover: "W-7", verdict: "not-linked", evidence: "another lineage" });
  expect(figure(trial, T - 1)).toMatchObject({ noneKnown: true, linked: [], undecided: [] });
  expect(figure(trial, T)).toMatchObject({ noneKnown: true, linked: [], undecided: ["W-7", "Y-1"] });
  expect(figure(trial, T + HOUR)).toMatchObject({ noneKnown: false, linked: ["Y-1"], undecided: ["W-7"] });
  expect(figure(trial, T + 2 * HOUR)).toMatchObject({ linked: ["Y-1"], undecided: [], notLinked: ["W-7"] });
  expect(spilloverFigure(things(trial, "spillover"), T + 2 * HOUR, T)).toMatchObject({ linked: [], noneKnown: true });
  // Judged anew: what was known before can still be asked.
  trial.wait(HOUR);
  trial.tell(EPI, "spillover.judge", { spillover: "Y-1", verdict: "not-linked", evidence: "mixed-up sample" });
  expect([figure(trial, T + 2 * HOUR).noneKnown, figure(trial, T + 3 * HOUR).noneKnown]).toEqual([false, true]);
  lawful(trial);
});

test("[SM-265] a case elsewhere that nobody judges is heard of within a day", () => {
  const trial = reported();
  trial.wait(25 * HOUR);
  expect(overdue(trial)).toEqual(["spillover.judge", "spillover.judge"]);
  expect(found(trial)).toMatchObject([{ holder: EPI }, { holder: EPI }]);
  lawful(trial);
});

test("[SM-265] linked, its way out is traced, and who left with it goes onto a list to the destination", () => {
  const trial = reported();
  trial.tell(EPI, "spillover.judge", { spillover: "W-7", verdict: "not-linked", evidence: "e" });
  trial.tell(COMMAND, "leavers.list", { list: "L1", org: "A", to: "city-Y", source: "coach list", people: [{ person: "p1", left: at(T) }] });
  trial.tell(EPI, "spillover.judge", { spillover: "Y-1", verdict: "linked", evidence: "coach of 2 Sep", leadsTo: "leavers:L1" });
  expect(trial.duty("spillover.trace")).toMatchObject({ holder: EPI, due: at(T + DAY) });
  expect(trial.code(EPI, "spillover.trace", { spillover: "Y-1", how: "coach", list: "L9" })).toBe("unknown-leavers");
  trial.tell(EPI, "spillover.trace", { spillover: "Y-1", how: "coach before the exits were checked", together: ["p1"], list: "L1" });
  expect(trial.duty("spillover.trace").done).not.toBeNull();
  expect(viewOf(trial, "spillover:Y-1")).toMatchObject({ status: "traced", leadsTo: "leavers:L1" });
  expect(figure(trial, T)).toMatchObject({ linked: ["Y-1"] });
  lawful(trial);
});

test.each([
  ["unknown-spillover", "spillover.judge", { spillover: "Z", verdict: "linked", evidence: "e" }], ["unknown-case", "spillover.judge", { spillover: "Y-1", verdict: "linked", evidence: "e", leadsTo: "case:C9" }], ["unknown-spillover", "spillover.trace", { spillover: "Z", how: "h" }],
])("%s by %s", (code, type, data) => {
  expect(reported().code(EPI, type, data)).toBe(code);
});
