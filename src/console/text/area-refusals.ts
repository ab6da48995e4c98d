/** 区域、静态管理、阶段与来电的“未办理”说法。 Chinese sentences of refusals around areas, phases and callers, by code. */
export const areaRefusals = {
  "alternatives-missing": { message: "划定等级须说明考虑过哪些替代措施。", fix: "请写明考虑过的较小措施及其为何不适用。" },
  "narrower-would-do": { message: "{{area}}的病例都在{{smaller}}。", fix: "请划定该区域，或说明扩大的理由。" },
  "no-second-signer": { message: "大于规定单元须第二人签署，但没有指定其他签批岗位。", fix: "请在本级或上级再指定一个签批岗位。" },
  "nothing-to-countersign": { message: "没有等待第二人签的划定或静态管理。", fix: "请查看其时间线。" },
  "second-signature-missing": { message: "范围大于规定单元，只有一人签署。", fix: "请先由第二人签署。" },
  "care-calls-open": { message: "生效以来尚无人联系：{{households}}。", fix: "请逐户电话联系或上门，并登记在住户名下。" },
  "nobody-tested": { message: "参加者中还没有人有检测结果。", fix: "请写明已检人员，或写明有其结果的轮次。" },
  "criteria-unmet": { message: "进入该阶段的条件未满足（{{criterion}}）：{{failing}}。", fix: "请先处理所列事项。" },
  "people-still-isolated": { message: "仍有人在隔离（{{criterion}}）：{{failing}}。", fix: "请先逐人落实责任单位、期限或解除。" },
  "phase-entered": { message: "已在这一阶段。", fix: "无须办理。" },
  "not-winding-down": { message: "目前不在收尾阶段。", fix: "无须办理。" },
  "line-of-nobody": { message: "这个号码没有对应任何人。", fix: "请填住户或人员。" },
} as const;
