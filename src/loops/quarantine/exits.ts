/**
 * Commands about people away from their rooms → events or a refusal. Each is one person's of one site and one owner;
 * where it may have been one of several nobody is accused. What was needed is asked before anything else.
 */
import { ref } from "../../base/ids.ts";
import { isRefusal, refuse } from "../../base/refusal.ts";
import { Type } from "../../base/schema.ts";
import { at, plus } from "../../base/time.ts";
import { command, event, Id, known, Words, type Turn } from "../../engine/define.ts";
import type { NewEvent } from "../../engine/event.ts";
import type { CommandDef } from "../../engine/loop.ts";
import { lengthMs } from "../../engine/pack/clause.ts";
import { zhEn } from "../../engine/rule.ts";
import { answering } from "../../engine/select.ts";
import type { State } from "../../engine/state.ts";
import type { ContactView } from "../cases/views.ts";
import { stated } from "./stay/rules.ts";
import type { SiteView } from "./views.ts";

/** Sites where the persons an exit may concern are staying. */
function sitesOf(turn: Turn<{ persons: string[] }>): Map<string, SiteView> {
  const sites = new Map<string, SiteView>();
  for (const person of turn.data.persons) {
    const contact = turn.state.thing(ref("contact", person))?.state as ContactView | undefined;
    const site = contact?.site === null || contact === undefined ? undefined : turn.state.thing(ref("site", contact.site))?.state as SiteView | undefined;
    if (site !== undefined) sites.set(site.id, site);
  }
  return sites;
}

const atCare = (state: State, person: string): boolean => ((state.thing(ref("contact", person))?.state as ContactView | undefined)?.atCare ?? null) !== null;

/** A person away from the room: the site's, and whoever answers there for everybody being in place. */
function outOfControl(turn: Pick<Turn<unknown>, "state" | "context" | "occurred">, site: SiteView | undefined, persons: readonly string[], replaces?: number): NewEvent {
  const roles = site === undefined ? [] : answering(turn.state, site.org, "site.presence");
  const answerable = roles.map((role) => ({ org: site!.org, role }));
  return event("breach.recorded", turn.occurred, [], {
    code: "person-out-of-room", finding: "person_out_of_control", duty: "site.presence", answerable, holder: answerable[0] ?? turn.context.commandPost,
    to: answerable[0] ?? turn.context.commandPost, message: "A person under a measure was away from the room.", subjects: persons.map((person) => ref("contact", person)),
    ...(replaces === undefined ? {} : { replaces }),
  });
}

/**
 * A room exit, possibly of one of several persons (`persons` has more than one). When as many distinct exits
 * are known as persons, each of them was out once: then one breach for each site stands in for the open one.
 */
const leave = command("exit.record", zhEn("登记擅离房间", "Record a room exit"), {
  persons: Type.Array(Id, { minItems: 1, maxItems: 10, uniqueItems: true }), place: Type.Optional(Words), otherThan: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 9 })),
}, (turn) => {
  const { data, occurred, actor } = turn;
  const sites = sitesOf(turn);
  if (sites.size === 0) return refuse("not-in-quarantine", "None of these persons is at a quarantine site.", { where: "data.persons", fix: "Record their arrival first." });
  const certain = data.persons.length === 1;
  // Whoever is on the way to a doctor, or with one, has not left the room (law 8).
  if (certain && atCare(turn.state, data.persons[0]!)) return refuse("gone-to-care", "This person is on the way to care, or there.", { where: "data.persons", fix: "Nothing is to be recorded; the hospital signs for the person." });
  const groups = [...new Set([...sites.values()].map((site) => site.group))];
  const left = event("person.left_room", occurred, [...data.persons.map((person) => ref("contact", person)), ...[...sites.keys()].map((site) => ref("site", site))], {
    persons: data.persons, certain, place: data.place ?? null, group: groups[0]!, reportedBy: actor, ...(data.otherThan === undefined ? {} : { otherThan: data.otherThan }),
  });
  const each = [...sites.values()];
  if (certain) return [left, outOfControl(turn, each[0], data.persons)];
  const all = (data.otherThan?.length ?? 0) === data.persons.length - 1;
  if (!all) return [left, outOfControl(turn, undefined, data.persons)];
  const firstOpen = Math.min(...data.otherThan!);
  return [left, ...each.map((site) => outOfControl(turn, site, data.persons, firstOpen))];
}, { needs: (data) => (data["persons"] as string[]).map((person) => ref("contact", person)) });

/** Somebody a count found missing: out of the room since nobody knows when, of this site and its owner, not of all. */
export function missingAtCount(turn: Pick<Turn<unknown>, "state" | "context" | "occurred" | "actor">, site: SiteView, missing: readonly string[]): NewEvent[] {
  const { state, occurred, actor } = turn;
  return missing.flatMap((person) => {
    const contact = state.thing(ref("contact", person))?.state as ContactView | undefined;
    // Who was recorded as out already is no second breach.
    if (contact === undefined || contact.site !== site.id || contact.status === "out-of-room" || contact.atCare !== null) return [];
    return [
      event("person.left_room", occurred, [ref("contact", person), ref("site", site.id)], { persons: [person], certain: true, place: null, group: site.group, reportedBy: actor }),
      outOfControl(turn, site, [person]),
    ];
  });
}

const back = command("exit.answer", zhEn("处置擅离并记录原因", "Answer a room exit"), { person: Id, why: Words, others: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true })) }, ({ state, data, context, occurred }) => {
  const contact = known<ContactView>(state, ref("contact", data.person), "data.person");
  if (isRefusal(contact)) return contact;
  const site = contact.site === null ? undefined : state.thing(ref("site", contact.site))?.state as SiteView | undefined;
  const within = stated(context.pack, "site.gathering.test") ? lengthMs(context.pack, "site.gathering.test") : 0;
  const gathering = `exit-${data.person}-${occurred.latest}`;
  return [
    event("person.returned", occurred, [ref("contact", data.person), ...(contact.site === null ? [] : [ref("site", contact.site)])], data),
    // Whoever was met outside the room is tested by a day, like anybody at a gathering.
    ...(site === undefined || data.others === undefined ? [] : [event("attendance.marked", occurred, [ref("attendance", gathering)], {
      gathering, area: site.id, place: data.why, held: occurred, attendees: data.others, testBy: plus(at(occurred.latest), within), org: site.org,
    })]),
  ];
}, { on: { kind: "contact", field: "person", statuses: ["out-of-room"] }, help: zhEn("先问原因和需要；在外接触到的人逐一登记检测。", "Ask first why and what was needed; whoever was met outside is named and tested.") });

export const exits: readonly CommandDef[] = [leave, back];
