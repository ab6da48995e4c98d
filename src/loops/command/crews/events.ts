/** What can happen to crews and to what departments hold in common: sent, there, free again; lent, received, given back. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "crew.registered": zhEn("登记工作队", "Crew registered"),
  "crew.claimed": zhEn("派定工作队", "Crew promised"),
  "crew.freed": zhEn("工作队空闲", "Crew free again"),
  "dispatch.sent": zhEn("派出工作队", "Crew dispatched"),
  "dispatch.arrived": zhEn("工作队到达", "Crew arrived"),
  "dispatch.ended": zhEn("派遣结束", "Dispatch ended"),
  "asset.registered": zhEn("登记统筹资源", "Pooled resource registered"),
  "asset.lent": zhEn("调拨", "Lent from the pool"),
  "asset.returned": zhEn("归还", "Given back to the pool"),
  "loan.made": zhEn("办理调拨", "Loan made"),
  "loan.received": zhEn("收到调拨资源", "Loan received"),
  "loan.ended": zhEn("调拨已归还", "Loan given back"),
};

export const ASSETS = ["beds", "vehicles", "kits", "staff", "rooms", "equipment"] as const;
