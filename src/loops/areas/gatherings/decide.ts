/** Commands after a gathering → events or a refusal. It is tested through only when nobody who was there is left. */
import { ref } from "../../../base/ids.ts";
import { isRefusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, WhenShape, Words } from "../../../engine/define.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { AreaView } from "../views.ts";
import { untested, type AttendanceView } from "./views.ts";

const People = Type.Array(Id, { minItems: 1, maxItems: 2000, uniqueItems: true });

export const commands: readonly CommandDef[] = [
  command("attendance.mark", zhEn("聚集列为可能暴露", "Mark a gathering as a possible exposure"), {
    gathering: Id, area: Id, place: Words, held: WhenShape, attendees: People, testBy: WhenShape,
  }, ({ state, data, occurred }) => {
    const area = known<AreaView>(state, ref("area", data.area), "data.area");
    return isRefusal(area) ? area : [event("attendance.marked", occurred, [ref("attendance", data.gathering)], { ...data, org: area.org })];
  }, { on: { kind: "area", field: "area" } }),
  command("attendance.test", zhEn("登记参加者检测", "Record attendees tested"), { gathering: Id, tested: People }, ({ state, data, occurred }) => {
    const attendance = known<AttendanceView>(state, ref("attendance", data.gathering), "data.gathering");
    return isRefusal(attendance) ? attendance : [event("attendance.tested", occurred, [ref("attendance", data.gathering)], { ...data, complete: untested(attendance, data.tested).length === 0 })];
  }, { on: { kind: "attendance", field: "gathering", statuses: ["marked"] } }),
];
