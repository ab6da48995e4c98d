/** What can happen in transfer: trips planned and run, people told and handed over, means promised, days closed. */
import { type Text, zhEn } from "../../engine/rule.ts";
import { events as means } from "./means/events.ts";
import { events as needs } from "./needs/events.ts";
import { events as running } from "./running/events.ts";

export const events: Readonly<Record<string, Text>> = {
  ...means,
  ...needs,
  "transfer.planned": zhEn("房、人、车已匹配", "Room, people and vehicle matched"),
  ...running,
  "contact.placed": zhEn("转出方报告已送达", "Sender reports the person placed"),
  "capacity.short": zhEn("无可用隔离房间", "No quarantine room ready"),
};
