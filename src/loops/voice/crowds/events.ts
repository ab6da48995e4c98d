/** What can happen on the way to a crowd and after: a surge of requests, a crowd, each page of the playbook; and public order. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "surge.detected": zhEn("小区诉求激增", "Requests of a compound surge"),
  "surge.answered": zhEn("已回应诉求激增", "Surge answered"),
  "crowd.reported": zhEn("发生人员聚集", "Crowd reported"),
  "crowd.attended": zhEn("责任人到场", "Somebody responsible is there"),
  "crowd.supplied": zhEn("已说明并落实物资", "People told, goods on their way"),
  "crowd.eased": zhEn("疏导完毕", "Crowd eased"),
  "crowd.closed": zhEn("聚集处置结束", "Crowd closed"),
  "disorder.logged": zhEn("记录治安事项", "Public-order event logged"),
  "disorder.shared": zhEn("最小必要范围通报公安", "Least necessary told to the police"),
};
