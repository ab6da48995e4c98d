/** What can happen around cases: exposures, cases, contacts found, received, pushed, held at home. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const events: Readonly<Record<string, Text>> = {
  "exposure.recorded": T("登记暴露事件", "Exposure event recorded"),
  "case.reported": T("报告病例", "Case reported"),
  "contact.found": T("判定密接", "Contact found"),
  "contact.received": T("收到推送的密接信息", "Pushed contact received"),
  "contact.pushed": T("推送密接信息", "Contact pushed"),
  "contact.receipt_confirmed": T("确认签收密接信息", "Receipt of the push confirmed"),
  "contact.reclassified": T("密接重新判定", "Contact reclassified"),
  "contact.ruled_out": T("排除密接", "Contact ruled out"),
  "contact.held": T("落实居家临时管控", "Held at home until collected"),
  "contact.hold_confirmed": T("居民确认临时管控", "Home hold confirmed by the resident"),
};
