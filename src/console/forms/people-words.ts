/**
 * Names of command fields and words of fixed choices that supplies and residents' requests brought, in both
 * languages; `field-words.ts` takes them in. One name means one thing wherever a command uses it.
 */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const peopleFields: Readonly<Record<string, Text>> = {
  satisfied: T("对办理是否满意", "Satisfied with how it was dealt with"), answers: T("逐题回答", "Answers to the script"),
  compound: T("小区", "Compound"), householdCount: T("户数", "Number of households"), guarantor: T("包保责任人", "Guarantor"), supplyLead: T("物资供应负责人", "Supply lead"),
  firstDelivery: T("首次送达时限", "First delivery by"), reached: T("已送达住户", "Households reached"), unreached: T("未送达住户（每行“住户: 原因”）", "Not reached, one “household: reason” a line"),
  households: T("住户", "Households"), household: T("住户", "Household"), residents: T("居住人数", "People living there"), reasons: T("原因", "Reasons"),
  spokeTo: T("已联系上", "Spoke to them"), asked: T("询问内容", "What was asked"), fault: T("中断编号", "Fault"), service: T("服务", "Service"), provider: T("负责单位", "Provider"),
  works: T("已恢复", "It works"), need: T("需求编号", "Need"), channel: T("渠道", "Channel"), category: T("类别", "Category"), urgent: T("紧急", "Urgent"),
  items: T("物品（每行“品名: 数量”）", "Items, one “item: quantity” a line"), special: T("特殊饮食或药品", "Special diet or medicine"), supplier: T("供应商", "Supplier"),
  expectedAt: T("预计到货", "Expected"), store: T("库房单位", "Store"), route: T("配送路线", "Route"), received: T("已收到", "Received"), item: T("品名", "Item"), use: T("用途", "Use"),
  quantity: T("数量", "Quantity"), dailyUse: T("日消耗", "Used a day"), price: T("价格", "Price"), measures: T("稳价措施", "Measures"), pickup: T("领取点", "Pick-up point"),
  lead: T("负责人", "Lead"), slots: T("时段", "Slots"), slot: T("时段", "Slot"), takes: T("可容纳人数", "Takes so many people"), marshals: T("维持秩序人数", "Marshals"),
  when: T("时间", "When"), source: T("消息来源", "Where it is known from"), points: T("新增领取点", "Further points"), toDoors: T("改送上门户数", "Sent to doors, households"),
  said: T("说明或原话", "What was said"), request: T("诉求编号", "Request"), requests: T("诉求", "Requests"), callBackAt: T("约定回拨时间", "Call back at"), answer: T("答复", "Answer"),
  promise: T("承诺", "Promise"), holder: T("承诺方", "Promised by"), solved: T("已解决", "Solved"), checkedBy: T("由谁确认", "Whose word"), outcome: T("结果", "Outcome"),
  kept: T("已兑现", "Kept"), cause: T("共同原因编号", "Cause"), done: T("完成情况", "What was done"), crowd: T("聚集编号", "Crowd"), where: T("地点", "Where"), over: T("起因", "Over"),
  attendedBy: T("到场人员", "Who is there"), goods: T("落实的物资", "Goods brought"), learned: T("经验教训", "What was learned"), disorder: T("治安事项编号", "Public-order event"),
  matter: T("事项", "Matter"), fields: T("通报内容", "What is told"), appeal: T("复核编号", "Review"), askedBy: T("申请人", "Asked by"), reviewer: T("独立复核岗位", "Independent reviewer"),
  report: T("举报编号", "Report"), concern: T("事由", "Concern"), sealed: T("封存编号", "Sealed under"), desk: T("核查岗位", "Desk"),
};

export const peopleChoices: Readonly<Record<string, Text>> = {
  yes: T("满意", "Yes"), partly: T("部分满意", "Partly"), no: T("不满意", "No"),
  heat: T("供暖", "Heat"), gas: T("燃气", "Gas"), water: T("水", "Water"), power: T("电", "Power"), roads: T("道路", "Roads"), waste: T("垃圾", "Waste"), network: T("网络", "Network"),
  "living-alone": T("独居", "Living alone"), aged: T("高龄", "Aged"), widowed: T("丧偶", "Widowed"), orphaned: T("孤儿", "Orphaned"), disabled: T("残疾", "Disabled"),
  pregnant: T("孕产妇", "Pregnant"), infant: T("婴幼儿", "Infant"), "chronic-illness": T("慢性病", "Chronic illness"), dialysis: T("透析", "Dialysis"), "no-smartphone": T("不用智能手机", "No smartphone"),
  hotline: T("热线", "Hotline"), web: T("网页", "Web form"), message: T("短信或聊天", "Message"), "in-person": T("当面", "In person"), "building-head": T("楼栋长", "Building head"),
  "care-call": T("关爱电话", "Care call"), paper: T("书面", "On paper"), food: T("食品", "Food"), medicine: T("药品", "Medicine"), hygiene: T("卫生用品", "Hygiene"), fuel: T("燃料", "Fuel"), other: T("其他", "Other"),
  basic: T("基本生活品", "Basic goods"), living: T("生活物资", "Daily goods"), production: T("生产物资", "Goods for production"), control: T("防控物资", "Control supplies"),
  supplies: T("物资", "Supplies"), medical: T("就医", "Medical"), measure: T("隔离措施", "Measure"), release: T("解除", "Release"), testing: T("检测", "Testing"), service: T("民生服务", "Service"),
  "pick-up": T("领取物品", "Fetching goods"), resident: T("居民本人", "The resident"), "second-check": T("第二方核查", "A second check"),
  solved: T("已解决", "Solved"), "not-solved": T("未解决", "Not solved"), "not-reached": T("未接通", "Not reached"),
  quarrel: T("纠纷", "Quarrel"), theft: T("盗窃", "Theft"), fraud: T("诈骗", "Fraud"), price: T("价格", "Price"), "blocked-road": T("道路受阻", "Blocked road"), gathering: T("聚集", "Gathering"),
  matter: T("事项", "Matter"), where: T("地点", "Where"), at: T("时间", "When"), self: T("本人", "The person"), proxy: T("代理人", "Somebody for them"),
  review: T("复核", "Review"), appeal: T("申诉", "Appeal"), upheld: T("维持", "Upheld"), changed: T("变更", "Changed"), ended: T("解除", "Ended"),
  "false-record": T("虚假记录", "False record"), "unsafe-site": T("场所不安全", "Unsafe place"), "missed-care": T("保障缺失", "Missed care"), retaliation: T("打击报复", "Retaliation"),
  "misuse-of-goods": T("挪用物资", "Misuse of goods"), "borne-out": T("属实", "Borne out"), "not-borne-out": T("不属实", "Not borne out"), "passed-on": T("移送", "Passed on"),
};
