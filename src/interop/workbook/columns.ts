/**
 * The workbook as data: its sheets, their columns with titles and help in both languages, and an example
 * city. The form is written from this, the reader finds its columns by it, so that the two cannot differ.
 */
import type { Text } from "../../engine/rule.ts";
import { LOOKUPS } from "./words.ts";

export type SheetKey = "orgs" | "posts" | "roster" | "sites" | "rooms" | "vehicles" | "labs";

/** What a cell of the column must hold; `cells.ts` reads each. */
export type CellKind =
  | "id" | "text" | "level" | "site-type" | "yes-no" | "phone" | "email" | "when" | "count" | "duties" | "counts";

export interface BookColumn {
  /** Field of the row, and the title the reader always understands. */
  readonly key: string;
  readonly title: Text;
  readonly help: Text;
  readonly kind: CellKind;
  readonly required?: true;
  /** The sheet and column whose ids it names: offered as a list in the form. */
  readonly names?: { readonly sheet: SheetKey; readonly column: string };
  readonly width?: number;
}

export interface BookSheet {
  readonly key: SheetKey;
  readonly title: Text;
  readonly columns: readonly BookColumn[];
  /** Rows of the example city, by column key. */
  readonly examples: readonly Readonly<Record<string, string | number>>[];
}

const ORG = { sheet: "orgs", column: "id" } as const;
const text = (zh: string, en: string): Text => ({ zh, en });

const org = (help: Text): BookColumn => ({
  key: "org", title: text("机构编号", "Organisation"), help, kind: "id", required: true, names: ORG,
});

const orgs: BookSheet = {
  key: "orgs",
  title: text("机构", "Organisations"),
  columns: [
    { key: "id", title: text("编号", "Id"), kind: "id", required: true, help: text("自定的短编号，不含空格，以后不再改动", "A short id of your own, no spaces; never change it later") },
    { key: "nameZh", title: text("中文名称", "Name in Chinese"), kind: "text", width: 24, help: text("两种名称至少填一种", "Give at least one of the two names") },
    { key: "nameEn", title: text("英文名称", "Name in English"), kind: "text", width: 24, help: text("可不填", "May stay empty") },
    { key: "level", title: text("层级", "Level"), kind: "level", required: true, help: text(`从列表中选择：${LOOKUPS.level.map((each) => each.zh).join("、")}`, `Choose from the list: ${LOOKUPS.level.map((each) => each.en).join(", ")}`) },
    { key: "parent", title: text("上级机构", "Parent"), kind: "id", names: ORG, help: text("上一级机构的编号；最高一级留空", "Id of the organisation above; empty for the top one") },
  ],
  examples: [
    { id: "city", nameZh: "临江市疫情防控指挥部", nameEn: "Linjiang City headquarters", level: "市", parent: "" },
    { id: "east", nameZh: "东城区指挥部", nameEn: "East District headquarters", level: "区", parent: "city" },
    { id: "east-river", nameZh: "江边街道", nameEn: "Riverside sub-district", level: "街道", parent: "east" },
    { id: "river-1", nameZh: "江边一社区", nameEn: "Riverside community 1", level: "社区", parent: "east-river" },
  ],
};

