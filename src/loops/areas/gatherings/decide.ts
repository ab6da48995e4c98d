/** Commands after a gathering → events or a refusal. It is tested through only when nobody who was there is left. */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, WhenShape, Words } from "../../../engine/define.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import { isPending, type TubeView } from "../../testing/tubes/views.ts";
import type { AreaView } from "../views.ts";
import { untested, type AttendanceView } from "./views.ts";

const People = Type.Array(Id, { minItems: 1, maxItems: 2000, uniqueItems: true });

/** Attendees whose result of a round counts, as testing has it: nobody enters them a second time. */
function testedIn(state: State, round: string, { attendees }: AttendanceView): string[] {
  const results = state.things("tube", "round", round).map((tube) => tube.state as TubeView).filter((tube) => !isPending(tube) && !tube.doubted);
  const people = new Set(results.flatMap((tube) => tube.members));
  return attendees.filter((one) => people.has(one));
}

export const commands: readonly CommandDef[] = [
  command("attendance.mark", zhEn("聚集列为可能暴露", "Mark a gathering as a possible exposure"), {
    gathering: Id, area: Id, place: Words, held: WhenShape, attendees: People, testBy: WhenShape, crowd: Type.Optional(Id),
  }, ({ state, data, occurred }) => {
    const area = known<AreaView>(state, ref("area", data.area), "data.area");
    if (isRefusal(area)) return area;
    const crowd = data.crowd === undefined ? null : known(state, ref("crowd", data.crowd), "data.crowd");
    return crowd !== null && isRefusal(crowd) ? crowd : [event("attendance.marked", occurred, [ref("attendance", data.gathering)], { ...data, org: area.org })];
  }, { on: { kind: "area", field: "area" } }),
  command("attendance.dismiss", zhEn("聚集不列为暴露", "Say a crowd is no exposure"), { crowd: Id, reason: Words }, ({ state, data, occurred }) => {
    const crowd = known(state, ref("crowd", data.crowd), "data.crowd");
    return isRefusal(crowd) ? crowd : [event("attendance.dismissed", occurred, [ref("crowd", data.crowd)], data)];
  }, { on: { kind: "crowd", field: "crowd" } }),
  command("attendance.test", zhEn("登记参加者检测", "Record attendees tested"), { gathering: Id, tested: Type.Optional(People), round: Type.Optional(Id) }, ({ state, data, occurred }) => {
    const attendance = known<AttendanceView>(state, ref("attendance", data.gathering), "data.gathering");
    if (isRefusal(attendance)) return attendance;
    const round = data.round === undefined ? null : known(state, ref("round", data.round), "data.round");
    if (round !== null && isRefusal(round)) return round;
    const tested = [...new Set([...(data.tested ?? []), ...(data.round === undefined ? [] : testedIn(state, data.round, attendance))])];
    if (tested.length === 0) return refuse("nobody-tested", "Nobody who was there has a result yet.", { where: "data.round", fix: "Name who was tested, or a round with their results." });
    return [event("attendance.tested", occurred, [ref("attendance", data.gathering)], { gathering: data.gathering, tested, complete: untested(attendance, tested).length === 0 })];
  }, { on: { kind: "attendance", field: "gathering", statuses: ["marked"] } }),
];
