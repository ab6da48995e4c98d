/**
 * Commands about residents → events or a refusal. Each need found is a duty of the site at once, with the resident's
 * own word to close it; medical treatment itself is the care loop's. Nobody confirms for the resident what they did.
 */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, WhenShape, Words } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import type { ContactView } from "../../cases/views.ts";
import { measureRef, type MeasureView } from "../stay/views.ts";
import { classOfNeed, NEEDS, needRef, residentRef, type ResidentNeedView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const NeedShape = Type.Object({ need: oneOf(NEEDS), urgent: Type.Optional(Type.Boolean()), needBy: Type.Optional(WhenShape), detail: Type.Optional(Words) }, { additionalProperties: false });
const ON = { on: { kind: "resident-need", field: "need" } };

/** Who asked for the stay: the issuer of the measure, for whom the site looks after the person. */
function ownerOf(state: State, contact: ContactView, otherwise: { org: string; role: string }): { org: string; role: string } {
  const issuer = contact.measure === null ? undefined : (state.thing(measureRef(contact.measure))?.state as MeasureView | undefined)?.issuer;
  return issuer === undefined ? { org: otherwise.org, role: otherwise.role } : { org: issuer.org, role: issuer.role };
}

/** What a resident's stay at one site leaves behind when they go: nobody there owes them anything any more. */
export function leaves(state: State, contact: string, occurred: NewEvent["occurred"]): NewEvent[] {
  return [
    ...(state.thing(residentRef(contact)) === undefined ? [] : [event("resident.left", occurred, [residentRef(contact)], { contact, staying: false })]),
    ...state.things("resident-need", "contact", contact).filter(({ state: need }) => need.status !== "ended" && need.status !== "confirmed").map(({ ref: about }) => event("resident_need.over", occurred, [about], { contact })),
  ];
}

const ask = command("resident.ask", zhEn("询问需求并告知规则", "Ask a resident and tell the rules"), {
  contact: Id, needs: Type.Array(NeedShape, { maxItems: 20 }), language: Type.Optional(Id), rulesGiven: Type.Optional(oneOf(["paper", "in-person", "phone", "proxy"])), note: Type.Optional(Words),
}, ({ state, data, actor, occurred }) => {
  const contact = known<ContactView>(state, ref("contact", data.contact), "data.contact");
  if (isRefusal(contact)) return contact;
  if (contact.site === null) return refuse("not-in-quarantine", `${data.contact} is at no site.`, { where: "data.contact", fix: "Record the arrival first." });
  const owner = ownerOf(state, contact, actor);
  const org = contact.custody?.org ?? actor.org;
  return [
    event("resident.asked", occurred, [residentRef(data.contact)], data),
    ...data.needs.flatMap(({ need, urgent, needBy, detail }) => {
      const standing = state.thing(needRef(data.contact, need))?.state.status;
      if (standing === "found" || standing === "denied") return [];
      return [event("resident_need.found", occurred, [needRef(data.contact, need)], {
        contact: data.contact, need, class: classOfNeed(need, urgent === true), org, owner, dated: needBy !== undefined, ...(needBy === undefined ? {} : { needBy }), ...(detail === undefined ? {} : { detail }),
      })];
    }),
  ];
}, { on: { kind: "contact", field: "contact", statuses: ["in-quarantine", "out-of-room"] }, help: zhEn("入住当日询问，此后每日询问；用药、透析、孕产、独处儿童即时转为任务。", "Asked on the first day and every day; medicine, dialysis, pregnancy or a child alone become duties at once.") });

const needs: readonly CommandDef[] = [
  command("resident-need.meet", zhEn("登记照护落实", "Record how a need was met"), { need: Id, plan: Words }, ({ state, data, actor, occurred }) => {
    const need = known<ResidentNeedView>(state, ref("resident-need", data.need), "data.need");
    return isRefusal(need) ? need : [event("resident_need.met", occurred, [ref("resident-need", data.need)], { ...data, org: actor.org })];
  }, ON),
  command("resident-need.confirm", zhEn("登记本人意见", "Record what the resident says"), { need: Id, received: Type.Boolean(), how: Words }, ({ state, data, actor, occurred }) => {
    const need = known<ResidentNeedView>(state, ref("resident-need", data.need), "data.need");
    if (isRefusal(need)) return need;
    if (need.metBy === null) return refuse("not-met-yet", "Nobody has said that it was met.", { where: "data.need", fix: "Record first how it was met." });
    if (need.metBy === actor.org) return refuse("self-verification", "Who met it does not confirm it.", { where: "data.need", fix: "Another organisation asks the resident." });
    return [event(data.received ? "resident_need.confirmed" : "resident_need.denied", occurred, [ref("resident-need", data.need)], data)];
  }, ON),
  command("resident-need.end", zhEn("需要已结束", "A need is over"), { need: Id, reason: Words }, ({ state, data, occurred }) => {
    const need = known<ResidentNeedView>(state, ref("resident-need", data.need), "data.need");
    return isRefusal(need) ? need : [event("resident_need.over", occurred, [ref("resident-need", data.need)], data)];
  }, ON),
];

export const commands: readonly CommandDef[] = [ask, ...needs];
