/** Field names and fixed choices of what is asked about institutions. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const siteFields: Readonly<Record<string, Text>> = {
  institution: T("机构", "Institution"), sort: T("类型", "Sort"), baseline: T("须报底数", "Numbers it returns"), matter: T("重大事项编号", "Matter"), inspection: T("检查编号", "Inspection"),
  found: T("发现", "Found"), lapse: T("问题编号", "Lapse"),
};

export const siteChoices: Readonly<Record<string, Text>> = {
  school: T("学校", "School"), university: T("高校", "University"), "care-home": T("养老院", "Care home"), prison: T("监所", "Prison"), hospital: T("医院", "Hospital"), workplace: T("企业", "Workplace"),
  case: T("病例", "A case"), "fever-cluster": T("聚集性发热", "Cluster of fever"), "staff-infected": T("工作人员感染", "Staff infected"), "supplies-out": T("物资断供", "Supplies out"), "site-breach": T("管控破口", "Breach of control"),
};
