/** The sheet of care: patients by severity and discharge, who may leave, the way to care, staff apart from patients, doses against courses due. */
import { zhEn } from "../../engine/rule.ts";
import { block, named, ofKind, row, type Row, type Sheet } from "../../engine/sheet.ts";
import { wayToCare } from "./access/views.ts";
import { dischargedBy, severityAt, sumCheck, waitingToLeave, type Counted } from "./clinical/views.ts";
import { doseCover } from "./lots/views.ts";
import { outcomes, staffFigures, type Outcome } from "./staff/views.ts";

const byClass = (counted: Counted): Row[] => Object.entries(counted.byClass).map(([of, patients]) => row(of, of, named("patient", patients)));
const total = (counted: Counted): Row => row("total", zhEn("合计", "In all"), named("patient", Object.values(counted.byClass).flat()), counted.total);

/** What may be claimed: a number with its rows, and what is missing before “none” may be said. */
const claim = (key: string, title: Row["title"], kind: string, { rows, missing }: Outcome): Row[] => [
  row(key, title, kind === "" ? [] : named(kind, rows), rows.length), ...(missing.length === 0 ? [] : [row(`${key}/missing`, zhEn("尚缺记录，不能说“无”", "Records missing: “none” may not be said"), [], missing.join(", "))]),
];

const care: Sheet = {
  name: "care", title: zhEn("医疗救治", "Care"), about: null, duties: "none", kinds: ["patient", "care-request", "staff-illness", "hospital", "medicine-lot", "course"],
  write({ things, now, zone }, { instant = now }) {
    const [patients, illnesses, lots, courses] = [ofKind(things, "patient"), ofKind(things, "staff-illness"), ofKind(things, "medicine-lot"), ofKind(things, "course")];
    const [severity, discharged] = [severityAt(patients, instant), dischargedBy(patients, instant)];
    const check = sumCheck(Object.fromEntries(Object.entries(discharged.byClass).map(([of, some]) => [of, some.length])), discharged.total, discharged);
    const way = wayToCare(ofKind(things, "care-request"));
    const staff = staffFigures(illnesses);
    const found = outcomes(patients, illnesses, ofKind(things, "hospital"), zone, instant);
    const orgs = [...new Set([...lots, ...courses].map(({ state }) => String(state["org"])))].sort();
    return [
      block("severity", "在院病情", "In care, by severity", [total(severity), ...byClass(severity)]),
      block("discharged", check.agrees ? "出院（分类合计相符）" : "出院（分类合计不符）", check.agrees ? "Discharged (classes add up)" : "Discharged (classes do not add up)", [total(discharged), ...byClass(discharged)]),
      block("waiting", "达到标准未出院", "Fit and still there", waitingToLeave(patients).map((one): Row => ({ ...row(one.patient, zhEn("达到标准", "Fit since"), named("patient", [one.patient]), null), when: one.since }))),
      block("way", "就医通道", "The way to care", [
        row("waiting", zhEn("未到医院", "Not received yet"), named("care-request", way.waiting)), row("turnedAway", zhEn("被拒", "Turned away"), named("care-request", way.turnedAway)),
        row("longest", zhEn("最长等待（小时）", "Longest wait, in hours"), [], way.hours.length === 0 ? null : Math.round(Math.max(...way.hours.map(({ most }) => most)) * 10) / 10),
      ]),
      block("outcomes", "转归", "Outcomes", [
        ...claim("diseaseDeaths", zhEn("因病死亡患者", "Patients who died of the disease"), "patient", found.diseaseDeaths), ...claim("otherDeaths", zhEn("其他死亡患者", "Patients who died of something else"), "patient", found.otherDeaths),
        ...claim("hospitalInfections", zhEn("院内感染", "Infections in hospital"), "", found.hospitalInfections),
      ]),
      block("staff", "医务与工作人员（与患者分列）", "Staff, apart from patients", [
        row("infected", zhEn("感染", "Infected"), named("staff-illness", staff.infected)), ...Object.entries(staff.bySource).map(([source, ids]) => row(`source/${source}`, source, named("staff-illness", ids))), ...claim("died", zhEn("死亡", "Died"), "staff-illness", found.staffDeaths),
      ]),
      block("doses", "药品疫苗：可用剂数 / 待用人次", "Doses usable / courses due", orgs.flatMap((org) => doseCover(lots, courses, org).map((one) => row(`${org}/${one.option}`, one.short > 0 ? zhEn(`${org} ${one.option} 缺 ${one.short}`, `${org} ${one.option}, ${one.short} short`) : `${org} ${one.option}`, [...named("medicine-lot", one.lots), ...named("course", one.due)], `${one.doses} / ${one.due.length}`)))),
    ];
  },
};

export const sheets: readonly Sheet[] = [care];
