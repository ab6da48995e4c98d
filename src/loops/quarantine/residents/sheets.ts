/** The sheet of one resident: everything the site owes this person, with how each stands. */
import { block, ofKind, row, type Sheet } from "../../../engine/sheet.ts";
import { zhEn } from "../../../engine/rule.ts";
import { carePlan } from "./views.ts";

export const carePlanSheet: Sheet = {
  name: "care-plan", title: zhEn("个人照护清单", "Care plan of a resident"), about: "contact", duties: "none", kinds: ["resident-need"], only: { "resident-need": "contact" },
  write: ({ things }, { about = "" }) => [block("needs", "照护事项", "What the site owes this person", carePlan(ofKind(things, "resident-need"), about).map((one) => row(one.need, one.plan === null ? one.name : `${one.name}: ${one.plan}`, [one.need], one.status)))],
};
