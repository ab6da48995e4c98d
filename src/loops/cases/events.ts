/** What can happen around cases: exposures, cases, contacts found, received, pushed, held at home. */
import { type Text, zhEn } from "../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "exposure.recorded": zhEn("登记暴露事件", "Exposure event recorded"),
  "case.reported": zhEn("报告病例", "Case reported"),
  "contact.found": zhEn("判定密接", "Contact found"),
  "contact.received": zhEn("收到推送的密接信息", "Pushed contact received"),
  "contact.pushed": zhEn("推送密接信息", "Contact pushed"),
  "contact.push_told": zhEn("事后得知的推送", "A push learned of that handed nothing over"),
  "contact.receipt_confirmed": zhEn("确认签收密接信息", "Receipt of the push confirmed"),
  "contact.reclassified": zhEn("密接重新判定", "Contact reclassified"),
  "contact.ruled_out": zhEn("排除密接", "Contact ruled out"),
  "contact.held": zhEn("落实居家临时管控", "Held at home until collected"),
  "contact.hold_confirmed": zhEn("居民确认临时管控", "Home hold confirmed by the resident"),
  "contact.hold_seen": zhEn("上门查看临时管控", "Somebody else looked at the door"),
};
