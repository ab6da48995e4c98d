/** The sheet of leaving: where people went in a day, points of entry without anybody, travel notices that stand. */
import { DAY } from "../../../base/time.ts";
import { zhEn } from "../../../engine/rule.ts";
import { block, hours, named, ofKind, row, type Row, type Sheet } from "../../../engine/sheet.ts";
import { uncoveredMs, type PortView } from "../ports/views.ts";
import { noticeAt, type NoticeView } from "../strategy/views.ts";
import { leaversOf } from "./views.ts";

export const leavingSheet: Sheet = {
  name: "leaving", title: zhEn("离开去向与告知", "Leaving, and notices"), about: null, duties: "none", kinds: ["passage", "port", "travel-notice"],
  write({ things, now }, { instant = now }) {
    return [
      block("destinations", "24小时离开去向（人数）", "Where people went in 24 hours", [...leaversOf(ofKind(things, "passage"), now - DAY, now + 1)].map(([where, exits]) =>
        row(where === "" ? "unknown" : where, where === "" ? zhEn("未知", "Unknown") : where, named("passage", exits.map(({ passage }) => passage)), exits.reduce((sum, { people }) => sum + people, 0)))),
      block("ports", "口岸无人（小时）", "Points of entry without anybody, in hours", ofKind(things, "port").flatMap((one) => {
        const nobody = uncoveredMs(one.state as PortView, now);
        return nobody === 0 ? [] : [row(one.ref, (one.state as PortView).org, [one.ref], hours(nobody))];
      })),
      block("notices", "现行出行告知", "Travel notices that stand", ofKind(things, "travel-notice").flatMap((one): Row[] => {
        const stands = noticeAt(one.state as NoticeView, instant);
        return stands === undefined ? [] : [{ ...row(one.ref, stands.text, [one.ref], `v${stands.version}`), when: stands.start }];
      })),
    ];
  },
};
