/** What can happen to the way the city is commanded: a mode laid down and switched to, the activation and its steps. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "mode.defined": zhEn("制定指挥模式", "Mode laid down"),
  "mode.switched": zhEn("切换指挥模式", "Mode switched"),
  "mode.activated": zhEn("指挥体系启动", "Command activated"),
  "activation.started": zhEn("启动应急响应", "Activation started"),
  "activation.step_done": zhEn("启动事项完成", "Step of the activation done"),
};

export const MODES = ["routine", "alert", "emergency", "wind-down"] as const;
export type Mode = (typeof MODES)[number];

/** What everybody starts with, each with its own clock from the first confirmed case. */
export const STEPS = ["headquarters", "report-up", "tracing", "sampling", "places", "hotline", "publish"] as const;
