/** Field names and fixed choices of investigating cases: interviews, tracing, evidence, data pulls. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const caseFields: Readonly<Record<string, Text>> = {
  contactOf: T("其密接为", "Contact of this contact"), visits: T("去过的地方", "Places visited"), allContactsListed: T("密接已列清", "All contacts are listed"), tracingTeam: T("流调溯源专班", "Tracing team"), purposes: T("可调数据的目的", "May ask data for"),
  evidenceItem: T("证据编号", "Evidence"), cases: T("涉及病例", "Cases"), reference: T("样本或文献编号", "Reference"), lineage: T("谱系", "Lineage"), distances: T("与其他病例的差异（每行“病例: 数值”）", "Differences to other cases, one “case: number” a line"),
  caseLink: T("传播关系编号", "Link"), infector: T("传出（如 case:C1、lot:L7）", "From, such as case:C1 or lot:L7"), infectee: T("传入", "To"), certainty: T("把握程度", "Certainty"), conclusion: T("结论编号", "Conclusion"), question: T("问题", "Question"),
  grade: T("确定程度", "Grade"), statedBy: T("作出者", "Stated by"), dataPull: T("调取编号", "Data pull"), useFor: T("用于", "Used for"), deleteBy: T("删除期限", "Delete by"),
};

export const caseChoices: Readonly<Record<string, Text>> = {
  national: T("国家", "National"), provincial: T("省", "Provincial"), county: T("县", "County"), police: T("公安", "Police"), epidemiological: T("流行病学", "Epidemiological"), genomic: T("基因组", "Genomic"), serological: T("血清学", "Serological"),
  environmental: T("环境", "Environmental"), product: T("物品", "Product"), possible: T("可能", "Possible"), probable: T("很可能", "Probable"), source: T("源头", "Source"), "new-introduction": T("新的输入", "New introduction"), route: T("传播途径", "Route"),
  hypothesis: T("假设", "Hypothesis"), preliminary: T("初步", "Preliminary"), final: T("最终", "Final"), "trace-contacts": T("排查密接", "Tracing contacts"), "trace-movement": T("排查行程", "Tracing movements"),
  "verify-identity": T("核实身份", "Checking identity"), "find-person": T("找到本人", "Finding a person"), "trace-source": T("溯源", "Tracing the source"),
};
