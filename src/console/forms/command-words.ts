/** Field names and fixed choices of what is asked in command: orders, decisions, plans, modes, staff, the watch, crews. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const commandFields: Readonly<Record<string, Text>> = {
  tasks: T("任务", "Tasks"), rule: T("所依据的条款", "Rule it rests on"), clause: T("条款", "Clause"), value: T("数值", "Value"), looserBecause: T("低于规定的理由", "Why less than the rule"),
  supersedes: T("取代的文号", "Order it replaces"), always: T("全天不得无人", "Never to be empty"), allowedBy: T("批准超时的决定", "Decision that allows longer hours"),
  brief: T("态势简报", "Brief"), cutoff: T("截至记录号", "Position of the ledger"), incident: T("本事件记录号", "Of the incident"), city: T("全市记录号", "Of the city"), asOf: T("截至时间", "As of"), notes: T("补充情况", "Notes"),
  meeting: T("会议", "Meeting"), body: T("召开单位", "Body that met"), chair: T("主持岗位", "Chair"), minutes: T("会议纪要", "Minutes"), absent: T("缺席岗位", "Absent"),
  attendance: T("出席", "Attendance"), substitute: T("代为出席", "Substitute"), seen: T("决定时所见", "What was seen"), accountable: T("总负责人", "Accountable"),
  advice: T("专家建议", "Recommendation"), answer: T("答复", "Answer"), visit: T("督导编号", "Visit"), problems: T("发现的问题", "Problems found"), problem: T("问题编号", "Problem"),
  mode: T("指挥模式", "Mode"), answers: T("职责分工", "Who answers for what"), authority: T("批准依据", "On whose authority"), activation: T("响应编号", "Activation"),
  first: T("首例确诊时间", "First case confirmed"), step: T("启动事项", "Step"), risk: T("风险", "Risk"), risks: T("针对的风险", "Risks it is against"), control: T("防控措施", "Control"),
  set: T("所属防控清单", "Control set"), frequency: T("频次", "How often"), until: T("至", "Until"), plan: T("行动方案", "Plan"), form: T("方案类型", "Form of plan"), safety: T("安全提示", "Word on safety"),
  follows: T("接续的方案", "Plan it follows"), objective: T("行动目标", "Objective"), outcomes: T("逐项交代", "What became of each"), outcome: T("结果", "Outcome"), final: T("不再接续", "No plan follows"),
  worker: T("工号", "Staff sign"), standing: T("身份", "Standing"), certificate: T("培训合格", "Certificate"), certificates: T("所需培训", "Certificates needed"), version: T("版本", "Version"),
  procedure: T("操作规程", "Procedure"), hazard: T("隐患编号", "Hazard"), post: T("岗位", "Post"), watch: T("当班岗位", "Watch"), lists: T("交接清单", "Lists handed over"), open: T("未办结", "Open"),
  blocked: T("受阻", "Blocked"), dueSoon: T("即将到期", "Due soon"), promises: T("未兑现承诺", "Promises"), calls: T("未应答呼叫", "Unanswered calls"), presence: T("查岗", "Presence"), duties: T("接过的任务", "Duties taken along"),
  crew: T("工作队", "Crew"), skills: T("专长", "Skills"), skill: T("所需专长", "Skill needed"), members: T("成员工号", "Members"), point: T("位置", "Position"), lat: T("纬度", "Latitude"), lon: T("经度", "Longitude"),
  dispatch: T("派遣编号", "Dispatch"), task: T("任务", "Task"), asset: T("统筹资源", "Pooled resource"), loan: T("调拨编号", "Loan"), load: T("超负荷岗位", "Overloaded post"), party: T("责任方类别", "Kind of party"),
  gap: T("短板编号", "Gap"), supervision: T("检查编号", "Supervision"), inspector: T("检查岗位", "Inspector"), everyDays: T("间隔天数", "Every so many days"),
};

export const commandChoices: Readonly<Record<string, Text>> = {
  adopted: T("采纳", "Adopted"), partly: T("部分采纳", "Adopted in part"), "not-adopted": T("不采纳", "Not adopted"),
  routine: T("常态", "Routine"), alert: T("预警", "Alert"), emergency: T("应急", "Emergency"), "wind-down": T("收尾", "Wind-down"),
  headquarters: T("指挥部到岗", "Headquarters staffed"), "report-up": T("向上级报告", "Report upwards"), tracing: T("流调出发", "Tracing on its way"), sampling: T("采样检测就位", "Sampling ready"),
  places: T("房间车辆就位", "Rooms and vehicles ready"), hotline: T("物资、就医、热线到岗", "Supplies, care, hotline taken on"), publish: T("首次发布", "First word to the public"),
  port: T("口岸", "Port"), "cold-chain": T("冷链", "Cold chain"), border: T("边境", "Border"), tourism: T("旅游", "Tourism"), "dense-housing": T("人口密集居住", "Dense housing"), "health-care": T("医疗机构", "Health care"),
  "operational-period": T("指挥周期", "Operational period"), holiday: T("节假日", "Holiday"), met: T("已实现", "Met"), carried: T("转入下一方案", "Carried over"), dropped: T("取消", "Dropped"),
  staff: T("工作人员", "Staff"), volunteer: T("志愿者", "Volunteer"), neighbour: T("邻里", "Neighbour"), adviser: T("专家顾问", "Adviser"), "on-site": T("现场", "On site"), phone: T("电话", "By telephone"),
  check: T("例行查岗", "Routine check"), "unanswered-call": T("呼叫无人应答", "A call was not answered"), "missed-shift": T("未到岗", "A shift was missed"),
  territory: T("属地", "Territory"), sector: T("部门", "Sector department"), organisation: T("单位", "Organisation"), individual: T("个人", "Individual"),
  beds: T("床位", "Beds"), vehicles: T("车辆", "Vehicles"), kits: T("物资包", "Kits"), rooms: T("房间", "Rooms"), equipment: T("设备", "Equipment"),
};
