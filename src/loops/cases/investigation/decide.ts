/**
 * Commands of investigating cases → events or a refusal. One interview brings exposures and contacts in one pass:
 * all of them go in or none does, and a refusal names the row. Contacts of a gathering take its time as theirs.
 */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import type { When } from "../../../base/time.ts";
import { command, event, Id, known, WhenShape, Words } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import { Class, found, foundFields, type Found } from "../decide.ts";
import type { CaseView, ContactView, GatheringView } from "../views.ts";

const closed = { additionalProperties: false } as const;
const { case: _case, ...contactFields } = foundFields;
const Visit = Type.Object({ gathering: Id, place: Type.Optional(Words), held: Type.Optional(WhenShape), attendees: Type.Optional(Type.Array(Id, { maxItems: 2000, uniqueItems: true })) }, closed);
const onCase = { on: { kind: "case", field: "case", statuses: ["reported"] } } as const;
const caseRef = (id: string) => ref("case", id);

/** First and last time a person was exposed, as the exposures named say it. */
function exposedAt(contact: Found, visits: ReadonlyMap<string, When | undefined>): Found {
  const held = contact.exposure === undefined ? undefined : visits.get(contact.exposure);
  return held === undefined ? contact : { firstExposure: held, lastExposure: held, ...contact };
}

const interviews: readonly CommandDef[] = [
  command("case.isolate", zhEn("登记病例隔离", "Record isolation"), { case: Id, org: Type.Optional(Id), note: Type.Optional(Words) }, ({ state, data, occurred }) => {
    const reported = known<CaseView>(state, caseRef(data.case), "data.case");
    return isRefusal(reported) ? reported : [event("case.isolated", occurred, [caseRef(data.case)], data)];
  }, onCase),
  command("case.interview", zhEn("登记病例流调", "Record an interview"), {
    case: Id, onset: Type.Optional(WhenShape), visits: Type.Array(Visit, { maxItems: 200 }), contacts: Type.Array(Type.Object(contactFields, closed), { maxItems: 2000 }), allContactsListed: Type.Optional(Type.Boolean()),
  }, (turn) => {
    const { state, data, occurred } = turn;
    const reported = known<CaseView>(state, caseRef(data.case), "data.case");
    if (isRefusal(reported)) return reported;
    const visits = new Map<string, When | undefined>(data.visits.map((visit) => [visit.gathering, visit.held]));
    const events: NewEvent[] = [
      event("case.interviewed", occurred, [caseRef(data.case)], { case: data.case, visits: data.visits.map((visit) => visit.gathering), contacts: data.contacts.map((contact) => contact.contact), ...(data.onset === undefined ? {} : { onset: data.onset }) }),
      ...data.visits.map((visit) => event("exposure.recorded", occurred, [ref("gathering", visit.gathering)], { ...visit, case: data.case })),
    ];
    for (const [index, contact] of data.contacts.entries()) {
      const where = `data.contacts[${index}]`;
      if (contact.exposure !== undefined && !visits.has(contact.exposure) && state.thing(ref("gathering", contact.exposure)) === undefined) {
        return refuse("unknown-gathering", `There is no exposure event ${contact.exposure}.`, { where: `${where}.exposure`, fix: "Name it among the visits, or record it first.", params: { gathering: contact.exposure } });
      }
      const events1 = found(turn, exposedAt({ ...contact, case: data.case }, visits), where);
      if (isRefusal(events1)) return events1;
      events.push(...events1);
    }
    if (data.allContactsListed === true) events.push(event("case.contacts_listed", occurred, [caseRef(data.case)], { case: data.case }));
    return events;
  }, { ...onCase, help: zhEn("一次登记去过的地方、时间和接触的人；全部受理或全部不受理。", "Places, times and people in one pass; all of it goes in or none.") }),
  command("case.list-contacts", zhEn("密接已列清", "Contacts are listed"), { case: Id, note: Type.Optional(Words) }, ({ state, data, occurred }) => {
    const reported = known<CaseView>(state, caseRef(data.case), "data.case");
    return isRefusal(reported) ? reported : [event("case.contacts_listed", occurred, [caseRef(data.case)], data)];
  }, onCase),
];

const contacts: readonly CommandDef[] = [
  command("exposure.trace", zhEn("由暴露事件判定密接", "Derive the contacts of an exposure event"), { gathering: Id, class: Class, case: Type.Optional(Id) }, (turn) => {
    const { state, data } = turn;
    const gathering = known<GatheringView>(state, ref("gathering", data.gathering), "data.gathering");
    if (isRefusal(gathering)) return gathering;
    const people = (gathering.attendees ?? []).filter((person) => state.thing(ref("contact", person)) === undefined && person !== data.case);
    if (people.length === 0) return refuse("nobody-to-trace", `Everybody at ${data.gathering} is a contact already, or nobody is listed.`, { where: "data.gathering", fix: "Record who was there." });
    const events: NewEvent[] = [];
    for (const contact of people) {
      const one = found(turn, {
        contact, class: data.class, exposure: data.gathering, ...(data.case === undefined ? {} : { case: data.case }), ...(gathering.held === undefined ? {} : { firstExposure: gathering.held, lastExposure: gathering.held }),
      });
      if (isRefusal(one)) return one;
      events.push(...one);
    }
    return events;
  }, { on: { kind: "gathering", field: "gathering" } }),
  ...([["contact.locate", "contact.located", zhEn("登记找到人员", "Record where a contact is")], ["contact.inform", "contact.informed", zhEn("登记告知本人", "Record that a contact was told")]] as const).map(([type, happened, title]) =>
    command(type, title, { contact: Id, how: Words }, ({ state, data, occurred }) => {
      const contact = known<ContactView>(state, ref("contact", data.contact), "data.contact");
      return isRefusal(contact) ? contact : [event(happened, occurred, [ref("contact", data.contact)], data)];
    }, { on: { kind: "contact", field: "contact", statuses: ["found", "pushed", "held-at-home"] } })),
];

export const commands: readonly CommandDef[] = [...interviews, ...contacts];
