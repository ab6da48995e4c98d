/**
 * Commands of the way to care → events. Nothing here refuses: no measure, closure, test, permit, register or missing
 * name is looked at before somebody is helped, and whatever is not known yet is completed afterwards (law 8). Only
 * sessions that are planned days ahead ask for a hospital that exists.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { plus, type When } from "../../../base/time.ts";
import { command, event, Id, known, knownOrg, WhenShape, Words } from "../../../engine/define.ts";
import { alarmPost } from "../../../engine/duty/transitions.ts";
import type { Post } from "../../../engine/event.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { lengthMs } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import { above, answering, orgOf } from "../../../engine/select.ts";
import type { State } from "../../../engine/state.ts";
import { careRef, chronicRef, EMERGENCIES, NEEDS, type CareView, type ChronicView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const EMERGENCY: ReadonlySet<string> = new Set(EMERGENCIES);

/** The nearest organisation upwards where somebody answers for calls for care; null where the asker keeps it. */
function centreOf(state: State, org: string): string | null {
  let current: string | undefined = org;
  for (let steps = 0; current !== undefined && steps < 32; steps += 1) {
    if (answering(state, current, "care.answer").length > 0) return current;
    current = above(state, current);
  }
  return null;
}

/** Whoever takes the word of it, when the city knows them; a passer-by is heard the same. */
function deskOf(state: State, actor: Post): { readonly desk?: Post } {
  return orgOf(state, actor.org) === undefined ? {} : { desk: actor };
}

/** Where the person is also a contact, their record hears of it: nobody loses sight of them, and it is no exit. */
function about(state: State, careRequest: string): Ref[] {
  const person = (state.thing(careRef(careRequest))?.state as CareView | undefined)?.person ?? null;
  const contact = person === null ? null : ref("contact", person);
  return contact === null || state.thing(contact) === undefined ? [careRef(careRequest)] : [careRef(careRequest), contact];
}

const on = (...statuses: string[]) => ({ on: { kind: "care-request", field: "careRequest", statuses }, record: true } as const);

const emergencies: readonly CommandDef[] = [
  command("care.request", zhEn("提出就医需求", "Ask for care"), {
    careRequest: Id, for: oneOf(NEEDS), person: Type.Optional(Id), org: Type.Optional(Id), place: Type.Optional(Words), neededBy: Type.Optional(WhenShape),
  }, ({ state, data, actor, occurred }) => {
    const before = state.thing(careRef(data.careRequest))?.state as CareView | undefined;
    const org = data.org ?? (before === undefined || before.org === "" ? actor.org : before.org);
    const urgency = EMERGENCY.has(data.for) ? "emergency" : "chronic";
    return [event("care.requested", occurred, [careRef(data.careRequest)], {
      ...data, ...deskOf(state, actor), org, urgency, centre: centreOf(state, orgOf(state, org) === undefined ? actor.org : org),
      recordComplete: before?.recordComplete === true || urgency === "chronic" || (data.person !== undefined && data.place !== undefined),
    })];
  }, { record: true, help: zhEn("先救人，其他以后补：不查检测、通行证、管控状态；提出即可通行。", "Help first, the rest later: no test, permit or status is asked; the request itself is the pass.") }),
  command("care.answer", zhEn("落实接诊医院", "Name the hospital"), { careRequest: Id, hospital: Id, how: Type.Optional(Words) }, ({ state, data, occurred }) =>
    [event("care.answered", occurred, about(state, data.careRequest), data)], on("asked", "turned-away", "not-helped")),
  command("care.depart", zhEn("出发就医", "Set out for care"), { careRequest: Id, how: Type.Optional(Words) }, ({ state, data, occurred }) =>
    [event("care.departed", occurred, about(state, data.careRequest), data)], on("asked", "hospital-named", "turned-away", "not-helped")),
  command("care.receive", zhEn("接诊", "Receive the person"), { careRequest: Id, hospital: Type.Optional(Id) }, ({ state, data, actor, occurred }) => {
    const custody = orgOf(state, actor.org) === undefined ? null : actor.org;
    return [event("care.received", occurred, about(state, data.careRequest), { careRequest: data.careRequest, hospital: data.hospital ?? actor.org, custody })];
  }, { ...on("asked", "hospital-named", "on-the-way", "turned-away", "not-helped"), help: zhEn("由医院自己登记；没有事先求助的同样接诊、同样登记。", "The hospital's own record; whoever comes without having called is received and recorded the same.") }),
  command("care.turn-away", zhEn("登记就医受阻", "Record that somebody was kept from care"), { careRequest: Id, org: Id, why: Words }, ({ state, data, actor, context, occurred }) => {
    const to = alarmPost(state, orgOf(state, data.org) === undefined ? undefined : above(state, data.org), context);
    const refs = [careRef(data.careRequest)];
    return {
      events: [event("care.turned_away", occurred, refs, { ...data, ...deskOf(state, actor), to })],
      objections: [{
        refusal: refuse("kept-from-care", `${data.org} kept somebody from care.`, { where: "data.org", fix: "Let the person through; complete the papers afterwards.", params: { org: data.org } }),
        about: refs, finding: "care_blocked", answers: { duty: "care.answer", org: data.org },
      }],
    };
  }, { ...on("asked", "hospital-named", "on-the-way"), help: zhEn("卡口、小区或医院拒绝放行、拒绝接诊，都在此登记，上一级立即打通。", "A checkpoint, compound or hospital that did not let somebody through or in; the level above opens the way at once.") }),
  command("care.confirm", zhEn("本人反馈是否得到救治", "What the person says"), { careRequest: Id, helped: Type.Boolean(), how: Words }, ({ state, data, occurred }) =>
    [event(data.helped ? "care.confirmed" : "care.denied", occurred, about(state, data.careRequest), data)], on("hospital-named", "on-the-way", "in-care", "back")),
  command("care.return", zhEn("就医后返回", "Back from care"), { careRequest: Id, to: Id }, ({ state, data, occurred }) =>
    [event("care.returned", occurred, about(state, data.careRequest), { ...data, custody: orgOf(state, data.to) === undefined ? null : data.to })], on("in-care", "helped", "not-helped")),
  command("care.complete-record", zhEn("补全就医记录", "Complete the record"), { careRequest: Id, person: Type.Optional(Id), org: Type.Optional(Id), note: Words }, ({ data, occurred }) =>
    [event("care.record_completed", occurred, [careRef(data.careRequest)], data)], { on: { kind: "care-request", field: "careRequest" }, record: true }),
];

