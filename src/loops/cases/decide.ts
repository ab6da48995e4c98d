/** Commands of cases → events or a refusal. Classes come from the pack; a class it does not have is refused. */
import { ref, type Ref } from "../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import { Type, type Static, type TObject } from "../../base/schema.ts";
import { surelyBefore, type When } from "../../base/time.ts";
import { command, event, Id, known, knownOrg, WhenShape, Words, type Turn } from "../../engine/define.ts";
import type { Duty } from "../../engine/duty/duty.ts";
import { askDecider, dutyEvent, handedOnTooOften } from "../../engine/duty/transitions.ts";
import { samePost, type NewEvent, type Post } from "../../engine/event.ts";
import type { CommandDef, Context, Objection } from "../../engine/loop.ts";
import { applies, days, list } from "../../engine/pack/clause.ts";
import { zhEn } from "../../engine/rule.ts";
import { answering } from "../../engine/select.ts";
import type { State } from "../../engine/state.ts";
import { caseEvents } from "../areas/infections/views.ts";
import { protectionOpened, protectionWithdrawn } from "../care/prophylaxis/views.ts";
import type { CaseView, ContactClass, ContactView } from "./views.ts";

export const Class = Type.Union([Type.Literal("close"), Type.Literal("secondary"), Type.Literal("general")]);

const many = Type.Array(Id, { minItems: 1, maxItems: 5000, uniqueItems: true });

/** Clause that says for how long a class is placed in quarantine sites; a class without one is not placed. */
const PLACED_FOR: Readonly<Record<ContactClass, string | null>> = {
  close: "contact.isolation.central-days", secondary: "secondary.isolation.central-days", general: null,
};

/** Where a contact's state says that the person no longer moves about. */
const HELD: ReadonlySet<string> = new Set(["held-at-home", "in-transit", "placed", "in-quarantine", "out-of-room"]);

/** Whether the rules in force place a class of contacts in quarantine sites at all. */
function placed({ pack }: Context, contactClass: ContactClass): boolean | Refusal {
  const classes = list(pack, "contact.classes");
  if (!classes.includes(contactClass)) {
    return refuse("class-not-in-pack", `${pack.id} knows no ${contactClass} contacts.`, { where: "data.class", fix: `Its classes: ${classes.join(", ")}.` });
  }
  const clause = PLACED_FOR[contactClass];
  return clause !== null && applies(pack, clause) && days(pack, clause) > 0;
}

export const foundFields = {
  contact: Id, class: Class, home: Type.Optional(Id), exposure: Type.Optional(Id), case: Type.Optional(Id), firstExposure: Type.Optional(WhenShape), lastExposure: Type.Optional(WhenShape),
  contactOf: Type.Optional(Id),
};

export type Found = Static<TObject<typeof foundFields>>;

/** The events of one person found to be a contact, however it was found; `where` is the place in the command. */
export function found(turn: Pick<Turn<unknown>, "state" | "context" | "actor" | "occurred">, data: Found, where = "data", type: "contact.found" | "contact.received" = "contact.found"): NewEvent[] | Refusal {
  const { state, context, actor, occurred } = turn;
  const central = placed(context, data.class);
  if (isRefusal(central)) return { ...central, where: `${where}.class` };
  if (data.home !== undefined) {
    const missing = knownOrg(state, data.home, `${where}.home`);
    if (missing !== null) return missing;
  }
  const earlier = state.thing(ref("contact", data.contact))?.state as ContactView | undefined;
  const needsPlacement = central && (earlier === undefined || earlier.placedAt === null || earlier.status === "released");
  const homeKnown = (data.home ?? earlier?.home ?? null) !== null;
  return [
    event(type, occurred, [ref("contact", data.contact)], { ...data, needsPlacement, homeKnown, ...(needsPlacement ? { closing: context.commandPost.org } : {}) }),
    ...protectionOpened(state, context.pack, data.contact, actor.org, data.firstExposure ?? data.lastExposure, occurred),
  ];
}

function foundEvent(type: "contact.found" | "contact.received", title: { zh: string; en: string }): [CommandDef] {
  return [command(type === "contact.found" ? "contact.find" : "contact.receive", title, foundFields, (turn) => found(turn, turn.data, "data", type))];
}

/** Found under quarantine when the person was held by then, else among people still moving about. */
function foundAs(state: State, contact: string): CaseView["found"] {
  const person = state.thing(ref("contact", contact))?.state as ContactView | undefined;
  return person !== undefined && (person.measure !== null || HELD.has(person.status)) ? "quarantine" : "community";
}

