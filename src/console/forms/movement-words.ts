/** Field names and fixed choices of what is asked about arrivals, permits, exits, lists of leavers, ports, departures, spill-over and check-ins. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const movementFields: Readonly<Record<string, Text>> = {
  origin: T("地点", "Place elsewhere"), until: T("至", "Until"), list: T("名单编号", "List"), lists: T("名单编号", "Lists"), whole: T("有一行不合格就整份不导入", "One bad row keeps the whole list out"), rows: T("人员", "People"),
  arrived: T("抵达时间", "Arrived"), stays: T("旅居史", "Where they have been"), venue: T("场所", "Place"), ways: T("登记方式", "Ways of checking in"), batch: T("批次", "Batch"), batches: T("离开批次", "Batches they left in"),
  count: T("条数", "Entries"), digest: T("封存校验值", "Digest as sealed"), plan: T("错峰安排", "Plan"), gate: T("卡口", "Exit point"), gates: T("限用卡口（空为不限）", "Only at these exit points (empty: any)"),
  destinationOrg: T("目的地单位", "Organisation at the destination"), destination: T("目的地", "Destination"), carriage: T("交通工具", "Carriage"), gone: T("离开人数", "People gone"), way: T("通道类型", "By"),
  listAsOf: T("核验名单时点", "Its list was true at"), asOf: T("名单时点", "List true at"), device: T("设备", "Device"), passed: T("放行数", "Passed"), turnedBack: T("劝返数", "Turned back"), passage: T("通行编号", "Exit number"), lane: T("通道", "Lane"),
  permit: T("许可编号", "Permit"), checked: T("核验方式", "Checked by"), told: T("已告知的其他办法", "What way out they were told"), emergency: T("是急救", "It is an emergency"), left: T("离开时间", "When they left"),
  notFound: T("查无人员", "People not found"), whereabouts: T("下落", "Whereabouts"), uses: T("可用次数（空为不限）", "Uses (empty: as needed)"), ground: T("依据", "Ground"), clause: T("条款", "Clause"), instead: T("其他办法", "What the person can do instead"),
  purpose: T("事由", "Purpose"), scope: T("类别", "For"), need: T("具体需要", "What is needed"), port: T("口岸", "Point of entry"), inPlace: T("已落实的项目", "What is in place"), cameFrom: T("来自", "Came from"), stage: T("环节", "Link"),
  spillover: T("外溢病例编号", "Case elsewhere"), link: T("与本地的关联", "Link"), diagnosed: T("确诊时间", "Diagnosed"), leadsTo: T("追溯到", "Leads back to"), together: T("同行人员", "Who left together"), strategy: T("策略", "Strategy"),
};

export const movementChoices: Readonly<Record<string, Text>> = {
  tests: T("按要求检测", "Tests"), monitoring: T("健康监测", "Monitoring"), "no-measure": T("无须措施", "No measure"), road: T("公路", "Road"), railway: T("铁路", "Railway"), airport: T("机场", "Airport"), harbour: T("港口", "Harbour"),
  permit: T("凭许可", "With a permit"), free: T("不需许可", "No permit needed"), freight: T("货运", "Freight"), emergency: T("急救", "Emergencies"), token: T("扫码", "Scanned"), eye: T("目视", "By eye"), paper: T("纸质", "Paper"),
  leave: T("离开本地", "Leave"), pass: T("区域内通行", "Move about within"), "under-measure": T("处于管控期", "Under a measure"), contact: T("接触者", "Contact"), "closed-area": T("所在区域管控", "Closed area"), "test-missing": T("缺检测结果", "Test missing"),
  "need-not-shown": T("未说明必要性", "Need not shown"), transport: T("转运", "Transport"), site: T("隔离点", "Site"), home: T("居家", "Home"), "monitoring-over": T("监测期满", "Monitoring over"), left: T("已离境", "Left the country"), case: T("转为病例", "Became a case"),
  "left-from-here": T("从本地离开", "Left from here"), genome: T("基因同源", "Same genome"), goods: T("物品", "Goods"), unknown: T("不明", "Not known"), linked: T("本地外溢", "Linked"), "not-linked": T("与本地无关", "Not linked"),
  "import-rebound": T("外防输入、内防反弹", "Against import and rebound"), "export-spread": T("外防输出、内防扩散", "Against export and spread"), code: T("扫码", "Code"), card: T("卡片", "Card"), spoken: T("口头", "Spoken"),
};
