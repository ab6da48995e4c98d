/** What can happen around a person to be moved, beside the trip: needs told, the person told, a delay explained. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "passenger.described": zhEn("登记转运需求", "Needs of the journey recorded"),
  "transfer.informed": zhEn("已告知本人转运事项", "Person told about the journey"),
  "transfer.delay_explained": zhEn("说明未转运原因", "Delay explained"),
};