function contacts(names: readonly string[]): Ref[] {
  return names.map((name) => ref("contact", name));
}

/** The transfer of a contact that the actor's side holds and may pass on to a post. */
function pushable(state: State, name: string, to: Post, actor: Post, where: string): Duty | Refusal {
  const contact = known<ContactView>(state, ref("contact", name), where);
  if (isRefusal(contact)) return contact;
  const duty = state.openDuties(ref("contact", name)).find((open) => open.kind === "contact.transfer" && open.done === null);
  if (duty === undefined) return refuse("nothing-to-push", `${name} has no open transfer.`, { where, fix: "Look whether the person has been placed or ruled out already." });
  if (duty.offer !== null) return refuse("already-offered", `${name} is already pushed to ${duty.offer.to.org}.`, { where, fix: "Recall that push first." });
  if (duty.holder.org !== actor.org) return refuse("not-the-holder", `${name} is held by ${duty.holder.role} of ${duty.holder.org}.`, { where, fix: "Ask the holder." });
  if (samePost(to, duty.holder)) return refuse("already-holder", `${to.role} of ${to.org} already holds ${name}.`, { where, fix: "Push it to another unit, or leave it." });
  return duty;
}

/** Rules a push can have broken in fact; that nothing was left to push breaks none. */
const BREACHES: ReadonlySet<string> = new Set(["nobody-answers", "already-offered", "not-the-holder"]);

/** A push that happened and hands nothing over: told of the person, and kept on the duty while there is one. */
function toldOnly(state: State, name: string, to: string, actor: Post, why: Refusal, occurred: When): NewEvent[] {
  const open = state.openDuties(ref("contact", name)).filter((duty) => duty.kind === "contact.transfer");
  return [
    event("contact.push_told", occurred, [ref("contact", name)], { to, from: actor, why: why.code }),
    ...open.map((duty) => dutyEvent("duty.evidence_kept", duty.id, occurred, { what: "contact.push", why: why.code, to, by: actor })),
  ];
}

