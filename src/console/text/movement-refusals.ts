/** 人员流动各类“未办理”的中文说法。 The Chinese sentences of what movement refuses, by their stable code. */
interface Sentence {
  readonly message: string;
  readonly fix?: string;
}

const S = (message: string, fix?: string): Sentence => (fix === undefined ? { message } : { message, fix });

export const movementRefusals: Readonly<Record<string, Sentence>> = {
  "unknown-risk-level": S("现行规则没有这个风险等级。", "请选规则中的等级。"), "no-such-period": S("这个地点没有自该日起的等级。", "请填登记时的首日。"), "row-twice": S("名单中有重复。", "请合并为一行。"),
  "measure-not-named": S("未写明决定了哪项措施。", "请先按要件作出决定，再在此填写编号。"), "reason-missing": S("不采取措施须说明理由。", "请写明理由。"),
  "strategy-incomplete": S("缺少{{field}}，不能要求凭许可离开。", "请补全；已经发生的可作为报告登记。"), "strategy-too-long": S("一次决定限制离开最长{{days}}天。", "请缩短时间；需要时另作有理由的决定。"), "strategy-ended": S("这项策略已经结束。", "无须办理。"),
  "notice-without-end": S("请人不要出行的通告须有截止时间。", "请写明到何时；可再次发布。"),
  "permit-exists": S("这个许可编号已经用过。", "请换一个编号。"), "unknown-purpose": S("现行规则没有这个事由。", "请选规则中的事由。"), "permit-not-needed": S("当时离开{{org}}不需许可。", "请告知本人：可以离开。"), "permit-decided": S("这项许可已有结果。", "请重新申请，或申请复核。"),
  "area-not-named": S("未写明在哪个管控区域内。", "请填写本人所在的管控区域。"), "permit-too-long": S("一次许可最长{{days}}天。", "请缩短时间；到期可再申请。"), "permit-not-granted": S("这项许可没有生效。", "无须撤销。"), "decider-unnamed": S("不予通行须有决定人的签名代号。", "请先填写本人代号，再作决定。"), "nothing-to-review": S("这项许可没有可复核的决定。", "不予或撤销可申请复核；久拖不决可向上一级反映。"),
  "token-unreadable": S("这不是许可码。", "请重新扫描，或输入纸质许可的编号和校验码。"), "permit-not-on-list": S("这个卡口的名单上没有该许可。", "请致电审批岗位；其间由在岗人员决定，急救放行。"),
  "exit-without-permit": S("这次离开没有有效许可：{{doubt}}。", "请核查；登记保留。"), "turned-back-without-rule": S("当时没有要求许可的规定。", "请放行，并告知被劝返的人。"), "passage-recorded": S("这次通行已经登记。", "无须办理。"),
  "list-exists": S("这个名单编号已经用过。", "请换一个编号。"), "to-oneself": S("不能交给自己。", "请填写接收单位。"), "not-on-list": S("{{person}}不在这份名单上。", "请填名单上的人。"), "not-the-destination": S("这份名单由{{org}}签收。", "请目的地签收；纸质回执在核实时录入。"), "found-and-not": S("同一人既查到又查无。", "每人只填一处。"), "nobody-named": S("没有填写任何人。", "请写明每个人的下落。"),
  "unknown-check-item": S("清单上没有这一项。", "请按清单填写。"), "inbound-already": S("此人现由{{org}}负责。", "请先结束那次闭环，或换一个代号。"), "loop-ended": S("此人的闭环管理已经结束。", "无须办理。"), "not-in-your-charge": S("此人现由{{org}}负责。", "请由负责单位办理。"), "stage-backwards": S("闭环不能退回上一环节。", "请选后面的环节，或结束本次闭环。"),
  "already-in-charge": S("本单位已在负责。", "无须办理。"), "stay-without-end": S("停留须有计划的截止时间。", "请按决定填写到何时。"), "not-handed-over": S("此人没有交给本单位的记录。", "请负责单位先交出。"), "loop-not-through": S("此人还在“{{stage}}”环节。", "请先交给居住社区。"),
  "slot-booked": S("时段{{slot}}已编入批次。", "请先移走这些批次。"), "batch-exists": S("这个批次已经有了。", "请换一个名称。"), "batch-over": S("这个批次已离开或取消。", "无须办理。"), "more-gone-than-booked": S("离开人数多于编入人数。", "请核对；实际情况保留在案。"), "left-untested": S("有人未检测就离开。", "请随名单告知目的地。"),
  "phone-only": S("没有手机的人无法进入。", "请增加卡片、纸质或口头登记。"), "check-ins-deleted": S("这批登记已经删除。", "请询问当时在场的人。"), "purpose-not-tracing": S("来访登记只用于流调，没有这个病例。", "请填写正在流调的病例。"),
};
