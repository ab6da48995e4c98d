/** Duty over laboratories: an overloaded one is relieved, by sending tubes elsewhere or a stated other way. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "lab.relieve",
    title: { zh: "调度超负荷实验室的样本", en: "Relieve an overloaded laboratory" },
    clause: "test.lab.relieve",
    opens: [{ on: "lab.overloaded", subject: "lab", asker: { org: "data.labOrg", answers: "tube.test" }, holder: { org: "above:data.labOrg" } }],
    moves: [{ on: "tubes.rerouted", subject: "lab", as: "done" }, { on: "lab.relieved", subject: "lab", as: "done" }],
    verifiedBy: "asker",
    finding: "capacity_gap",
  },
];
