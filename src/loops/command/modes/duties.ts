/** Duties of an activation: begun when the first case is confirmed, and each of its steps by its own clock from then. */
import type { DutyRule, Text } from "../../../engine/rule.ts";
import { STEPS } from "./events.ts";

const TITLES: Readonly<Record<(typeof STEPS)[number], Text>> = {
  headquarters: { zh: "启动：指挥部到岗、电话有人接", en: "Activation: headquarters staffed and its telephone answered" },
  "report-up": { zh: "启动：向上级报告", en: "Activation: report to the level above" },
  tracing: { zh: "启动：流调队伍出发", en: "Activation: tracing teams on their way" },
  sampling: { zh: "启动：采样与检测力量就位", en: "Activation: sampling and laboratories ready" },
  places: { zh: "启动：隔离房间、车辆、接收队伍就位", en: "Activation: rooms, vehicles and receiving teams ready" },
  hotline: { zh: "启动：生活物资、就医与热线到岗", en: "Activation: supplies, medical care and hotline taken on" },
  publish: { zh: "启动：首次发布信息", en: "Activation: first word to the public" },
};

const step = (name: (typeof STEPS)[number]): DutyRule => ({
  kind: `activation.${name}`,
  title: TITLES[name],
  clause: `activation.${name}`,
  opens: [{ on: "activation.started", subject: "activation", start: "data.first", asker: { org: "command" }, holder: { org: "data.org" } }],
  moves: [{ on: "activation.step_done", when: { "data.step": name }, subject: "activation", as: "done" }],
  verifiedBy: "sample",
  finding: null,
});

export const duties: readonly DutyRule[] = [
  {
    kind: "activation.start",
    title: { zh: "首例确诊后启动应急响应", en: "Activate after the first confirmed case" },
    clause: "activation.start",
    opens: [{ on: "case.reported", when: { "data.class": "confirmed", "thing.activated": null }, subject: "mode:data.org", asker: { org: "command" }, holder: { org: "data.org" }, onlyIfMapped: true }],
    moves: [{ on: "mode.activated", subject: "mode", as: "done" }],
    verifiedBy: "record",
    finding: null,
  },
  ...STEPS.map(step),
];
