/** Sheet of the registers: gaps with owner and day due, and for each place who supervises it, how often, and when last. */
import { dayOf } from "../../../base/civil.ts";
import { zhEn } from "../../../engine/rule.ts";
import { block, named, ofKind, row, type Row, type Sheet } from "../../../engine/sheet.ts";
import { openGaps, supervisionOf, type GapView, type SupervisionView } from "../register/views.ts";

const registers: Sheet = {
  name: "registers", title: zhEn("短板弱项与定期检查", "Gaps and supervision"), about: null, duties: "none", kinds: ["gap", "supervision"],
  write({ things, now, zone }) {
    const gaps = new Map(ofKind(things, "gap").map((one) => [one.ref.slice("gap:".length), one.state as GapView]));
    const { open, overdue } = openGaps(things, now);
    const places = [...new Set(ofKind(things, "supervision").map(({ state }) => (state as SupervisionView).place))].sort();
    return [
      block("gaps", "短板弱项", "Gaps", [
        row("overdue", zhEn("逾期未整改", "Past their day"), named("gap", overdue)), row("open", zhEn("未整改", "Not closed"), named("gap", open)),
        ...open.map((gap): Row => ({ ...row(`gap/${gap}`, gaps.get(gap)!.what, named("gap", [gap]), null), post: gaps.get(gap)!.owner, when: gaps.get(gap)!.due })),
      ]),
      ...places.map((place) => block(`place/${place}`, `${place}：检查岗位与下次检查（右为上次）`, `${place}: who supervises it and when next; at the right, when last`, supervisionOf(things, place).map((one): Row => ({
        ...row(one.supervision, zhEn(`每${one.everyDays}天`, `Every ${one.everyDays} days`), named("supervision", [one.supervision]), one.lastAt === null ? null : dayOf(zone, one.lastAt.latest)), post: one.inspector, when: one.nextDue,
      })))),
    ];
  },
};

export const registerSheets: readonly Sheet[] = [registers];