const posts: BookSheet = {
  key: "posts",
  title: text("岗位", "Posts"),
  columns: [
    org(text("岗位所在机构的编号", "Id of the organisation the post belongs to")),
    { key: "role", title: text("岗位编号", "Role"), kind: "id", required: true, help: text("如 duty_officer；同一机构内不重复", "Such as duty_officer; once in each organisation") },
    { key: "titleZh", title: text("岗位名称（中文）", "Title in Chinese"), kind: "text", width: 20, help: text("两种名称至少填一种", "Give at least one of the two titles") },
    { key: "titleEn", title: text("岗位名称（英文）", "Title in English"), kind: "text", width: 20, help: text("可不填", "May stay empty") },
    { key: "who", title: text("在岗人员代号", "Held by"), kind: "id", help: text("工号或代号，不写姓名", "A staff number or sign, never a name") },
    { key: "phone", title: text("值班电话", "Phone"), kind: "phone", width: 18, help: text("夜间能接通的公务电话", "A duty phone that is answered at night") },
    { key: "email", title: text("电子邮箱", "E-mail"), kind: "email", width: 22, help: text("公务邮箱，可不填", "Office address; may stay empty") },
    { key: "deputy", title: text("替补岗位", "Deputy"), kind: "id", help: text("同一机构中替补岗位的编号", "Role, in the same organisation, that stands in") },
    { key: "duties", title: text("负责的职责", "Answers for"), kind: "duties", width: 36, help: text("职责种类，用逗号分隔；全部写 *", "Kinds of duty, separated by commas; * means all") },
  ],
  examples: [
    { org: "city", role: "duty_officer", titleZh: "市指挥部值班长", titleEn: "City duty officer", who: "C001", phone: "+86 451 5550 0001", email: "duty@city.example", deputy: "deputy_officer", duties: "*" },
    { org: "city", role: "deputy_officer", titleZh: "市指挥部副值班长", titleEn: "City deputy duty officer", who: "C002", phone: "+86 451 5550 0002", email: "deputy@city.example", deputy: "duty_officer", duties: "" },
    { org: "east", role: "duty_officer", titleZh: "区指挥部值班长", titleEn: "District duty officer", who: "E001", phone: "+86 451 5550 0101", email: "duty@east.example", deputy: "deputy_officer", duties: "*" },
    { org: "east", role: "deputy_officer", titleZh: "区指挥部副值班长", titleEn: "District deputy duty officer", who: "E002", phone: "+86 451 5550 0102", email: "", deputy: "duty_officer", duties: "" },
    { org: "east-river", role: "office", titleZh: "街道办", titleEn: "Sub-district office", who: "R001", phone: "+86 451 5550 0201", email: "", deputy: "director", duties: "*" },
    { org: "east-river", role: "director", titleZh: "街道主任", titleEn: "Sub-district director", who: "R002", phone: "+86 451 5550 0202", email: "", deputy: "office", duties: "" },
    { org: "river-1", role: "secretary", titleZh: "社区书记", titleEn: "Community secretary", who: "K001", phone: "+86 451 5550 0301", email: "", deputy: "", duties: "*" },
  ],
};

const roster: BookSheet = {
  key: "roster",
  title: text("值班表", "Roster"),
  columns: [
    org(text("机构编号", "Id of the organisation")),
    { key: "role", title: text("岗位编号", "Role"), kind: "id", required: true, help: text("“岗位”表中已有的岗位", "A role of the Posts sheet") },
    { key: "from", title: text("开始", "From"), kind: "when", required: true, width: 18, help: text("本地时间，如 2026-11-21 20:00", "Local time, such as 2026-11-21 20:00") },
    { key: "to", title: text("结束", "To"), kind: "when", required: true, width: 18, help: text("本地时间，晚于开始", "Local time, after the start") },
    { key: "who", title: text("值班人代号", "On watch"), kind: "id", required: true, help: text("工号或代号，不写姓名", "A staff number or sign, never a name") },
    { key: "phone", title: text("当班电话", "Phone"), kind: "phone", width: 18, help: text("不填则用岗位电话", "Empty: the post's own phone is rung") },
    { key: "email", title: text("电子邮箱", "E-mail"), kind: "email", width: 22, help: text("可不填", "May stay empty") },
  ],
  examples: [
    { org: "city", role: "duty_officer", from: "2026-11-21 08:00", to: "2026-11-21 20:00", who: "C001", phone: "", email: "" },
    { org: "city", role: "duty_officer", from: "2026-11-21 20:00", to: "2026-11-22 08:00", who: "C009", phone: "+86 451 5550 0009", email: "" },
  ],
};

const filled = (key: string, zh: string, en: string): BookColumn => ({
  key, title: text(`${zh}岗由谁担任`, `${en} post filled by`), kind: "id", help: text("工号或代号；空缺则留空", "Staff number or sign; empty when unfilled"),
});

