/** The words for the states of arrivals, permits, exits, lists of leavers, inbound people, spill-over and check-ins. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const movementStatuses: Readonly<Record<string, Text>> = {
  "no-risk": T("无风险史", "No stay at risk"), "home-unknown": T("去向不明", "Home not known"), matched: T("待落实", "To be settled"), settled: T("已落实", "Settled"), "taken-in": T("已导入", "Taken in"),
  granted: T("准予", "Granted"), refused: T("不予", "Refused"), revoked: T("已撤销许可", "Revoked"), passed: T("已放行", "Passed"), "turned-back": T("已劝返", "Turned back"), hindered: T("急救被拦", "Emergency hindered"), "cared-for": T("已送医", "Reached care"),
  listed: T("待发出", "To be sent"), sent: T("已发出待签收", "Sent, not signed for"), inbound: T("闭环中", "In the loop"), "handed-over": T("已交出待签收", "Handed over, not signed for"),
  undecided: T("待判定", "Undecided"), linked: T("判定外溢", "Linked"), "not-linked": T("与本地无关", "Not linked"), deleted: T("已删除", "Deleted"),
};
