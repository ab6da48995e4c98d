/** Commands of the risk profile → events or a refusal: risks named by category, controls against them with an owner. */
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, knownOrg, placeOf, PostShape, WhenShape, Words } from "../../../engine/define.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { applies, list } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import { CATEGORIES } from "./events.ts";
import { controlRef, riskRef, type ControlView, type RiskView } from "./views.ts";

export const commands: readonly CommandDef[] = [
  command("risk.name", zhEn("列明城市风险", "Name a risk of the profile"), {
    risk: Id, org: Id, category: Type.Union(CATEGORIES.map((category) => Type.Literal(category))), what: Words,
  }, ({ state, data, occurred }) => {
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    if (state.thing(riskRef(data.risk)) !== undefined) return refuse("risk-exists", `Risk ${data.risk} is named already.`, { where: "data.risk", fix: "Put a control against it." });
    return [
      event("risk.named", occurred, [riskRef(data.risk)], { ...data, place: placeOf(state, data.org) }, "city"),
      event("risk.uncovered", occurred, [riskRef(data.risk)], { risk: data.risk, org: data.org }),
    ];
  }),
  command("control.start", zhEn("实施防控措施", "Begin a control"), {
    control: Id, risks: Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true }), what: Words, owner: PostShape,
    set: Type.Optional(Id), frequency: Type.Optional(Words), until: Type.Optional(WhenShape),
  }, ({ state, data, occurred, context }) => {
    const missing = knownOrg(state, data.owner.org, "data.owner.org");
    if (missing !== null) return missing;
    if ((state.thing(controlRef(data.control))?.state as ControlView | undefined)?.status === "in-force") return refuse("control-exists", `Control ${data.control} is running already.`, { where: "data.control", fix: "End it first, or use another name." });
    for (const [index, name] of data.risks.entries()) {
      const risk = known<RiskView>(state, riskRef(name), `data.risks[${index}]`);
      if (isRefusal(risk)) return risk;
      const clause = `profile.${risk.category}`;
      if (data.set !== undefined && !(applies(context.pack, clause) && list(context.pack, clause).includes(data.set))) {
        return refuse("set-not-called-for", `The rules name no control set ${data.set} for ${risk.category}.`, { where: "data.set", fix: "Name one of the pack, or leave it out." });
      }
    }
    return [event("control.started", occurred, [controlRef(data.control), ...data.risks.map(riskRef)], { ...data, place: placeOf(state, data.owner.org) }, "city")];
  }),
  command("control.end", zhEn("停止防控措施", "End a control"), { control: Id, reason: Words }, ({ state, data, occurred }) => {
    const control = known<ControlView>(state, controlRef(data.control), "data.control");
    if (isRefusal(control)) return control;
    if (control.status !== "in-force") return refuse("control-ended", `Control ${data.control} has ended already.`, { where: "data.control", fix: "Nothing is to be ended." });
    const alone = control.risks.map((name) => state.thing(riskRef(name))!.state as RiskView).filter((risk) => risk.controls.every((one) => one === data.control));
    return [
      event("control.ended", occurred, [controlRef(data.control), ...control.risks.map(riskRef)], data, "city"),
      ...alone.map((risk) => event("risk.uncovered", occurred, [riskRef(risk.risk)], { risk: risk.risk, org: risk.org })),
    ];
  }, { on: { kind: "control", field: "control", statuses: ["in-force"] } }),
];
