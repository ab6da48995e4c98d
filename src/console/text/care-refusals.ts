/** 医疗救治各种“未办理”的中文说法。 The Chinese sentences of what the care loop refuses, by code. */
interface Sentence {
  readonly message: string;
  /** What to do instead. */
  readonly fix?: string;
}

const S = (message: string, fix?: string): Sentence => (fix === undefined ? { message } : { message, fix });

export const careRefusals: Readonly<Record<string, Sentence>> = {
  "already-in-care": S("此人已在院救治。", "请办理转院，或核对代号。"),
  "patient-died": S("该患者已登记死亡。", "请核对代号。"),
  "no-plan-yet": S("还没有治疗方案可研判。", "请先制定方案。"),
  "not-in-care": S("此人不在院。", "请先收治，或核对代号。"),
  "criteria-not-met": S("尚未达到出院标准，缺：{{lacking}}。", "请先对照出院标准检查。"),
  "rehabilitation-not-named": S("现行方案要求出院后转康复医院。", "请填写接收的康复医院。"),
  "already-there": S("患者就在该机构。", "请填写另一家机构。"),
  "not-under-observation": S("此人不在出院后观察期。", "无须办理。"),
  "nothing-due": S("目前没有应采取的办法（{{status}}）。", "请打开查看；先前不同意的可改为同意。"),
  "course-exists": S("此人已有一项预防。", "请打开它，在那里更正暴露时间。"),
  "given-already": S("已经实施。", "无须办理。"),
  "contraindication-not-named": S("没有写明禁忌。", "请填写原因，如妊娠。"),
  "not-too-late": S("“{{option}}”的时限还没有过。", "请实施，或说明其他原因。"),
  "no-consent": S("没有登记本人或监护人同意。", "请先征询并登记。"),
  "too-late-for-it": S("“{{option}}”的时限已过。", "请改用规则中的下一种办法。"),
  "lot-not-named": S("没有写明用的是哪一批。", "请填写批次；没有登记的先登记。"),
  "not-in-doubt": S("这一项没有存疑。", "无须复核。"),
  "lot-held": S("该批次温度超限，已停用。", "在有权者作出决定前请用其他批次。"),
  "lot-discarded": S("该批次已报废。", "请用其他批次。"),
  "lot-expired": S("该批次已过或可能已过有效期。", "请用其他批次。"),
  "no-doses-left": S("该批次已用完。", "请用其他批次或重新盘点；没有药苗的请标为受阻。"),
  "lot-for-something-else": S("该批次用作“{{is}}”，应使用“{{due}}”。", "请用对应的批次，或改用其他办法。"),
  "range-upside-down": S("最低温度高于最高温度。", "请对调。"),
  "lot-exists": S("这个批次号已登记在别处。", "请另编批次号。"),
  "lot-not-held": S("该批次没有停用。", "无须决定。"),
  "own-lot": S("保管单位不能自行决定存疑批次。", "请由上一级决定。"),
  "kept-from-care": S("{{org}}阻断了就医。", "请立即放行，手续后补。"),
  "gone-to-care": S("此人正在就医途中或在医院。", "无须登记擅离；由医院签收。"),
  "day-to-come": S("{{day}}还没有到。", "请报告已经开始的日期。"),
  "illness-exists": S("这个编号已经有了。", "请打开它，或换一个编号。"),
  "own-staff": S("本单位不能自行判定本单位人员的感染来源。", "请由上级感染控制人员判定。"),
  "unknown-patient": S("没有这名患者。", "请核对代号，或先收治。"),
  "unknown-follow-up": S("没有安排这次随访。", "请核对代号和天数。"),
  "unknown-course": S("没有这项预防或治疗。", "请核对编号，或先开启。"),
  "unknown-medicine-lot": S("没有登记过这个批次。", "请核对批次号，或先入库。"),
  "unknown-chronic-care": S("没有登记过这项定期治疗。", "请核对编号，或先登记。"),
  "unknown-hospital": S("没有指定过这家医疗机构。", "请先指定。"),
  "unknown-staff-illness": S("没有登记过这项。", "请核对编号，或先报告。"),
};
