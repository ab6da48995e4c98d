/** Field names and fixed choices of care: patients, protection in time, lots, the way to care, staff health. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const careFields: Readonly<Record<string, Text>> = {
  patient: T("患者代号", "Patient"), hospital: T("医疗机构", "Hospital"), severity: T("病情", "Severity"), acquired: T("在何处感染", "Where it was caught"), edition: T("诊疗方案版本", "Edition of the clinical protocol"),
  plan: T("方案编号", "Number of the plan"), treatment: T("治疗", "Treatment"), experts: T("评估专家", "Experts"), feverFreeSince: T("体温正常起始时间", "No fever since"), tests: T("检测", "Tests"), at: T("时间", "When"),
  observer: T("观察随访单位", "Who observes"), condition: T("随访情况", "How they are"), ofDisease: T("死于本病", "Died of the disease"), exposedAt: T("暴露时间", "Exposed"), course: T("预防或治疗", "Protection or treatment"),
  consentBy: T("谁表示", "Who says so"), contraindication: T("禁忌", "What speaks against it"), medicineLot: T("药苗批次", "Lot"), product: T("品名", "Product"), option: T("用作", "Serves as"), doses: T("剂数", "Doses"),
  expires: T("有效期至", "Expires"), minCelsius: T("最低储存温度（℃）", "Lowest temperature, °C"), maxCelsius: T("最高储存温度（℃）", "Highest temperature, °C"), celsius: T("温度（℃）", "Temperature, °C"),
  careRequest: T("就医需求编号", "Need for care"), for: T("何种需求", "What for"), neededBy: T("最迟时间", "Needed by"), helped: T("是否得到救治", "Helped"), chronicCare: T("定期治疗编号", "Regular sessions"), nextAt: T("下次治疗时间", "Next session"),
  serves: T("用途", "Serves as"), patients: T("患者感染数", "Patients infected"), staff: T("工作人员感染数", "Staff infected"), staffIllness: T("工作人员健康编号", "Staff illness"), ill: T("情形", "What it is"), onDuty: T("在岗期间", "On duty"),
};

export const careChoices: Readonly<Record<string, Text>> = {
  "symptom-free": T("无症状", "Symptom-free"), mild: T("轻型", "Mild"), ordinary: T("普通型", "Ordinary"), severe: T("重型", "Severe"), critical: T("危重型", "Critical"), hospital: T("医院", "Hospital"), unknown: T("不详", "Unknown"),
  kept: T("维持", "Kept"), "traditional-medicine": T("中医药", "Traditional medicine"), antiviral: T("抗病毒药", "Antiviral"), antibiotic: T("抗生素", "Antibiotic"), rehydration: T("补液", "Rehydration"), oxygen: T("氧疗", "Oxygen"),
  well: T("良好", "Well"), unwell: T("不适", "Unwell"), guardian: T("监护人", "Guardian"), contraindicated: T("有禁忌", "Contraindicated"), "too-late": T("已过时限", "Too late"), "not-to-be-had": T("没有药苗", "Not to be had"),
  stands: T("有效，无须重做", "It stands"), repeat: T("须重做", "Repeat it"), vaccine: T("疫苗", "Vaccine"), "late-vaccine": T("较晚接种的疫苗", "Vaccine, later"), "immune-globulin": T("免疫球蛋白", "Immune globulin"),
  use: T("可以使用", "May be used"), discard: T("报废", "Discard"), emergency: T("急症", "Emergency"), birth: T("分娩", "Birth"), chemotherapy: T("放化疗", "Chemotherapy"), treatment: T("救治", "Treatment"), rehabilitation: T("康复", "Rehabilitation"),
  infection: T("感染", "Infection"), injury: T("受伤", "Injury"), exhaustion: T("过劳", "Exhaustion"), "on-duty": T("工作中", "On duty"),
};
