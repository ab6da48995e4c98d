/** Field names and fixed choices of what is asked about stays, releases, homes, a site's standard and its residents. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const quarantineFields: Readonly<Record<string, Text>> = {
  floor: T("楼层", "Floor"), phase: T("阶段", "Phase"), ofContact: T("由哪位密接判定", "Found through which contact"), services: T("上门服务", "Services at the door"), recount: T("重新计算", "Count again"),
  test: T("检测日", "Test day"), consent: T("本人意愿", "Consent"), basis: T("依据", "Basis"), edition: T("方案版本", "Edition"), lengths: T("各类人员的期限", "Lengths for each class"),
  close: T("密接", "Close contacts"), secondary: T("次密接", "Secondary contacts"), dayOne: T("第1天为暴露后第几天", "Day 1 is so many days after the exposure"), dayFrom: T("从第几天起", "From day"),
  centralDays: T("集中隔离天数", "Days at a site"), homeDays: T("居家天数", "Days at home"), homeKind: T("居家方式", "How at home"), centralTests: T("集中隔离检测日", "Test days at a site"), homeTests: T("居家检测日", "Test days at home"),
  part: T("样本", "Which sample"), reagent: T("试剂", "Reagent"), condition: T("交接时情况", "Condition at the door"), temperature: T("体温（℃）", "Temperature (°C)"), symptoms: T("症状", "Symptoms"), wants: T("提出的需求", "What is asked for"),
  emergency: T("紧急", "Emergency"), papers: T("已办手续", "Papers arranged"), household: T("住户", "Household"), checklist: T("检查清单", "Checklist"), passed: T("通过的项目", "Items passed"), failed: T("未通过的项目", "Items failed"),
  finding: T("检查问题", "Finding"), layer: T("责任层级", "Layer of responsibility"), post: T("岗位", "Post"), stage: T("储备进度", "Step of the pipeline"), readyAt: T("承诺启用时间", "Ready by"),
  single: T("单人间", "Single rooms"), shared: T("多人间", "Rooms for several"), "barrier-free": T("无障碍间", "Barrier-free rooms"), service: T("服务", "Service"), slots: T("时段", "Time slots"),
  expected: T("预计需要房间", "Rooms expected to be needed"), h0: T("现在", "Now"), h24: T("24小时内", "In 24 hours"), h72: T("72小时内", "In 72 hours"),
  needBy: T("最迟时间", "Needed by"), detail: T("具体情况", "Particulars"), language: T("语言", "Language"), rulesGiven: T("规则告知方式", "Rules given"), urgent: T("紧急", "Urgent"), plan: T("照护安排", "Plan of care"),
  others: T("接触到的人", "Who was met"), infection: T("感染编号", "Infection"), infected: T("感染者", "Who is infected"), since: T("自何时起", "Since when"), staff: T("在岗人数", "Staff on shift"), cause: T("原因", "Cause"),
};

export const quarantineChoices: Readonly<Record<string, Text>> = {
  central: T("集中隔离", "At a site"), "home-isolation": T("居家隔离", "Isolation at home"), "home-monitoring": T("居家健康监测", "Monitoring at home"),
  consented: T("同意", "Consented"), refused: T("拒绝", "Refused"), compelled: T("依法强制", "Compelled by law"),
  "person-sample": T("本人样本", "Sample of the person"), "person-sample-1": T("本人样本一", "First sample of the person"), "person-sample-2": T("本人样本二", "Second sample of the person"),
  belongings: T("物品样本", "Belongings"), environment: T("环境样本", "Environment"), "belongings-environment": T("物品和环境样本", "Belongings and environment"),
  "own-room": T("单独房间", "Own room"), "own-toilet": T("独立卫生间", "Own toilet"), "no-shared-air": T("不共用空调", "No shared air-conditioning"), "hand-over-table": T("门口交接桌", "Hand-over table"),
  waste: T("垃圾", "Waste"), tests: T("检测", "Tests"), doctor: T("医生", "Doctor"),
  "community-approval": T("社区批准", "Approval of the community"), "dedicated-person": T("专人陪同", "Dedicated person"), "dedicated-vehicle": T("专车", "Dedicated vehicle"), "closed-loop": T("全程闭环", "Closed loop"),
  layout: T("布局", "Layout"), conditions: T("基本条件", "Minimum conditions"), daily: T("每日检查", "Daily check"),
  candidate: T("候选", "Candidate"), inspected: T("已查勘", "Inspected"), converted: T("已改造", "Converted"), ready: T("具备启用条件", "Ready"),
  "check-in": T("入住", "Check-in"), meals: T("送餐", "Meals"), temperature: T("测温", "Temperature"), "check-out": T("离点", "Check-out"),
  dialysis: T("透析", "Dialysis"), pregnancy: T("孕产", "Pregnancy"), "child-alone": T("儿童独处", "A child alone"), "living-alone": T("独居老人", "Living alone"), disability: T("残疾", "Disability"), infant: T("婴幼儿", "Infant"),
  diet: T("饮食", "Diet"), psychological: T("心理疏导", "Psychological care"), schooling: T("学业", "Schooling"), language: T("语言", "Language"), paper: T("书面", "On paper"), phone: T("电话", "By phone"), proxy: T("由代理人", "Through a proxy"),
  person: T("人员", "A person"), "environment-outside-room": T("房间外环境", "Environment outside the room"),
};
