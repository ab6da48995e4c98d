/**
 * Names of roles and units that came without any: the role ids of public fact files, and ids built from a level
 * and a letter (`subdistrict-A1`). A name given in the setup always goes before these.
 */
import type { Text } from "../../engine/rule.ts";
import type { Lang } from "./index.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

const ROLES: Readonly<Record<string, Text>> = {
  clock: T("系统时钟", "Clock"),
  command: T("指挥部", "Command"),
  duty_officer: T("值班员", "Duty officer"),
  district_headquarters: T("区指挥部", "District headquarters"),
  district_deputy_commander_head_of_tracing_group: T("区副指挥长、流调组组长", "District deputy commander, head of tracing"),
  district_tracing_group_deputy: T("区流调组副组长", "Deputy head of district tracing"),
  district_A_leadership: T("A区党委政府", "District A leadership"),
  district_health_deputy_and_cdc_deputy: T("区卫健局副局长、疾控中心副主任", "District health deputy and CDC deputy"),
  district_health_bureau_deputy: T("区卫健局副局长", "Deputy head of district health bureau"),
  subdistrict: T("街道", "Sub-district"),
  subdistrict_guarantor: T("街道包保人", "Sub-district guarantor"),
  subdistrict_office: T("街道办事处", "Sub-district office"),
  subdistrict_party_secretary: T("街道党工委书记", "Sub-district party secretary"),
  subdistrict_director: T("街道办主任", "Sub-district director"),
  subdistrict_deputy_vegetable_pack_lead: T("街道副主任、蔬菜包负责人", "Sub-district deputy, lead for vegetable packs"),
  guarantor_leader: T("包保领导", "Guarantor leader"),
  supply_lead: T("物资保障负责人", "Supply lead"),
  community_lead: T("社区负责人", "Community lead"),
  community_party_branch_secretary: T("社区党支部书记", "Community party branch secretary"),
  village_party_branch_secretary: T("村党支部书记", "Village party branch secretary"),
  township_party_secretary: T("乡镇党委书记", "Township party secretary"),
  county_headquarters: T("县指挥部", "County headquarters"),
  county_B_leadership: T("B县党委政府", "County B leadership"),
  county_deputy_commander_head_of_transfer_group: T("县副指挥长、转运组组长", "County deputy commander, head of transfer"),
  county_emergency_bureau_head: T("县应急局局长", "Head of county emergency bureau"),
  county_quarantine_transfer_group: T("县隔离转运组", "County quarantine transfer group"),
  county_level_city_headquarters: T("县级市指挥部", "County-level city headquarters"),
  county_level_city_top_leaders: T("县级市主要领导", "Top leaders of the county-level city"),
  county_level_city_education_bureau: T("县级市教育局", "Education bureau of the county-level city"),
  hotel_guarantor: T("酒店包保人", "Hotel guarantor"),
  quarantine_site_lead: T("隔离点负责人", "Quarantine-site lead"),
  school_head: T("校长", "Head of school"),
  police: T("公安机关", "Police"),
  guest_contact: T("宴请密接者", "Contact at the meal"),
  quarantined_person: T("被隔离人员", "Person in quarantine"),
  public: T("公众", "Public"),
  residents: T("居民", "Residents"),
  unknown_owner: T("责任人不详", "Owner not stated"),
  unknown_decider: T("决定者不详", "Decider not stated"),
  departments: T("有关部门", "Departments"),
  leaders_in_charge: T("分管领导", "Leaders in charge"),
  city_headquarters: T("市指挥部", "City headquarters"),
  city_party_secretary: T("市委书记", "City party secretary"),
  city_leader_in_charge: T("市分管领导", "City leader in charge"),
  city_working_group: T("市工作组", "City working group"),
  city_committee_meeting: T("市委会议", "City committee meeting"),
  city_committee_and_government: T("市委市政府", "City committee and government"),
  city_discipline_and_supervision_bodies: T("市纪检监察机关", "City discipline and supervision bodies"),
  city_information_office: T("市政府新闻办", "City information office"),
  city_information_channel: T("市级信息渠道", "City information channel"),
  city_sector_regulator: T("市行业主管部门", "City sector regulator"),
  provincial_party_secretary: T("省委书记", "Provincial party secretary"),
  national_health_body: T("国家卫生健康机构", "National health body"),
  government_spokesperson: T("政府发言人", "Government spokesperson"),
  seven_units: T("七家单位", "Seven units"),
  risk_area_desk: T("风险区专班", "Risk-area desk"),
  site_working_group: T("现场工作组", "Site working group"),
  source_tracing_task_force: T("溯源专班", "Source-tracing task force"),
  cold_store_task_force: T("冷库专班", "Cold-store task force"),
  cold_store_operator: T("冷库经营者", "Cold-store operator"),
  cold_store_handler: T("冷库搬运工", "Cold-store handler"),
  cold_store_staff: T("冷库员工", "Cold-store staff"),
  food_processor: T("食品加工企业", "Food processor"),
  importer_chain: T("进口链企业", "Importer chain"),
  sampling_clinic: T("采样门诊", "Sampling clinic"),
  disinfection_firm_1: T("消杀公司1", "Disinfection firm 1"),
  disinfection_firm_2: T("消杀公司2", "Disinfection firm 2"),
  other_testing_companies: T("其他检测公司", "Other testing companies"),
};

