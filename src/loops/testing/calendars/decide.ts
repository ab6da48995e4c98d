/**
 * Commands of calendars → events or a refusal. A frequency names its basis and keeps its history; made stricter,
 * it moves the next test of everybody not yet overdue. A test by calendar names its tube, so that it falls with it.
 */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { DAY, plus, type When } from "../../../base/time.ts";
import { command, event, Id, known, knownOrg, Words } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { TubeView } from "../tubes/views.ts";
import { groupRef, workerRef, type GroupView, type WorkerView } from "./views.ts";

const dueSet = (view: Pick<WorkerView, "worker" | "group" | "org">, due: When, occurred: When): NewEvent =>
  event("calendar.due_set", occurred, [workerRef(view.group, view.worker)], { worker: view.worker, group: view.group, org: view.org, due });

export const commands: readonly CommandDef[] = [
  command("frequency.set", zhEn("确定检测频次", "Set how often a group is tested"), { group: Id, everyDays: Type.Integer({ minimum: 1, maximum: 365 }), basis: Words }, ({ state, data, context, occurred }) => {
    const events = [event("frequency.set", occurred, [groupRef(data.group)], data)];
    for (const { ref: about, state: thing } of state.things("tested-worker", "group", data.group)) {
      const worker = thing as WorkerView;
      // What is overdue stays overdue: a looser rule today excuses no test missed yesterday.
      if (worker.status !== "enrolled" || worker.nextDue === null || worker.nextDue.latest < context.now) continue;
      const from = worker.lastTest ?? occurred;
      events.push(event("calendar.rescheduled", occurred, [about], { worker: worker.worker }), dueSet(worker, plus(from, data.everyDays * DAY), occurred));
    }
    return events;
  }),
  command("calendar.enrol", zhEn("纳入定期检测", "Enrol a worker"), { worker: Id, group: Id, org: Id }, ({ state, data, occurred }) => {
    const group = known<GroupView>(state, groupRef(data.group), "data.group");
    if (isRefusal(group)) return group;
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    const before = state.thing(workerRef(data.group, data.worker));
    if (before?.state.status === "enrolled") return refuse("already-enrolled", `${data.worker} is in that group already.`, { where: "data.worker", fix: "Nothing needs to be done." });
    return [event("calendar.enrolled", occurred, [workerRef(data.group, data.worker)], data), dueSet(data, plus(occurred, group.everyDays * DAY), occurred)];
  }),
  command("calendar.test", zhEn("登记定期检测", "Record a test by calendar"), { worker: Id, group: Id, tube: Id }, ({ state, data, occurred }) => {
    const group = known<GroupView>(state, groupRef(data.group), "data.group");
    if (isRefusal(group)) return group;
    const worker = known<WorkerView>(state, workerRef(data.group, data.worker), "data.worker");
    if (isRefusal(worker)) return worker;
    const tube = known<TubeView>(state, ref("tube", data.tube), "data.tube");
    if (isRefusal(tube)) return tube;
    if (!tube.members.includes(data.worker)) return refuse("not-in-tube", `${data.worker} is not in tube ${data.tube}.`, { where: "data.tube", fix: "Name the tube this person is in.", params: { tube: data.tube } });
    return [event("calendar.tested", occurred, [workerRef(data.group, data.worker)], { worker: data.worker, tube: data.tube }), dueSet(worker, plus(occurred, group.everyDays * DAY), occurred)];
  }),
  command("calendar.leave", zhEn("退出定期检测", "Take a worker off the calendar"), { worker: Id, group: Id, reason: Words }, ({ state, data, occurred }) => {
    const worker = known<WorkerView>(state, workerRef(data.group, data.worker), "data.worker");
    return isRefusal(worker) ? worker : [event("calendar.left", occurred, [workerRef(data.group, data.worker)], data)];
  }),
];
