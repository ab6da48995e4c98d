/**
 * Commands of data pulls → events or a refusal. Data are asked for an outbreak's purposes only, on a basis, field by
 * field, with a day on which they are gone; a member of a team asks for the purposes the team was given.
 */
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, WhenShape, Words } from "../../../engine/define.ts";
import { samePost } from "../../../engine/event.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import { PURPOSES, teamRef, type TeamView } from "../tracing/views.ts";
import { NEVER, pullRef, type PullView } from "./views.ts";

const Purpose = Type.Union(PURPOSES.map((purpose) => Type.Literal(purpose)));

export const commands: readonly CommandDef[] = [
  command("data-pull.ask", zhEn("调取数据", "Ask for data"), {
    dataPull: Id, tracingTeam: Id, useFor: Purpose, legalBasis: Words, source: Words, fields: Type.Array(Id, { minItems: 1, maxItems: 40, uniqueItems: true }), deleteBy: WhenShape, people: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000_000 })),
  }, ({ state, data, actor, context, occurred }) => {
    const team = known<TeamView>(state, teamRef(data.tracingTeam), "data.tracingTeam");
    if (isRefusal(team)) return team;
    if (state.thing(pullRef(data.dataPull)) !== undefined) return refuse("pull-exists", `${data.dataPull} exists already.`, { where: "data.dataPull", fix: "Use another number." });
    const member = team.members.find(({ post }) => samePost(post, actor));
    if (member === undefined) return refuse("not-in-the-team", `${actor.role} of ${actor.org} is not in ${data.tracingTeam}.`, { where: "data.tracingTeam", fix: "A member asks, or the team is formed anew." });
    if (!member.purposes.includes(data.useFor)) {
      return refuse("purpose-not-given", `${actor.role} of ${actor.org} may not ask data for ${data.useFor}.`, { where: "data.useFor", fix: `Given: ${member.purposes.join(", ") || "none"}.`, params: { purposes: member.purposes.join(", ") } });
    }
    const never = data.fields.find((field) => NEVER.has(field));
    if (never !== undefined) return refuse("field-never-needed", `No outbreak needs ${never}.`, { where: "data.fields", fix: "Leave it out.", params: { field: never } });
    if (data.deleteBy.latest <= context.now) return refuse("delete-in-past", "The day of deletion is over.", { where: "data.deleteBy", fix: "Give a day to come." });
    return [event("data-pull.asked", occurred, [pullRef(data.dataPull)], data)];
  }, { help: zhEn("写明目的、依据、逐项字段和删除日期；到期须删除并由上级核实。", "Purpose, basis, each field and the day it is deleted; by then it is gone, and the level above has seen it.") }),
  command("data-pull.delete", zhEn("删除调取的数据", "Delete the data"), { dataPull: Id, how: Words }, ({ state, data, occurred }) => {
    const pull = known<PullView>(state, pullRef(data.dataPull), "data.dataPull");
    if (isRefusal(pull)) return pull;
    return pull.deletedAt !== null ? refuse("deleted-already", `${data.dataPull} is deleted.`, { where: "data.dataPull", fix: "Nothing needs to be done." }) : [event("data-pull.deleted", occurred, [pullRef(data.dataPull)], data)];
  }, { on: { kind: "data-pull", field: "dataPull", statuses: ["in-use"] } }),
];