export function roleName(role: string, lang: Lang): string | undefined {
  return ROLES[role]?.[lang];
}

/** Level words in the order in which a longer one must be tried before a shorter. */
const LEVELS: readonly (readonly [string, Text])[] = [
  ["county-level-city", T("县级市", "County-level city")], ["subdistrict", T("街道", "Sub-district")], ["district", T("区", "District")], ["community", T("社区", "Community")],
  ["compound", T("小区", "Compound")], ["township", T("乡镇", "Township")], ["village", T("村", "Village")], ["county", T("县", "County")], ["hotel", T("号酒店", "Hotel")],
  ["school", T("学校", "School")], ["site", T("号隔离点", "Site")],
];
const ALONE: Readonly<Record<string, Text>> = {
  city: T("全市", "City"), province: T("省", "Province"), nation: T("国家", "Nation"), public: T("公众", "Public"), "cold-store-operator": T("冷库经营者", "Cold-store operator"),
  "first-stop-cold-store": T("首站冷库", "First-stop cold store"), "food-processor": T("食品加工企业", "Food processor"), "sampling-clinic": T("采样门诊", "Sampling clinic"),
  "importer-chain": T("进口链企业", "Importer chain"), "other-testing-companies": T("其他检测公司", "Other testing companies"), "disinfection-firm-1": T("消杀公司1", "Disinfection firm 1"),
  "disinfection-firm-2": T("消杀公司2", "Disinfection firm 2"),
};

/** `subdistrict-A1` → `A1街道`, `Sub-district A1`; undefined for an id that is not of that form. */
export function orgName(id: string, lang: Lang): string | undefined {
  if (ALONE[id] !== undefined) return ALONE[id][lang];
  const level = LEVELS.find(([word]) => id.startsWith(`${word}-`));
  if (level === undefined) return undefined;
  const rest = id.slice(level[0].length + 1);
  return lang === "zh" ? `${rest}${level[1].zh}` : `${level[1].en} ${rest}`;
}

const LEVEL_WORDS: Readonly<Record<string, Text>> = {
  nation: T("国家级", "Nation"), province: T("省级", "Province"), city: T("市级", "City"), "county-level-city": T("县级市", "County-level city"), county: T("县", "County"), district: T("区", "District"),
  township: T("乡镇", "Township"), subdistrict: T("街道", "Sub-district"), village: T("村", "Village"), community: T("社区", "Community"), compound: T("小区", "Compound"), site: T("隔离点", "Site"),
  firm: T("企业", "Firm"), public: T("公众", "Public"),
};

export function levelWord(level: string, lang: Lang): string {
  return LEVEL_WORDS[level]?.[lang] ?? level;
}

/** A title in both languages, `中文 · English`, in one of them; any other title as it is. */
export function titleIn(title: string, lang: Lang): string {
  const parts = title.split(" · ");
  const chinese = (part: string): boolean => /\p{Script=Han}/u.test(part);
  const mine = parts.filter((part) => chinese(part) === (lang === "zh"));
  return mine.length > 0 && mine.length < parts.length ? mine.join(" · ") : title;
}
