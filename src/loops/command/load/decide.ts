/**
 * Commands over the load of posts → events or a refusal. A warning names the duties it rests on and is checked against
 * them: overdue, held by that very post, on as many lines of work as the rules say. It goes one level up.
 */
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, placeOf, Words } from "../../../engine/define.ts";
import { isOpen, type Duty } from "../../../engine/duty/duty.ts";
import { alarmPost } from "../../../engine/duty/transitions.ts";
import { samePost } from "../../../engine/event.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { count } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import { above } from "../../../engine/select.ts";
import { linesOverdue, loadRef } from "./views.ts";

export const commands: readonly CommandDef[] = [
  command("load.warn", zhEn("报告岗位超负荷", "Warn of an overloaded post"), { org: Id, role: Id, duties: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }) }, ({ state, data, occurred, context }) => {
    const post = { org: data.org, role: data.role };
    const held: Duty[] = [];
    for (const [index, id] of data.duties.entries()) {
      const duty = state.duty(id);
      if (duty === undefined || !isOpen(duty) || duty.done !== null || !samePost(duty.holder, post)) {
        return refuse("not-theirs", `${id} is no open duty of ${data.role}@${data.org}.`, { where: `data.duties[${index}]`, fix: "Look at the list again; leave this one out.", params: { duty: id, org: data.org, role: data.role } });
      }
      held.push(duty);
    }
    const lines = linesOverdue(held);
    const least = count(context.pack, "load.lines");
    if (lines.length < least) return refuse("load-bearable", `Overdue on ${lines.length} lines of work; ${least} make a post overloaded.`, { where: "data.duties", fix: "Look at what is late; the level above is told of each already.", params: { lines: lines.length, least } });
    const subject = loadRef(post);
    if (state.openDuties(subject).some((duty) => duty.done === null)) return refuse("load-warned", "The level above has been warned already.", { where: "data.role", fix: "Wait for its answer." });
    const over = above(state, data.org);
    const to = alarmPost(state, over, context);
    return [event("load.warned", occurred, [subject], {
      ...post, post, duties: data.duties, lines, lineCount: lines.length, to, above: to.org, place: placeOf(state, data.org), spot: `${data.role}@${data.org}`, kind: "load.answer",
    })];
  }),
  command("load.share", zhEn("登记分担", "Record how the load is shared out"), { load: Id, how: Words }, ({ state, data, occurred }) => {
    const load = known(state, `load:${data.load}`, "data.load");
    return isRefusal(load) ? load : [event("load.shared", occurred, [`load:${data.load}`], data)];
  }, { on: { kind: "load", field: "load", statuses: ["warned"] } }),
];
