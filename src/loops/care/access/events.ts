/** What can happen to a need for emergency or chronic care: asked, answered, on the way, received, turned away, confirmed. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "care.requested": zhEn("提出就医需求", "Care asked for"),
  "care.answered": zhEn("已落实接诊医院", "Hospital named"),
  "care.departed": zhEn("已出发就医", "On the way to care"),
  "care.received": zhEn("医院已接诊", "Received by the hospital"),
  "care.turned_away": zhEn("就医受阻", "Kept from care"),
  "care.confirmed": zhEn("本人确认得到救治", "The person says they were helped"),
  "care.denied": zhEn("本人反映未得到救治", "The person says they were not helped"),
  "care.returned": zhEn("就医后返回", "Back from care"),
  "care.record_completed": zhEn("补全就医记录", "Record completed"),
  "chronic.scheduled": zhEn("确定下次治疗", "Next session set"),
  "chronic.arranged": zhEn("已落实往返和通行", "The way there and back arranged"),
  "chronic.attended": zhEn("已接受治疗", "Session attended"),
  "chronic.ended": zhEn("不再需要定期治疗", "Sessions no longer needed"),
};
