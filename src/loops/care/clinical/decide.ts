/**
 * Commands of the clinical record → events or a refusal. A discharge needs the criteria of the protocol in force;
 * one that has happened is recorded, and the breach with it. The observation afterwards confines nobody by itself:
 * what limits a person is a measure and is ordered as one. Plans and notes are numbers of the hospital's own papers.
 */
import { dayOf, dayStart, nextDay } from "../../../base/civil.ts";
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import type { When } from "../../../base/time.ts";
import { command, event, Id, known, knownOrg, WhenShape, Words, type Turn } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef, Context, Objection } from "../../../engine/loop.ts";
import { applies, days, numbers, text } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import { treatmentsOpened } from "../prophylaxis/views.ts";
import { lackingFor } from "./criteria.ts";
import { CLASSES, followUpRef, patientRef, SEVERITIES, type PatientView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const TREATMENTS = ["traditional-medicine", "antiviral", "antibiotic", "rehydration", "oxygen", "other"] as const;

/** Somebody's record that can still be written in. */
function living(state: State, patient: string): PatientView | Refusal {
  const found = known<PatientView>(state, patientRef(patient), "data.patient");
  if (isRefusal(found) || found.status !== "died") return found;
  return refuse("patient-died", `${patient} has died.`, { where: "data.patient", fix: "Check the number of the patient." });
}

/** So many whole local days after the day of an instant, as an interval where the day is not sure. */
export function daysAfter({ zone }: Pick<Context, "zone">, { earliest, latest }: When, length: number): When {
  const end = (instant: number): number => dayStart(zone, nextDay(dayOf(zone, instant), length + 1));
  return { earliest: end(earliest), latest: end(latest) };
}

const admit = command("patient.admit", zhEn("收治患者", "Admit a patient"), {
  patient: Id, case: Type.Optional(Id), class: oneOf(CLASSES), hospital: Id, severity: Type.Optional(oneOf(SEVERITIES)), onset: Type.Optional(WhenShape),
  acquired: Type.Optional(oneOf(["community", "hospital", "unknown"])), edition: Type.Optional(Words),
}, ({ state, data, context, occurred }) => {
  const before = state.thing(patientRef(data.patient))?.state as PatientView | undefined;
  if (before?.inCare === true) return refuse("already-in-care", `${data.patient} is in the care of ${before.hospital}.`, { where: "data.patient", fix: "Refer the patient, or check the number." });
  const missing = knownOrg(state, data.hospital, "data.hospital");
  if (missing !== null) return missing;
  const { pack } = context;
  const edition = data.edition ?? (applies(pack, "care.protocol") ? text(pack, "care.protocol") : null);
  return [
    event("patient.admitted", occurred, [patientRef(data.patient)], { ...data, acquired: data.acquired ?? "unknown", protocol: { pack: pack.id, edition }, inCare: true, expertsLater: applies(pack, "discharge.expert-after") }),
    ...treatmentsOpened(pack, data.patient, data.hospital, data.onset, occurred),
  ];
}, { help: zhEn("只用代号；诊疗方案版本由规则包带入。", "Pseudonyms only; the edition of the clinical protocol comes from the rules in force.") });

const onPatient = { on: { kind: "patient", field: "patient", statuses: ["in-care", "fit"] } } as const;

const record: readonly CommandDef[] = [
  command("patient.record-severity", zhEn("记录病情轻重", "Record severity"), { patient: Id, severity: oneOf(SEVERITIES) }, ({ state, data, occurred }) => {
    const patient = living(state, data.patient);
    return isRefusal(patient) ? patient : [event("patient.severity_recorded", occurred, [patientRef(data.patient)], data)];
  }, onPatient),
  command("patient.set-plan", zhEn("制定治疗方案", "Set the plan"), { patient: Id, plan: Id }, ({ state, data, occurred }) => {
    const patient = living(state, data.patient);
    return isRefusal(patient) ? patient : [event("patient.plan_set", occurred, [patientRef(data.patient)], { ...data, hospital: patient.hospital })];
  }, { ...onPatient, help: zhEn("填写方案在医院病历中的编号，不填内容。", "The number of the plan in the hospital's own records, not its text.") }),
  command("patient.review-plan", zhEn("研判治疗方案", "Go over the plan"), { patient: Id, outcome: oneOf(["kept", "changed"]), plan: Type.Optional(Id) }, ({ state, data, occurred }) => {
    const patient = living(state, data.patient);
    if (isRefusal(patient)) return patient;
    if (patient.plan === null) return refuse("no-plan-yet", `${data.patient} has no plan to go over.`, { where: "data.patient", fix: "Set the plan first." });
    const reviewed = event("patient.plan_reviewed", occurred, [patientRef(data.patient)], data);
    return data.plan === undefined ? [reviewed] : [reviewed, event("patient.plan_set", occurred, [patientRef(data.patient)], { patient: data.patient, plan: data.plan, hospital: patient.hospital })];
  }, onPatient),
  command("patient.note-treatment", zhEn("记录治疗", "Note a treatment"), { patient: Id, treatment: oneOf(TREATMENTS), note: Type.Optional(Words) }, ({ state, data, occurred }) => {
    const patient = living(state, data.patient);
    return isRefusal(patient) ? patient : [event("patient.treatment_noted", occurred, [patientRef(data.patient)], data)];
  }, { ...onPatient, help: zhEn("中医药早期干预等在此备案，不触发规则。", "Traditional medicine and the like are kept as notes; no rule follows from them.") }),
  command("patient.assess", zhEn("专家评估", "Assessment by experts"), { patient: Id, experts: Words, outcome: oneOf(["kept", "changed"]) }, ({ state, data, occurred }) => {
    const patient = living(state, data.patient);
    return isRefusal(patient) ? patient : [event("patient.assessed", occurred, [patientRef(data.patient)], data)];
  }, onPatient),
  command("patient.check", zhEn("对照出院标准检查", "Check against the criteria for discharge"), {
    patient: Id, met: Type.Array(Id, { maxItems: 20, uniqueItems: true }), feverFreeSince: Type.Optional(WhenShape),
    tests: Type.Optional(Type.Array(Type.Object({ at: WhenShape, result: oneOf(["negative", "positive"]), ct: Type.Optional(Type.Number({ minimum: 0, maximum: 60 })) }, { additionalProperties: false }), { maxItems: 60 })),
  }, ({ state, data, context, occurred }) => {
    const patient = living(state, data.patient);
    if (isRefusal(patient)) return patient;
    if (!patient.inCare) return refuse("not-in-care", `${data.patient} is not in hospital care.`, { where: "data.patient", fix: "Admit the patient, or check the number." });
    const lacking = lackingFor(context.pack, data as Parameters<typeof lackingFor>[1], occurred) ?? [];
    const about = [patientRef(data.patient)];
    const checked = event("patient.checked", occurred, about, { ...data, lacking });
    if (lacking.length === 0) return patient.status === "fit" ? [checked] : [checked, event("patient.fit", occurred, about, { patient: data.patient, hospital: patient.hospital })];
    return patient.status === "fit" ? [checked, event("patient.unfit", occurred, about, { patient: data.patient, lacking })] : [checked];
  }, { ...onPatient, help: zhEn("体温天数和检测间隔由系统按记录计算。", "Days without fever and the time between tests are counted from what is entered.") }),
];

/** Follow-ups and the end of observation that the rules in force ask for after discharge. */
function afterwards(context: Context, patient: string, observer: string, occurred: When): { observationEnd?: When; followUps: NewEvent[] } {
  const { pack } = context;
  const followUps = !applies(pack, "discharge.follow-up") ? [] : numbers(pack, "discharge.follow-up").map((day) =>
    event("patient.followup_planned", occurred, [followUpRef(patient, day)], { patient, day, org: observer, hospital: observer, due: daysAfter(context, occurred, day) }));
  return { followUps, ...(applies(pack, "discharge.after-days") ? { observationEnd: daysAfter(context, occurred, days(pack, "discharge.after-days")) } : {}) };
}

function unmet(patient: PatientView, context: Context): Objection[] {
  if (patient.status === "fit" || !applies(context.pack, "discharge.criteria")) return [];
  const lacking = patient.lacking?.join(", ") ?? "not checked";
  return [{
    refusal: refuse("criteria-not-met", `${patient.patient} does not meet the criteria for discharge: ${lacking}.`, { where: "data.patient", fix: "Check against the criteria first.", params: { lacking } }),
    about: [patientRef(patient.patient)], finding: "standard_breached",
  }];
}

const onward: readonly CommandDef[] = [
  command("patient.discharge", zhEn("办理出院", "Discharge"), { patient: Id, to: Type.Optional(Id), observer: Type.Optional(Id) }, (turn) => {
    const { state, data, context, occurred } = turn;
    const patient = living(state, data.patient);
    if (isRefusal(patient)) return patient;
    if (!patient.inCare) return refuse("not-in-care", `${data.patient} is not in hospital care.`, { where: "data.patient", fix: "Admit the patient, or check the number." });
    const missing = [data.to, data.observer].flatMap((org, index) => (org === undefined ? [] : knownOrg(state, org, index === 0 ? "data.to" : "data.observer") ?? []))[0];
    if (missing !== undefined) return missing;
    const place = applies(context.pack, "discharge.after-place") ? text(context.pack, "discharge.after-place") : "home";
    if (place === "rehabilitation" && data.to === undefined) {
      return refuse("rehabilitation-not-named", "The rules in force send the patient to a rehabilitation hospital.", { where: "data.to", fix: "Name the hospital that receives the patient." });
    }
    const observer = data.observer ?? data.to ?? patient.hospital;
    const { observationEnd, followUps } = afterwards(context, data.patient, observer, occurred);
    const classNow = (patient.case === null ? undefined : state.thing(ref("case", patient.case))?.state["class"] as string | undefined) ?? patient.class;
    return { objections: unmet(patient, context), events: [
      event("patient.discharged", occurred, [patientRef(data.patient)], {
        ...data, class: classNow, place, inCare: false, hospital: patient.hospital, observer, handedOver: data.to !== undefined && data.to !== patient.hospital,
        observed: observationEnd !== undefined, ...(observationEnd === undefined ? {} : { observationEnd }),
      }),
      ...followUps,
    ] };
  }, onPatient),
  command("patient.refer", zhEn("转院", "Refer to another institution"), { patient: Id, to: Id, why: Words }, ({ state, data, occurred }) => {
    const patient = living(state, data.patient);
    if (isRefusal(patient)) return patient;
    const missing = knownOrg(state, data.to, "data.to");
    if (missing !== null) return missing;
    if (data.to === patient.hospital) return refuse("already-there", `${data.patient} is in the care of ${data.to}.`, { where: "data.to", fix: "Name another institution." });
    return [event("patient.referred", occurred, [patientRef(data.patient)], { ...data, hospital: patient.hospital })];
  }, onPatient),
  command("patient.receive", zhEn("签收患者", "Sign for a patient"), { patient: Id }, ({ state, data, actor, occurred }) => {
    const patient = living(state, data.patient);
    return isRefusal(patient) ? patient : [event("patient.received", occurred, [patientRef(data.patient)], { ...data, to: patient.handingTo ?? actor.org })];
  }, { on: { kind: "patient", field: "patient" }, help: zhEn("由接收机构自己登记。", "The receiving institution's own record.") }),
  command("patient.follow-up", zhEn("登记随访", "Record a follow-up"), { patient: Id, day: Type.Integer({ minimum: 1, maximum: 366 }), condition: oneOf(["well", "unwell", "not-reached"]) }, ({ state, data, occurred }) => {
    const planned = known(state, followUpRef(data.patient, data.day), "data.day");
    return isRefusal(planned) ? planned : [event("patient.followed_up", occurred, [followUpRef(data.patient, data.day), patientRef(data.patient)], data)];
  }, { on: { kind: "patient", field: "patient", statuses: ["discharged", "under-observation", "recovered"] } }),
  command("patient.end-observation", zhEn("结束出院后观察", "End the observation"), { patient: Id }, ({ state, data, occurred }: Turn<{ patient: string }>) => {
    const patient = living(state, data.patient);
    if (isRefusal(patient)) return patient;
    if (patient.status !== "under-observation") return refuse("not-under-observation", `${data.patient} is not under observation.`, { where: "data.patient", fix: "Nothing needs to be ended." });
    return [event("patient.observation_ended", occurred, [patientRef(data.patient)], data)];
  }, { on: { kind: "patient", field: "patient", statuses: ["under-observation"] } }),
  command("patient.die", zhEn("登记患者死亡", "Record a death"), { patient: Id, ofDisease: Type.Optional(Type.Boolean()), note: Type.Optional(Words) }, ({ state, data, occurred }) => {
    const patient = living(state, data.patient);
    if (isRefusal(patient)) return patient;
    const planned = state.things("follow-up", "patient", data.patient).filter((one) => one.state.status === "planned").map((one) => one.ref);
    return [event("patient.died", occurred, [patientRef(data.patient), ...planned], { patient: data.patient, inCare: false, ofDisease: data.ofDisease ?? null })];
  }, { on: { kind: "patient", field: "patient" }, help: zhEn("是否死于本病尚未判明时留空。", "Left open while it is not established whether the disease was the cause.") }),
];

export const commands: readonly CommandDef[] = [admit, ...record, ...onward];
