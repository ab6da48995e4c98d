/**
 * Commands of a stay at home → events or a refusal. Needs told at the daily check become needs of the supply loop;
 * an emergency way out is never refused, its papers follow; any other goes by the pack's conditions.
 */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, Words } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef, Objection } from "../../../engine/loop.ts";
import { list } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import type { ContactView } from "../../cases/views.ts";
import { CATEGORIES, classOf } from "../../supplies/needs/views.ts";
import { stated } from "../stay/rules.ts";
import { measureRef, type MeasureView } from "../stay/views.ts";
import { beginning } from "./begin.ts";
import { homeRef, homeStayRef, unsuitable, type HomeStayView, type HomeView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const CONDITIONS = ["own-room", "own-toilet", "no-shared-air", "hand-over-table"] as const;
const SERVICES = ["food", "medicine", "waste", "tests", "doctor"] as const;
const PAPERS = ["community-approval", "dedicated-person", "dedicated-vehicle", "closed-loop"] as const;
/** Fever by the field's usual threshold, degrees Celsius. */
const FEVER = 37.3;
const ON = { on: { kind: "measure", field: "measure", statuses: ["in-force"] } };

function atHome(state: State, measure: string): MeasureView | Refusal {
  const view = known<MeasureView>(state, measureRef(measure), "data.measure");
  if (isRefusal(view) || view.atHome) return view;
  return refuse("not-at-home", "This is no stay at home that has begun.", { where: "data.measure", fix: "Record the beginning of the stay at home first." });
}

const beginningOf: readonly CommandDef[] = [
  command("home.assess", zhEn("评估居家条件", "Assess a home"), { contact: Id, met: Type.Array(oneOf(CONDITIONS), { uniqueItems: true, maxItems: CONDITIONS.length }), household: Type.Optional(Type.Array(Id, { maxItems: 30, uniqueItems: true })), note: Type.Optional(Words) }, ({ state, data, actor, context, occurred }) => {
    const contact = known<ContactView>(state, ref("contact", data.contact), "data.contact");
    if (isRefusal(contact)) return contact;
    const home = { ...data, household: data.household ?? [], status: "assessed", unmet: [] } as unknown as HomeView;
    return [event("home.assessed", occurred, [homeRef(data.contact)], { ...data, household: data.household ?? [], org: actor.org, unmet: unsuitable(context.pack, home) })];
  }, { on: { kind: "contact", field: "contact" } }),
  command("home.begin", zhEn("居家阶段开始", "Begin the stay at home"), { measure: Id }, ({ state, data, actor, context, occurred }) => {
    const view = known<MeasureView>(state, measureRef(data.measure), "data.measure");
    if (isRefusal(view)) return view;
    if (view.phase === "central") return refuse("not-a-home-measure", "This measure is a stay at a site.", { where: "data.measure", fix: "Record the arrival at the site." });
    if (view.atHome || view.endedAt !== null) return refuse("begun-already", "It has begun already, or has ended.", { where: "data.measure", fix: "Nothing is to be done." });
    const contact = known<ContactView>(state, ref("contact", view.contact), "data.measure");
    if (isRefusal(contact)) return contact;
    // Somebody at a site comes home by the signature at the door.
    if (contact.site !== null) return refuse("still-at-the-site", `${view.contact} is at ${contact.site}.`, { where: "data.measure", fix: "Sign for the person at the door.", params: { contact: view.contact, site: contact.site } });
    return beginning(state, context, data.measure, view, contact, actor.org, occurred);
  }, { on: { kind: "measure", field: "measure", statuses: ["ordered"] } }),
];

const NeedShape = Type.Object({ category: oneOf(CATEGORIES), urgent: Type.Optional(Type.Boolean()), items: Type.Record(Id, Type.Number({ exclusiveMinimum: 0, maximum: 1000 })) }, { additionalProperties: false });

const daily: readonly CommandDef[] = [
  command("home.check", zhEn("登记每日健康监测", "Record the daily check"), {
    measure: Id, temperature: Type.Optional(Type.Number({ minimum: 30, maximum: 45 })), symptoms: Type.Optional(Type.Array(Words, { maxItems: 20 })), wants: Type.Optional(Type.Array(NeedShape, { maxItems: 20 })),
  }, ({ state, data, actor, occurred }) => {
    const view = atHome(state, data.measure);
    if (isRefusal(view)) return view;
    const owner = view.issuer;
    const about = [measureRef(data.measure), homeStayRef(data.measure)];
    const checks = (state.thing(homeStayRef(data.measure))?.state as HomeStayView | undefined)?.checks ?? 0;
    const events: NewEvent[] = [event("home.checked", occurred, about, { ...data, org: actor.org })];
    if ((data.symptoms?.length ?? 0) > 0 || (data.temperature ?? 0) >= FEVER) events.push(event("home.symptoms", occurred, about, { measure: data.measure, symptoms: data.symptoms ?? [], org: view.caredBy ?? actor.org, owner }));
    for (const [index, want] of (data.wants ?? []).entries()) {
      const need = `${data.measure}-${checks + 1}-${index + 1}`;
      events.push(event("need.reported", occurred, [ref("need", need), ref("household", view.contact)], { need, household: view.contact, org: view.caredBy ?? actor.org, channel: "care-call", ...want, class: classOf(want) }));
    }
    return events;
  }, { ...ON, help: zhEn("提出的需求直接转为送到户的需求。", "What is asked for becomes a need with its own clock to the door.") }),
  command("home.answer-symptoms", zhEn("登记症状处置", "Record how symptoms were answered"), { measure: Id, done: Words }, ({ state, data, occurred }) => {
    const view = atHome(state, data.measure);
    return isRefusal(view) ? view : [event("home.symptoms_answered", occurred, [measureRef(data.measure), homeStayRef(data.measure)], data)];
  }, ON),
  command("home.serve", zhEn("登记上门服务", "Record service at the door"), { measure: Id, services: Type.Array(oneOf(SERVICES), { minItems: 1, uniqueItems: true, maxItems: SERVICES.length }), note: Type.Optional(Words) }, ({ state, data, occurred }) => {
    const view = atHome(state, data.measure);
    return isRefusal(view) ? view : [event("home.served", occurred, [measureRef(data.measure), homeStayRef(data.measure)], data)];
  }, ON),
];

const exits: readonly CommandDef[] = [
  command("home.leave-for-care", zhEn("登记外出就医", "Record a way out for care"), { measure: Id, emergency: Type.Boolean(), why: Words, papers: Type.Array(oneOf(PAPERS), { uniqueItems: true, maxItems: PAPERS.length }) }, ({ state, data, actor, context, occurred }) => {
    const view = atHome(state, data.measure);
    if (isRefusal(view)) return view;
    const lacking = (stated(context.pack, "home.exit.medical") ? list(context.pack, "home.exit.medical") : []).filter((one) => !(data.papers as readonly string[]).includes(one));
    const objections: Objection[] = data.emergency || lacking.length === 0 ? [] : [{
      refusal: refuse("exit-not-arranged", `Not arranged yet: ${lacking.join(", ")}.`, { where: "data.papers", fix: "Arrange these; in an emergency say so and go at once.", params: { missing: lacking.join(", ") } }), about: [measureRef(data.measure)], finding: null,
    }];
    return { objections, events: [event("home.left", occurred, [measureRef(data.measure), homeStayRef(data.measure)], { ...data, lacking, complete: lacking.length === 0, org: view.caredBy ?? actor.org, owner: view.issuer })] };
  }, { ...ON, help: zhEn("急救先行，手续后补。", "Emergency first, papers later.") }),
  command("home.complete-exit", zhEn("补全外出就医手续", "Complete the papers of a way out"), { measure: Id, note: Words }, ({ state, data, occurred }) => {
    const view = atHome(state, data.measure);
    return isRefusal(view) ? view : [event("home.exit_completed", occurred, [measureRef(data.measure)], data)];
  }, ON),
  command("home.return", zhEn("登记就医后返回", "Record the return home"), { measure: Id }, ({ state, data, occurred }) => {
    const view = atHome(state, data.measure);
    return isRefusal(view) ? view : [event("home.returned", occurred, [measureRef(data.measure), homeStayRef(data.measure)], data)];
  }, ON),
];

export const commands: readonly CommandDef[] = [...beginningOf, ...daily, ...exits];