export const commands: readonly CommandDef[] = [
  command("exposure.record", zhEn("登记暴露事件", "Record an exposure event"), {
    gathering: Id, place: Type.Optional(Words), held: Type.Optional(WhenShape), attendees: Type.Optional(many), note: Type.Optional(Words),
  }, ({ data, occurred }) =>
    [event("exposure.recorded", occurred, [ref("gathering", data.gathering)], data)]),
  command("case.report", zhEn("报告病例", "Report a case"), {
    case: Id, class: Type.Union([Type.Literal("confirmed"), Type.Literal("asymptomatic"), Type.Literal("suspected")]), onset: Type.Optional(WhenShape), org: Type.Optional(Id),
    area: Type.Optional(Id), contact: Type.Optional(Id), found: Type.Optional(Type.Union([Type.Literal("community"), Type.Literal("quarantine")])),
  }, ({ state, data, context, occurred }) => {
    const before = state.thing(ref("case", data.case))?.state as CaseView | undefined;
    const how = data.found ?? (data.contact === undefined ? before?.found ?? "community" : foundAs(state, data.contact));
    const area = data.area ?? before?.area ?? null;
    const told = event("case.reported", occurred, [ref("case", data.case)], { ...data, found: how, area, first: before === undefined, person: data.contact !== undefined, reportedAt: occurred });
    if (area === null || data.class === "suspected") return [told];
    const felt = caseEvents(state, { case: data.case, area, class: data.class, found: how, occurred, learned: context.now }, before?.area ?? null, occurred, context);
    return isRefusal(felt) ? felt : [told, ...felt];
  }, { help: zhEn("写明所在最小区域，区域的连续天数随之重算；在隔离管控中发现的不打断天数。", "Name the smallest area it lies in: the area's count follows. One found under quarantine does not break it.") }),
  ...foundEvent("contact.found", zhEn("判定密接", "Record a contact found")),
  ...foundEvent("contact.received", zhEn("接收推送的密接信息", "Receive a pushed contact")),
  command("contact.push", zhEn("推送密接信息", "Push contacts to a unit"), { contacts: many, to: Id }, ({ state, data, context, occurred, actor, reported }) => {
    const missing = knownOrg(state, data.to, "data.to");
    if (missing !== null) return missing;
    const [role] = answering(state, data.to, "contact.transfer");
    const nobody = role === undefined
      ? refuse("nobody-answers", `At ${data.to} nobody answers for moving contacts.`, { where: "data.to", fix: "Name a role there first, or push to the level above.", params: { org: data.to } }) : null;
    const events: NewEvent[] = [];
    const objections: Objection[] = [];
    for (const [index, name] of data.contacts.entries()) {
      const where = `data.contacts[${index}]`;
      const contact = known<ContactView>(state, ref("contact", name), where);
      if (isRefusal(contact)) return contact;
      const duty = nobody ?? pushable(state, name, { org: data.to, role: role! }, actor, where);
      if (!isRefusal(duty)) {
        const to = { org: data.to, role: role! };
        events.push(handedOnTooOften(duty, context) ? askDecider(state, duty, to, occurred, context) : event("contact.pushed", occurred, [ref("contact", name)], { to: data.to, from: actor }));
        continue;
      }
      if (!reported) return duty;
      events.push(...toldOnly(state, name, data.to, actor, duty, occurred));
      if (BREACHES.has(duty.code)) objections.push({ refusal: duty, about: [ref("contact", name)], finding: null });
    }
    return { events, objections };
  }, { needs: (data) => contacts(data["contacts"] as string[]) }),
  command("contact.confirm-receipt", zhEn("签收推送的密接信息", "Confirm receipt of pushed contacts"), { contacts: many }, ({ state, data, occurred, actor }) => {
    for (const [index, name] of data.contacts.entries()) {
      const contact = known<ContactView>(state, ref("contact", name), `data.contacts[${index}]`);
      if (isRefusal(contact)) return contact;
      const offered = state.openDuties(ref("contact", name)).some((duty) => duty.kind === "contact.transfer" && duty.offer?.to.org === actor.org);
      if (!offered) return refuse("not-offered", `${name} is not pushed to ${actor.org}.`, { where: `data.contacts[${index}]`, fix: "It may have been recalled, or accepted already." });
    }
    return data.contacts.map((name) => event("contact.receipt_confirmed", occurred, [ref("contact", name)], { contact: name }));
  }, { needs: (data) => contacts(data["contacts"] as string[]), on: { kind: "contact", field: "contacts", statuses: ["pushed"] } }),
  command("contact.hold", zhEn("落实居家临时管控", "Record a home hold"), { contact: Id, note: Words, needs: Type.Optional(Type.Array(Words, { maxItems: 20 })) }, ({ state, data, occurred, actor }) => {
    const contact = known<ContactView>(state, ref("contact", data.contact), "data.contact");
    if (isRefusal(contact)) return contact;
    // Late news of the hold before the transfer is welcome; a hold after arrival is a mistake.
    if (contact.status === "in-quarantine" && !surelyBefore(occurred, contact.since)) return refuse("already-placed", `${data.contact} is already at a site.`, { where: "data.contact", fix: "Give the time of the hold if it was before the arrival." });
    return [event("contact.held", occurred, [ref("contact", data.contact)], { ...data, org: actor.org })];
  }, { on: { kind: "contact", field: "contact", statuses: ["found", "pushed"] } }),
  command("contact.confirm-hold", zhEn("居民确认", "Resident confirms the hold"), { contact: Id, how: Words }, ({ state, data, occurred }) => {
    const contact = known<ContactView>(state, ref("contact", data.contact), "data.contact");
    return isRefusal(contact) ? contact : [event("contact.hold_confirmed", occurred, [ref("contact", data.contact)], data)];
  }, { on: { kind: "contact", field: "contact", statuses: ["held-at-home"] } }),
  command("contact.look-hold", zhEn("上门查看临时管控", "Look at the door"), { contact: Id, held: Type.Boolean({ title: "Found at home, with what is needed" }), note: Words }, ({ state, data, occurred }) => {
    const contact = known<ContactView>(state, ref("contact", data.contact), "data.contact");
    return isRefusal(contact) ? contact : [event("contact.hold_seen", occurred, [ref("contact", data.contact)], data)];
  }, { on: { kind: "contact", field: "contact", statuses: ["held-at-home"] } }),
  command("contact.rule-out", zhEn("排除密接", "Rule out a contact"), { contact: Id, reason: Words }, ({ state, data, occurred }) => {
    const contact = known<ContactView>(state, ref("contact", data.contact), "data.contact");
    if (isRefusal(contact)) return contact;
    const objections: Objection[] = contact.measure === null ? [] : [{
      refusal: refuse("measure-in-force", `${data.contact} is under measure ${contact.measure}.`, { where: "data.contact", fix: "Release the person first.", params: { measure: contact.measure } }),
      about: [ref("contact", data.contact)], finding: null,
    }];
    return { objections, events: [event("contact.ruled_out", occurred, [ref("contact", data.contact)], data), ...protectionWithdrawn(state, data.contact, occurred)] };
  }, { on: { kind: "contact", field: "contact" } }),
];
