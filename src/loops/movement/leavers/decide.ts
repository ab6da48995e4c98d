/**
 * Commands of lists of leavers → events or a refusal. A list names people and when they left, goes to one organisation
 * at the destination, and is handed over when that organisation signs, saying whom it found. The sender cannot sign.
 */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, knownOrg, WhenShape, Words } from "../../../engine/define.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import { leaversRef, type LeaversView } from "./views.ts";

const LeaverShape = Type.Object({ person: Id, left: WhenShape, note: Type.Optional(Words) }, { additionalProperties: false });
const People = Type.Array(Id, { maxItems: 5000, uniqueItems: true });

const listOf = (state: State, list: string): LeaversView | Refusal => known<LeaversView>(state, leaversRef(list), "data.list");

/** Who is named must be on the list. */
function stranger(list: LeaversView, named: readonly string[], where: string): Refusal | null {
  const other = named.find((one) => !list.people.some((leaver) => leaver.person === one));
  return other === undefined ? null : refuse("not-on-list", `${other} is not on list ${list.list}.`, { where, fix: "Name people of this list.", params: { person: other } });
}

export const commands: readonly CommandDef[] = [
  command("leavers.list", zhEn("列出离开人员", "List people who left"), {
    list: Id, org: Id, to: Id, people: Type.Array(LeaverShape, { minItems: 1, maxItems: 5000 }), batches: Type.Optional(Type.Array(Id, { maxItems: 200, uniqueItems: true })), source: Words,
  }, ({ state, data, occurred }) => {
    if (state.thing(leaversRef(data.list)) !== undefined) return refuse("list-exists", `List ${data.list} exists already.`, { where: "data.list", fix: "Use another number." });
    const missing = knownOrg(state, data.org, "data.org") ?? knownOrg(state, data.to, "data.to");
    if (missing !== null) return missing;
    if (data.org === data.to) return refuse("to-oneself", "A list goes to the destination, not back to its sender.", { where: "data.to", fix: "Name the organisation that takes the people in." });
    const twice = data.people.find((one, index) => data.people.findIndex((other) => other.person === one.person) !== index);
    if (twice !== undefined) return refuse("row-twice", `${twice.person} is on the list twice.`, { where: "data.people", fix: "Keep one row." });
    for (const [index, batch] of (data.batches ?? []).entries()) {
      const found = known(state, ref("departure", batch), `data.batches[${index}]`);
      if (isRefusal(found)) return found;
    }
    return [event("leavers.listed", occurred, [leaversRef(data.list)], data)];
  }, { help: zhEn("目的地在域外的，先登记为域外单位。", "A destination elsewhere is registered as an organisation first.") }),
  command("leavers.send", zhEn("名单发往目的地", "Send the list"), { list: Id, how: Words }, ({ state, data, occurred }) => {
    const list = listOf(state, data.list);
    if (isRefusal(list)) return list;
    return [event("leavers.sent", occurred, [leaversRef(data.list), ...list.batches.map((batch) => ref("departure", batch))], { ...data, org: list.org, to: list.to })];
  }, { on: { kind: "leavers", field: "list", statuses: ["listed", "sent"] } }),
  command("leavers.receive", zhEn("目的地签收名单", "Sign for the list"), { list: Id, found: People, notFound: People }, ({ state, data, actor, occurred }) => {
    const list = listOf(state, data.list);
    if (isRefusal(list)) return list;
    if (actor.org !== list.to) return refuse("not-the-destination", `${list.to} signs for this list.`, { where: "data.list", fix: "Ask the destination to sign; a receipt on paper is entered when verifying.", params: { org: list.to } });
    const wrong = stranger(list, data.found, "data.found") ?? stranger(list, data.notFound, "data.notFound");
    if (wrong !== null) return wrong;
    const both = data.found.find((one) => data.notFound.includes(one));
    if (both !== undefined) return refuse("found-and-not", `${both} is both found and not found.`, { where: "data.notFound", fix: "Name each person once." });
    const received = event("leavers.received", occurred, [leaversRef(data.list)], { ...data, org: list.org, to: list.to });
    return data.notFound.length === 0 ? [received] : [received, event("leavers.not_found", occurred, [leaversRef(data.list)], { list: data.list, org: list.org, people: data.notFound })];
  }, { on: { kind: "leavers", field: "list", statuses: ["listed", "sent", "incomplete"] } }),
  command("leavers.clear-up", zhEn("查明下落", "Clear up whereabouts"), { list: Id, whereabouts: Type.Record(Id, Words) }, ({ state, data, occurred }) => {
    const list = listOf(state, data.list);
    if (isRefusal(list)) return list;
    const named = Object.keys(data.whereabouts);
    if (named.length === 0) return refuse("nobody-named", "Nobody is named.", { where: "data.whereabouts", fix: "Say where each person was found." });
    const wrong = stranger(list, named, "data.whereabouts");
    if (wrong !== null) return wrong;
    return [event("leavers.found", occurred, [leaversRef(data.list)], { ...data, complete: list.notFound.every((one) => named.includes(one)) })];
  }, { on: { kind: "leavers", field: "list", statuses: ["incomplete"] } }),
];
