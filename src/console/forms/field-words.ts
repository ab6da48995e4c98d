/**
 * The names of command fields and the words of fixed choices, in both languages. One name means one thing
 * wherever a command uses it.
 */
import type { Text } from "../../engine/rule.ts";
import { commandChoices, commandFields } from "./command-words.ts";
import { areaChoices, areaFields } from "./area-words.ts";
import { movementChoices, movementFields } from "./movement-words.ts";
import { careChoices, careFields } from "./care-words.ts";
import { caseChoices, caseFields } from "./case-words.ts";
import { peopleChoices, peopleFields } from "./people-words.ts";
import { siteChoices, siteFields } from "./site-words.ts";
import { quarantineChoices, quarantineFields } from "./quarantine-words.ts";
import { testingChoices, testingFields } from "./testing-words.ts";
import { transferChoices, transferFields } from "./transfer-words.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const fieldWords: Readonly<Record<string, Text>> = {
  ...movementFields,
  ...quarantineFields,
  ...peopleFields,
  ...areaFields,
  ...transferFields,
  ...testingFields,
  ...careFields,
  ...caseFields,
  ...siteFields,
  ...commandFields,
  duty: T("任务编号", "Duty"), to: T("移交给", "To"), org: T("单位", "Organisation"), role: T("岗位", "Role"), note: T("说明", "Note"), reason: T("理由", "Reason"),
  missing: T("缺什么", "What is missing"), evidence: T("凭证编号", "Evidence"), decision: T("决定文号", "Number of the decision"), name: T("名称", "Name"),
  zh: T("中文", "Chinese"), en: T("英文", "English"), level: T("层级", "Level"), parent: T("上级单位", "Organisation above"),
  assumed: T("推定，来源未载明", "Assumed, not stated by a source"), roles: T("岗位", "Roles"), deputy: T("副职岗位", "Deputy role"), number: T("文号", "Number"),
  text: T("内容", "Text"), units: T("下达单位", "Units"), legalBasis: T("法律依据", "Legal basis"), start: T("开始时间", "Start"), end: T("结束时间", "End"),
  due: T("时限", "Due"), earliest: T("最早", "Earliest"), latest: T("最晚", "Latest"), unit: T("单位", "Unit"), proof: T("落实凭证", "Proof"),
  outbreak: T("疫情编号", "Outbreak"), workline: T("工作条线", "Work line"), what: T("提供的资源", "What is provided"), statement: T("通报编号", "Statement"),
  by: T("发布者", "Said by"), about: T("涉及对象", "About"), figures: T("数据（每行“名称: 数值”）", "Figures, one “name: number” a line"),
  enforcement: T("执法编号", "Enforcement"), persons: T("人员", "Persons"), title: T("岗位名称", "Title"), who: T("值守人代号", "Who, by staff number"),
  phone: T("值班电话", "Duty phone"), email: T("邮箱", "E-mail"), shifts: T("班次", "Shifts"), from: T("自", "From"), lab: T("实验室", "Laboratory"),
  tubesPerDay: T("每日可检管数", "Tubes per day"), poolSizes: T("混检人数", "Pool sizes"), hours: T("工作时间", "Working hours"), call: T("告警呼叫", "Alarm call"),
  how: T("方式", "How"), ring: T("第几次呼叫", "Which ring"), gathering: T("聚集活动", "Gathering"), place: T("地点", "Place"), case: T("病例", "Case"),
  class: T("类别", "Class"), onset: T("发病时间", "Onset"), contact: T("密接", "Contact"), home: T("居住地单位", "Unit of residence"),
  exposure: T("暴露事件", "Exposure event"), firstExposure: T("首次暴露时间", "First exposure"), lastExposure: T("末次暴露时间", "Last exposure"), contacts: T("密接名单", "Contacts"), needs: T("生活需求", "Needs"),
  vehicle: T("车辆", "Vehicle"), seats: T("座位数", "Seats"), kind: T("类型", "Kind"), team: T("接收队伍", "Team"), people: T("人数", "People"),
  trip: T("车次", "Trip"), site: T("隔离点", "Site"), rooms: T("房间（每行“密接: 房间”）", "Rooms, one “contact: room” a line"), departAt: T("出发时间", "Departs at"),
  arriveBy: T("应到时间", "Arrives by"), day: T("日期（年-月-日）", "Day (year-month-day)"), toPlace: T("应转运数", "To place"), placed: T("已转运数", "Placed"),
  explained: T("差额说明", "What explains the rest"), runBy: T("管理单位", "Run by"), group: T("所属专班", "Group"), type: T("类型", "Type"),
  wastePlanned: T("已安排垃圾清运", "Waste collection planned"), posts: T("岗位人员", "Posts filled by"), manager: T("负责人", "Manager"),
  medical: T("医务", "Medical"), security: T("安保", "Security"), cleaning: T("保洁消毒", "Cleaning"), layoutCertified: T("布局已验收", "Layout certified"),
  room: T("房间", "Room"), capacity: T("可住人数", "Capacity"), barrierFree: T("无障碍", "Barrier-free"), zones: T("分区数", "Zones"),
  passages: T("通道数", "Passages"), roster: T("应在人数", "On the roster"), present: T("实在人数", "Present"), kilograms: T("重量（千克）", "Kilograms"),
  found: T("发现情况", "What was found"), measure: T("隔离措施", "Measure"), alternatives: T("考虑过的其他办法", "Alternatives considered"),
  review: T("复核时间", "Review"), notice: T("书面通知", "Written notice"), support: T("保障责任人", "Support holder"),
  supportAccepted: T("保障责任人已签收", "Support holder has accepted"), endAssumed: T("结束时间为推定", "End is assumed"),
  roomsReady: T("房间已备好", "Rooms are ready"), results: T("检测结果", "Test results"), belongings: T("物品处理", "Belongings"),
  handedTo: T("交接给", "Handed to"), otherThan: T("除外", "Other than"), person: T("人员", "Person"), why: T("原因", "Why"),
};

export const choiceWords: Readonly<Record<string, Text>> = {
  ...movementChoices,
  ...quarantineChoices,
  ...peopleChoices,
  ...areaChoices,
  ...transferChoices,
  ...testingChoices,
  ...careChoices,
  ...caseChoices,
  ...siteChoices,
  ...commandChoices,
  link: T("链接", "By link"),
  reply: T("回复", "By reply"),
  screen: T("页面", "On screen"),
  confirmed: T("确诊", "Confirmed"),
  asymptomatic: T("无症状", "Asymptomatic"),
  suspected: T("疑似", "Suspected"),
  close: T("密接", "Close contact"),
  secondary: T("次密接", "Secondary contact"),
  general: T("一般接触者", "General contact"),
  negative: T("阴性", "Negative"),
  positive: T("阳性", "Positive"),
};
