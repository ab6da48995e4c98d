/**
 * Commands of staff health → events or a refusal. How an infection was caught is not for the person's own unit to
 * say. A death is recorded as what it was; it is never added to those of patients.
 */
import { dayOf } from "../../../base/civil.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, knownOrg, Words } from "../../../engine/define.ts";
import type { CommandDef, Objection } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import { hospitalRef, ILLS, illnessRef, SOURCES, type HospitalView, type IllnessView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const Count = Type.Integer({ minimum: 0, maximum: 100_000 });
const onIllness = { on: { kind: "staff-illness", field: "staffIllness", statuses: ["ill"] } } as const;

export const commands: readonly CommandDef[] = [
  command("hospital.designate", zhEn("指定医疗机构", "Designate a hospital"), { hospital: Id, serves: oneOf(["treatment", "rehabilitation", "fever-clinic", "emergency"]) }, ({ state, data, occurred }) =>
    knownOrg(state, data.hospital, "data.hospital") ?? [event("hospital.designated", occurred, [hospitalRef(data.hospital)], { ...data, designated: true })]),
  command("hospital.undesignate", zhEn("不再指定", "End the designation"), { hospital: Id, reason: Words }, ({ state, data, occurred }) => {
    const hospital = known<HospitalView>(state, hospitalRef(data.hospital), "data.hospital");
    return isRefusal(hospital) ? hospital : [event("hospital.undesignated", occurred, [hospitalRef(data.hospital)], data)];
  }, { on: { kind: "hospital", field: "hospital", statuses: ["designated"] } }),
  command("infection.return", zhEn("报告院内感染", "Return infections of a day"), { hospital: Id, day: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }), patients: Count, staff: Count }, ({ state, data, context, occurred }) => {
    const hospital = known<HospitalView>(state, hospitalRef(data.hospital), "data.hospital");
    if (isRefusal(hospital)) return hospital;
    if (data.day > dayOf(context.zone, context.now)) return refuse("day-to-come", `${data.day} is still to come.`, { where: "data.day", fix: "Return a day that has begun.", params: { day: data.day } });
    return [event("infection.returned", occurred, [hospitalRef(data.hospital)], data)];
  }, { on: { kind: "hospital", field: "hospital", statuses: ["designated"] }, help: zhEn("没有感染也要报零。", "None is returned as nought.") }),
  command("staff.report-illness", zhEn("报告工作人员感染或患病", "Report a staff illness"), { staffIllness: Id, worker: Id, org: Id, ill: oneOf(ILLS) }, ({ state, data, occurred }) => {
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    if (state.thing(illnessRef(data.staffIllness)) !== undefined) return refuse("illness-exists", `${data.staffIllness} exists already.`, { where: "data.staffIllness", fix: "Open it, or use another number." });
    return [event("staff.fell_ill", occurred, [illnessRef(data.staffIllness)], data)];
  }, { help: zhEn("只用代号。", "Pseudonyms only.") }),
  command("staff.assess-illness", zhEn("判明感染来源", "Establish how it was caught"), { staffIllness: Id, source: oneOf(SOURCES), note: Type.Optional(Words) }, ({ state, data, actor, occurred }) => {
    const illness = known<IllnessView>(state, illnessRef(data.staffIllness), "data.staffIllness");
    if (isRefusal(illness)) return illness;
    const objections: Objection[] = actor.org !== illness.org ? [] : [{
      refusal: refuse("own-staff", "The unit of the person does not say how it was caught.", { where: "data.staffIllness", fix: "Leave it to infection control of the level above." }), about: [illnessRef(data.staffIllness)], finding: null,
    }];
    return { objections, events: [event("staff.illness_assessed", occurred, [illnessRef(data.staffIllness)], data)] };
  }, onIllness),
  command("staff.recover", zhEn("工作人员康复", "Record recovery"), { staffIllness: Id }, ({ state, data, occurred }) => {
    const illness = known<IllnessView>(state, illnessRef(data.staffIllness), "data.staffIllness");
    return isRefusal(illness) ? illness : [event("staff.recovered", occurred, [illnessRef(data.staffIllness)], data)];
  }, onIllness),
  command("staff.record-death", zhEn("登记工作人员死亡", "Record a staff death"), { staffIllness: Id, worker: Id, org: Id, onDuty: Type.Boolean(), ofDisease: Type.Optional(Type.Boolean()) }, ({ state, data, occurred }) => {
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    const { staffIllness, worker, org, onDuty } = data;
    const ill = state.thing(illnessRef(staffIllness)) === undefined ? [event("staff.fell_ill", occurred, [illnessRef(staffIllness)], { staffIllness, worker, org, ill: "other" })] : [];
    return [...ill, event("staff.died", occurred, [illnessRef(staffIllness)], { staffIllness, onDuty, ofDisease: data.ofDisease ?? null })];
  }, { on: { kind: "staff-illness", field: "staffIllness" } }),
];
