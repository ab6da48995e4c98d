/**
 * Duties of protection and of treatment against the clock: one kind for each remedy, because each has a clause of
 * its own in the packs. Whoever declines, is immune or has a reason against it owes nobody anything.
 */
import type { DutyRule, Text } from "../../../engine/rule.ts";

function remedy(purpose: "prophylaxis" | "treatment", option: string, title: Text): DutyRule {
  const kind = `${purpose}.${option}`;
  return {
    kind,
    title,
    clause: kind,
    opens: [{
      on: "course.option_opened", when: { "data.purpose": purpose, "data.option": option }, subject: "course", start: "data.from",
      asker: { org: "above:data.org", answers: "command" }, holder: { org: "data.org", answers: purpose === "treatment" ? "patient.care" : "remedy.give" },
    }],
    moves: [
      { on: "course.given", subject: "course", as: "done" },
      { on: "course.declined", subject: "course", as: "lapsed" },
      { on: "course.option_closed", subject: "course", as: "lapsed" },
      { on: "course.found_immune", subject: "course", as: "lapsed" },
      { on: "course.exposure_corrected", subject: "course", as: "lapsed" },
      { on: "course.withdrawn", subject: "course", as: "lapsed" },
    ],
    verifiedBy: "sample",
    finding: "deadline_missed",
  };
}

export const duties: readonly DutyRule[] = [
  remedy("prophylaxis", "vaccine", { zh: "暴露后接种疫苗", en: "Vaccinate after exposure" }),
  remedy("prophylaxis", "late-vaccine", { zh: "暴露后较晚接种疫苗", en: "Vaccinate later after exposure" }),
  remedy("prophylaxis", "immune-globulin", { zh: "暴露后使用免疫球蛋白", en: "Give immune globulin after exposure" }),
  remedy("prophylaxis", "medicine", { zh: "暴露后预防用药", en: "Give preventive medicine after exposure" }),
  remedy("treatment", "antiviral", { zh: "限时抗病毒治疗", en: "Begin antiviral treatment in time" }),
  remedy("treatment", "antibiotic", { zh: "限时使用抗生素", en: "Give antibiotics in time" }),
  remedy("treatment", "rehydration", { zh: "立即补液", en: "Begin rehydration at once" }),
  {
    kind: "course.reassess",
    title: { zh: "复核用过存疑批次的人员", en: "Look again at whoever was given a doubtful lot" },
    clause: "care.reassess",
    opens: [{ on: "course.doubted", subject: "course", asker: { org: "above:data.org", answers: "command" }, holder: { org: "data.org", answers: "remedy.give" } }],
    moves: [{ on: "course.reassessed", subject: "course", as: "done" }],
    verifiedBy: "sample",
    finding: "deadline_missed",
  },
];
