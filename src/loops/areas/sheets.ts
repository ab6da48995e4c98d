/** The sheet of areas: when each closed one comes down, the longest overdue first, and new infections day by day. */
import { dayOf, nextDay } from "../../base/civil.ts";
import { DAY } from "../../base/time.ts";
import { zhEn } from "../../engine/rule.ts";
import { block, hours, named, ofKind, row, type Row, type Sheet } from "../../engine/sheet.ts";
import { outbreak } from "./outbreak-sheet.ts";
import { communityZero, releases, type AreaView } from "./views.ts";

/** Days back that the page shows. */
const DAYS = 7;

const board: Sheet = {
  name: "areas", title: zhEn("风险区域一页", "Areas on one page"), about: null, duties: "none", kinds: ["area", "closure"],
  write({ things, now, zone }) {
    const areas = ofKind(things, "area");
    const rows = releases(areas, now);
    const top = areas.filter(({ state }) => (state as AreaView).parent === null).map(({ ref }) => ref.slice("area:".length));
    const today = dayOf(zone, now);
    const release = (one: (typeof rows)[number], value: number | null): Row => ({ ...row(one.area, one.level, named("area", [one.area]), value), when: { earliest: one.forecast, latest: one.forecast } });
    return [
      block("overdue", "逾期未解除（小时）", "Overdue release, in hours", rows.filter(({ overdueMs }) => overdueMs > 0).map((one) => release(one, hours(one.overdueMs)))),
      block("forecast", "预计解除（天）", "Forecast release, in days", rows.filter(({ overdueMs }) => overdueMs === 0).map((one) => release(one, one.daysLeft))),
      block("static", "静态管理", "Static management", ofKind(things, "closure").filter(({ state }) => state.status !== "ended").map((one) => row(one.ref, one.state.status, [one.ref], null))),
      block("community", "社会面新增（管控外）", "New infections outside quarantine", communityZero(areas, top, nextDay(today, 1 - DAYS), today, now, zone).map((one) =>
        row(`${one.area}/${one.day}`, `${one.area} ${one.day}`, named("case", one.community)))),
      block("quarantine", "管控内新增", "New infections inside quarantine", communityZero(areas, top, dayOf(zone, now - DAYS * DAY + DAY), today, now, zone).filter(({ quarantine }) => quarantine.length > 0).map((one) =>
        row(`${one.area}/${one.day}`, `${one.area} ${one.day}`, named("case", one.quarantine)))),
    ];
  },
};

export const sheets: readonly Sheet[] = [board, outbreak];