function scheduled(view: Pick<ChronicView, "chronicCare" | "for" | "org" | "hospital">, nextAt: When, lead: number, occurred: When) {
  const { chronicCare, org, hospital } = view;
  return event("chronic.scheduled", occurred, [chronicRef(chronicCare)], { chronicCare, for: view.for, org, hospital, nextAt, arrangeBy: plus(nextAt, -lead) });
}

const sessions: readonly CommandDef[] = [
  command("chronic.enrol", zhEn("登记定期治疗", "Enrol for regular sessions"), { chronicCare: Id, for: oneOf(["dialysis", "chemotherapy", "other"]), org: Id, hospital: Id, nextAt: WhenShape }, ({ state, data, context, occurred }) => {
    const missing = knownOrg(state, data.org, "data.org") ?? knownOrg(state, data.hospital, "data.hospital");
    return missing ?? [scheduled(data, data.nextAt, lengthMs(context.pack, "care.chronic.lead"), occurred)];
  }, { help: zhEn("透析、放化疗等；每次治疗前一天须落实往返。", "Dialysis, chemotherapy and the like; the way there is arranged a day ahead.") }),
  command("chronic.arrange", zhEn("落实往返和通行", "Arrange the way"), { chronicCare: Id, how: Words }, ({ state, data, occurred }) => {
    const chronic = known<ChronicView>(state, chronicRef(data.chronicCare), "data.chronicCare");
    return isRefusal(chronic) ? chronic : [event("chronic.arranged", occurred, [chronicRef(data.chronicCare)], data)];
  }, { on: { kind: "chronic-care", field: "chronicCare", statuses: ["scheduled"] } }),
  command("chronic.attend", zhEn("登记治疗完成", "Record a session"), { chronicCare: Id, nextAt: Type.Optional(WhenShape) }, ({ state, data, context, occurred }) => {
    const chronic = known<ChronicView>(state, chronicRef(data.chronicCare), "data.chronicCare");
    if (isRefusal(chronic)) return chronic;
    const attended = event("chronic.attended", occurred, [chronicRef(data.chronicCare)], { chronicCare: data.chronicCare, hospital: chronic.hospital });
    return data.nextAt === undefined ? [attended] : [attended, scheduled(chronic, data.nextAt, lengthMs(context.pack, "care.chronic.lead"), occurred)];
  }, { on: { kind: "chronic-care", field: "chronicCare", statuses: ["scheduled", "arranged"] }, help: zhEn("由医院登记，并确定下次时间。", "The hospital's own record, with the next session.") }),
  command("chronic.end", zhEn("不再需要定期治疗", "End the sessions"), { chronicCare: Id, reason: Words }, ({ state, data, occurred }) => {
    const chronic = known<ChronicView>(state, chronicRef(data.chronicCare), "data.chronicCare");
    return isRefusal(chronic) ? chronic : [event("chronic.ended", occurred, [chronicRef(data.chronicCare)], data)];
  }, { on: { kind: "chronic-care", field: "chronicCare", statuses: ["scheduled", "arranged", "attended"] } }),
];

export const commands: readonly CommandDef[] = [...emergencies, ...sessions];
