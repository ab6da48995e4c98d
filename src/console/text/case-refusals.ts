/** 流调溯源各种“未办理”的中文说法。 The Chinese sentences of what the rooms of the cases loop refuse, by code. */
interface Sentence {
  readonly message: string;
  /** What to do instead. */
  readonly fix?: string;
}

const S = (message: string, fix?: string): Sentence => (fix === undefined ? { message } : { message, fix });

export const caseRefusals: Readonly<Record<string, Sentence>> = {
  "unknown-case": S("没有报告过这个病例。", "请核对编号，或先报告。"),
  "unknown-gathering": S("没有这个暴露事件。", "请写在去过的地方里，或先登记。"),
  "nobody-to-trace": S("没有名单，或在场的人都已判定。", "请登记在场人员。"),
  "no-evidence-named": S("没有引用证据。", "请写明证据，或降低确定程度。"),
  "support-not-proof": S("基因组相近只是支持，单凭它不能证明。", "请同时引用其他类型的证据，或降低确定程度。"),
  "evidence-exists": S("这个证据编号已经有了。", "请换一个编号；证据只增不改。"),
  "not-a-genome": S("只有基因组证据才有谱系和差异。", "请选基因组类型，或去掉这两项。"),
  "not-the-keeper": S("证据在{{org}}手上。", "请由保管单位移交。"),
  "not-addressed-to-you": S("证据没有移交给{{org}}。", "请联系保管单位。"),
  "link-to-itself": S("两端是同一个。", "请填写另一端。"),
  "revision-without-reason": S("这一结论先前作出过。", "请说明修订理由；旧结论保留。"),
  "pull-exists": S("这个调取编号已经有了。", "请换一个编号。"),
  "not-in-the-team": S("您的岗位不在这个专班。", "请由成员办理，或重新组建专班。"),
  "purpose-not-given": S("该岗位不得为此目的调取数据。", "可用于：{{purposes}}。"),
  "field-never-needed": S("防疫不需要“{{field}}”。", "请去掉该项。"),
  "delete-in-past": S("删除期限已过。", "请填写将来的日期。"),
  "deleted-already": S("数据已删除。", "无须办理。"),
  "unknown-tracing-team": S("没有这个专班。", "请先组建。"),
  "unknown-evidence-item": S("没有登记过这项证据。", "请核对编号，或先登记。"),
  "unknown-data-pull": S("没有这次调取。", "请核对编号。"),
};
