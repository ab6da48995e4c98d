/**
 * Commands of institutions → events or a refusal. Numbers are returned whole or with the gap on record; what must
 * be reported up has a clock from when it was known; what an inspection finds is somebody's to mend.
 */
import { ref, type Ref } from "../../base/ids.ts";
import { isRefusal, refuse } from "../../base/refusal.ts";
import { Type } from "../../base/schema.ts";
import { command, event, Id, known, knownOrg, Words } from "../../engine/define.ts";
import type { CommandDef } from "../../engine/loop.ts";
import { zhEn } from "../../engine/rule.ts";
import { MATTERS, SORTS, type InstitutionView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const institutionRef = (id: string): Ref => ref("institution", id);
const ON_INSTITUTION = { on: { kind: "institution", field: "institution" } };
const FoundShape = Type.Object({ lapse: Id, what: Words }, { additionalProperties: false });

export const commands: readonly CommandDef[] = [
  command("institution.register", zhEn("登记机构", "Register an institution"), {
    institution: Id, org: Id, sort: oneOf(SORTS), baseline: Type.Array(Id, { maxItems: 40, uniqueItems: true }),
  }, ({ state, data, occurred }) =>
    knownOrg(state, data.org, "data.org") ?? [event("institution.registered", occurred, [institutionRef(data.institution)], { ...data, owesBaseline: data.baseline.length > 0 })],
  { help: zhEn("列明每日须报的底数，例如在校、缺勤、隔离、已检人数。", "Name the numbers it returns each day: present, absent, isolated, tested.") }),
  command("baseline.return", zhEn("报送底数", "Return the numbers"), { institution: Id, figures: Type.Record(Id, Type.Integer({ minimum: 0 })) }, ({ state, data, occurred }) => {
    const institution = known<InstitutionView>(state, institutionRef(data.institution), "data.institution");
    if (isRefusal(institution)) return institution;
    const missing = institution.baseline.filter((name) => !Object.hasOwn(data.figures, name));
    return { events: [event("baseline.returned", occurred, [institutionRef(data.institution)], { ...data, org: institution.org, complete: missing.length === 0 })], objections: missing.length === 0 ? [] : [{
      refusal: refuse("figures-missing", `Not returned: ${missing.join(", ")}.`, { where: "data.figures", fix: "Count them; nought is a number too.", params: { figures: missing.join(", ") } }), about: [institutionRef(data.institution)], finding: null,
    }] };
  }, ON_INSTITUTION),
  command("matter.know", zhEn("登记须上报的重大事项", "Record a matter that must be reported up"), { matter: Id, institution: Id, sort: oneOf(MATTERS), what: Words }, ({ state, data, occurred }) => {
    const institution = known<InstitutionView>(state, institutionRef(data.institution), "data.institution");
    return isRefusal(institution) ? institution : [event("matter.known", occurred, [ref("matter", data.matter)], { ...data, org: institution.org })];
  }, { record: true, ...ON_INSTITUTION, help: zhEn("从得知时起计时。", "The clock runs from when it was known.") }),
  command("matter.report", zhEn("上报重大事项", "Report the matter up"), { matter: Id, to: Id, note: Type.Optional(Words) }, ({ state, data, occurred }) => {
    const matter = known(state, ref("matter", data.matter), "data.matter");
    return isRefusal(matter) ? matter : knownOrg(state, data.to, "data.to") ?? [event("matter.reported", occurred, [ref("matter", data.matter)], data)];
  }, { on: { kind: "matter", field: "matter", statuses: ["known"] } }),
  command("inspection.record", zhEn("登记监督检查", "Record an inspection"), { inspection: Id, institution: Id, note: Words, found: Type.Array(FoundShape, { maxItems: 50 }) }, ({ state, data, occurred }) => {
    const institution = known<InstitutionView>(state, institutionRef(data.institution), "data.institution");
    if (isRefusal(institution)) return institution;
    return [
      event("inspection.recorded", occurred, [ref("inspection", data.inspection), institutionRef(data.institution)], { inspection: data.inspection, institution: data.institution, org: institution.org, note: data.note, lapses: data.found.map((one) => one.lapse) }),
      ...data.found.map((one) => event("lapse.found", occurred, [ref("lapse", one.lapse)], { ...one, institution: data.institution, inspection: data.inspection, org: institution.org })),
    ];
  }, { record: true, ...ON_INSTITUTION }),
  command("lapse.mend", zhEn("登记整改", "Record a lapse mended"), { lapse: Id, how: Words }, ({ state, data, occurred }) => {
    const lapse = known(state, ref("lapse", data.lapse), "data.lapse");
    return isRefusal(lapse) ? lapse : [event("lapse.mended", occurred, [ref("lapse", data.lapse)], data)];
  }, { on: { kind: "lapse", field: "lapse", statuses: ["to-mend"] } }),
];