const sites: BookSheet = {
  key: "sites",
  title: text("隔离点等场所", "Sites"),
  columns: [
    { key: "id", title: text("编号", "Id"), kind: "id", required: true, help: text("自定的短编号", "A short id of your own") },
    { key: "name", title: text("名称", "Name"), kind: "text", required: true, width: 24, help: text("人们怎么称呼它", "What people call it") },
    org(text("管理并配备人员的机构编号", "Id of the organisation that runs and staffs it")),
    { key: "group", title: text("片组", "Group"), kind: "id", names: ORG, help: text("统一调度本片组场所的机构编号；不填即管理机构", "Id of the organisation that coordinates sites like it; empty: the one that runs it") },
    { key: "type", title: text("类型", "Type"), kind: "site-type", required: true, help: text("从列表中选择", "Choose from the list") },
    { key: "certified", title: text("布局已验收", "Layout checked"), kind: "yes-no", help: text("是或否；未验收不得开放", "Yes or no; it cannot open before") },
    filled("manager", "负责人", "Manager"),
    filled("medical", "医疗", "Medical"),
    filled("security", "安保", "Security"),
    filled("cleaning", "保洁", "Cleaning"),
  ],
  examples: [
    { id: "hotel-1", name: "江边宾馆", org: "east", group: "", type: "隔离点", certified: "是", manager: "H001", medical: "H002", security: "H003", cleaning: "H004" },
  ],
};

const rooms: BookSheet = {
  key: "rooms",
  title: text("房间", "Rooms"),
  columns: [
    { key: "site", title: text("场所编号", "Site"), kind: "id", required: true, names: { sheet: "sites", column: "id" }, help: text("“场所”表中的编号", "Id from the Sites sheet") },
    { key: "room", title: text("房号", "Room"), kind: "id", required: true, help: text("门上的号码", "The number on the door") },
    { key: "capacity", title: text("可住人数", "Capacity"), kind: "count", required: true, help: text("整数，通常为 1", "A whole number, usually 1") },
    { key: "barrierFree", title: text("无障碍", "Barrier-free"), kind: "yes-no", help: text("是或否", "Yes or no") },
  ],
  examples: [
    { site: "hotel-1", room: "301", capacity: 1, barrierFree: "否" },
    { site: "hotel-1", room: "302", capacity: 2, barrierFree: "是" },
  ],
};

const vehicles: BookSheet = {
  key: "vehicles",
  title: text("车辆", "Vehicles"),
  columns: [
    { key: "id", title: text("编号", "Id"), kind: "id", required: true, help: text("车牌或自编号", "Plate or number of your own") },
    org(text("调度机构的编号", "Id of the organisation that sends it")),
    { key: "seats", title: text("可载人数", "Seats"), kind: "count", required: true, help: text("除司机外", "Besides the driver") },
    { key: "kind", title: text("车型", "Kind"), kind: "text", help: text("如负压救护车、中巴", "Such as ambulance or minibus") },
  ],
  examples: [{ id: "bus-7", org: "east", seats: 8, kind: "中巴 minibus" }],
};

const labs: BookSheet = {
  key: "labs",
  title: text("检测实验室", "Laboratories"),
  columns: [
    { key: "id", title: text("编号", "Id"), kind: "id", required: true, help: text("自定的短编号", "A short id of your own") },
    { key: "name", title: text("名称", "Name"), kind: "text", width: 24, help: text("可不填", "May stay empty") },
    org(text("所属机构的编号", "Id of the organisation it belongs to")),
    { key: "tubesPerDay", title: text("每日可检管数", "Tubes per day"), kind: "count", required: true, help: text("满负荷时", "At full load") },
    { key: "poolSizes", title: text("混检比例", "Pool sizes"), kind: "counts", help: text("如 1, 10, 20", "Such as 1, 10, 20") },
    { key: "hours", title: text("工作时间", "Hours"), kind: "text", help: text("如 00:00-24:00", "Such as 00:00-24:00") },
  ],
  examples: [{ id: "lab-1", name: "市疾控实验室", org: "city", tubesPerDay: 8000, poolSizes: "1, 10, 20", hours: "00:00-24:00" }],
};

/** In the order they are filled in and loaded: nothing names a row of a later sheet. */
export const SHEETS: readonly BookSheet[] = [orgs, posts, roster, sites, rooms, vehicles, labs];

export const sheetOf = (key: SheetKey): BookSheet => SHEETS.find((sheet) => sheet.key === key)!;

/** A row whose first cell begins with this explains the columns and holds no data. */
export const HELP_MARK = "※";
