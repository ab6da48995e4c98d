/** The sheet of institutions: how old the numbers of each are, those that never returned any first. */
import { applies, lengthMs } from "../../engine/pack/clause.ts";
import { DAY } from "../../base/time.ts";
import { zhEn } from "../../engine/rule.ts";
import { block, named, ofKind, row, type Sheet } from "../../engine/sheet.ts";
import { baselineBoard } from "./views.ts";

const WITHIN = "baseline.return";

const institutions: Sheet = {
  name: "institutions", title: zhEn("机构底数", "Institutions"), about: null, duties: "none", kinds: ["institution"],
  write({ things, now, pack }) {
    const limit = Object.hasOwn(pack.clauses, WITHIN) && applies(pack, WITHIN) ? lengthMs(pack, WITHIN) : DAY;
    const rows = baselineBoard(ofKind(things, "institution"), now, limit);
    return [true, false].map((stale) => block(stale ? "stale" : "fresh", stale ? "底数过时（小时）" : "底数有效（小时）", stale ? "Numbers too old, in hours" : "Numbers fresh, in hours", rows.filter((one) => one.stale === stale).map((one) =>
      row(one.institution, one.unknown.length === 0 ? one.org : `${one.org}: ${one.unknown.join(", ")}`, named("institution", [one.institution]), one.ageHours === null ? null : Math.round(one.ageHours * 10) / 10))));
  },
};

export const sheets: readonly Sheet[] = [institutions];
