/** What can happen where decisions are made: a brief frozen and adopted, a meeting held, a decision taken and followed. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "brief.frozen": zhEn("固定态势简报", "Situation brief frozen"),
  "brief.adopted": zhEn("会议采用简报", "Brief adopted by a meeting"),
  "meeting.held": zhEn("召开会议", "Meeting held"),
  "decision.taken": zhEn("作出决定", "Decision taken"),
  "decision.completed": zhEn("补全决定事项", "Decision completed"),
  "decision.reviewed": zhEn("总负责人过问", "Looked at by who is accountable"),
  "decision.carried_out": zhEn("报告决定落实", "Decision reported carried out"),
  "decision.revoked": zhEn("撤回决定", "Decision revoked"),
};

/** How far each ledger had got: what somebody at that point could have seen. */
export interface Cutoff {
  readonly incident: number;
  readonly city: number;
}
