/**
 * Commands of plans → events or a refusal. A plan is adopted with its objectives, each with an owner, a time and a
 * measure of success, and with a word on safety; it is closed by saying of every objective what became of it.
 */
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type, type Static } from "../../../base/schema.ts";
import { command, event, Id, known, knownOrg, PostShape, WhenShape, Words } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef, Objection } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import { adviserRefusal } from "../meetings/decide.ts";
import { briefRef } from "../meetings/views.ts";
import { FORMS } from "./events.ts";
import { objectiveRef, planRef, type ObjectiveView, type PlanView } from "./views.ts";

const Outcome = Type.Object({
  objective: Id, outcome: Type.Union([Type.Literal("met"), Type.Literal("carried"), Type.Literal("dropped")]), reason: Type.Optional(Words), plan: Type.Optional(Id),
}, { additionalProperties: false });
type Outcome = Static<typeof Outcome>;

function draft(state: State, plan: string): PlanView | Refusal {
  const found = known<PlanView>(state, planRef(plan), "data.plan");
  if (isRefusal(found) || found.status === "draft") return found;
  return refuse("plan-not-draft", `Plan ${plan} is adopted already.`, { where: "data.plan", fix: "Write the change into the next period's plan." });
}

const writing: readonly CommandDef[] = [
  command("plan.write", zhEn("起草行动方案", "Write a plan"), {
    plan: Id, form: Type.Union(FORMS.map((form) => Type.Literal(form))), org: Id, owner: PostShape, start: WhenShape, end: WhenShape,
    safety: Type.Optional(Words), brief: Type.Optional(Id), follows: Type.Optional(Id),
  }, ({ state, data, occurred }) => {
    const missing = knownOrg(state, data.org, "data.org") ?? knownOrg(state, data.owner.org, "data.owner.org") ?? adviserRefusal(state, data.owner, "data.owner");
    if (missing !== null) return missing;
    if (state.thing(planRef(data.plan)) !== undefined) return refuse("plan-exists", `Plan ${data.plan} is written already.`, { where: "data.plan", fix: "Use another name." });
    if (data.end.earliest <= data.start.latest) return refuse("plan-ends-first", "The plan ends before it has begun.", { where: "data.end", fix: "Give a later end." });
    for (const [name, where] of [[data.brief && briefRef(data.brief), "data.brief"], [data.follows && planRef(data.follows), "data.follows"]] as const) {
      const found = name === undefined ? undefined : known(state, name, where);
      if (isRefusal(found)) return found;
    }
    return [event("plan.written", occurred, [planRef(data.plan)], data)];
  }, { help: zhEn("一个指挥周期一份；节假日方案到期自动失效。", "One for each operational period; a holiday plan ends by itself.") }),
  command("objective.set", zhEn("确定行动目标", "Set an objective"), { objective: Id, plan: Id, text: Words, measure: Words, owner: PostShape, due: WhenShape }, ({ state, data, occurred }) => {
    const plan = draft(state, data.plan);
    if (isRefusal(plan)) return plan;
    const no = knownOrg(state, data.owner.org, "data.owner.org") ?? adviserRefusal(state, data.owner, "data.owner");
    if (no !== null) return no;
    if (state.thing(objectiveRef(data.objective)) !== undefined) return refuse("objective-exists", `Objective ${data.objective} is set already.`, { where: "data.objective", fix: "Use another name." });
    if (data.due.latest > plan.end.latest) return refuse("objective-after-plan", "It is due after the plan has ended.", { where: "data.due", fix: "Set what can be reached within the plan; the rest goes into the next one." });
    return [event("objective.set", occurred, [planRef(data.plan), objectiveRef(data.objective)], data)];
  }, { on: { kind: "plan", field: "plan", statuses: ["draft"] } }),
  command("plan.adopt", zhEn("批准行动方案", "Adopt a plan"), { plan: Id }, ({ state, data, actor, occurred }) => {
    const plan = draft(state, data.plan);
    if (isRefusal(plan)) return plan;
    const no = adviserRefusal(state, actor, "actor");
    if (no !== null) return no;
    if (plan.objectives.length === 0) return refuse("plan-empty", "A plan without objectives asks nothing of anybody.", { where: "data.plan", fix: "Set its objectives first." });
    const objections: Objection[] = plan.safety === undefined
      ? [{ refusal: refuse("plan-without-safety", "The plan has no word on the safety of those who carry it out.", { where: "data.plan", fix: "Write it anew with its hazards and how they are met." }), about: [planRef(data.plan)], finding: null }] : [];
    const given = plan.objectives.map((name) => state.thing(objectiveRef(name))!.state as ObjectiveView);
    return { objections, events: [
      event("plan.adopted", occurred, [planRef(data.plan)], { plan: data.plan, form: plan.form, org: plan.org, owner: plan.owner, end: plan.end }),
      ...given.map(({ objective, text, owner, due }) => event("objective.given", occurred, [objectiveRef(objective)], { objective, plan: data.plan, text, owner, due })),
      ...(plan.follows === undefined ? [] : [event("plan.followed", occurred, [planRef(plan.follows)], { plan: plan.follows, by: data.plan })]),
    ] };
  }, { on: { kind: "plan", field: "plan", statuses: ["draft"] } }),
];

function ended(state: State, plan: PlanView, outcome: Outcome, index: number, occurred: NewEvent["occurred"]): NewEvent[] | Refusal {
  const where = `data.outcomes[${index}]`;
  const objective = known<ObjectiveView>(state, objectiveRef(outcome.objective), `${where}.objective`);
  if (isRefusal(objective)) return objective;
  if (objective.plan !== plan.plan) return refuse("objective-elsewhere", `${outcome.objective} is no objective of ${plan.plan}.`, { where: `${where}.objective`, fix: "Account for this plan's own objectives." });
  if (outcome.outcome === "met") {
    return objective.status === "reached" ? [] : refuse("objective-not-reached", `${outcome.objective} has not been reported reached.`, { where, fix: "Let its owner report it, or carry it over or drop it with a reason." });
  }
  if (outcome.reason === undefined) return refuse("outcome-needs-reason", "What was not reached gets a reason.", { where: `${where}.reason`, fix: "Say why." });
  if (outcome.outcome === "dropped") return [event("objective.dropped", occurred, [objectiveRef(outcome.objective)], outcome)];
  const next = outcome.plan === undefined ? undefined : state.thing(planRef(outcome.plan));
  if (next === undefined) return refuse("carried-nowhere", "It is carried over into a plan that is not there.", { where: `${where}.plan`, fix: "Write the next plan and its objective first.", params: { objective: outcome.objective } });
  return [event("objective.carried", occurred, [objectiveRef(outcome.objective)], outcome)];
}

const following: readonly CommandDef[] = [
  command("objective.report", zhEn("报告目标实现", "Report an objective reached"), { objective: Id, proof: Words }, ({ state, data, occurred }) => {
    const objective = known(state, objectiveRef(data.objective), "data.objective");
    return isRefusal(objective) ? objective : [event("objective.reached", occurred, [objectiveRef(data.objective)], data)];
  }, { on: { kind: "objective", field: "objective", statuses: ["given"] } }),
  command("plan.close", zhEn("结束行动方案", "Close a plan"), { plan: Id, outcomes: Type.Array(Outcome, { maxItems: 200 }), final: Type.Boolean() }, ({ state, data, occurred }) => {
    const plan = known<PlanView>(state, planRef(data.plan), "data.plan");
    if (isRefusal(plan)) return plan;
    if (plan.status !== "adopted") return refuse("plan-not-adopted", `Plan ${data.plan} is not under way.`, { where: "data.plan", fix: "Look whether it was adopted, or closed already." });
    const silent = plan.objectives.filter((name) => !data.outcomes.some((one) => one.objective === name));
    if (silent.length > 0) return refuse("objective-unaccounted", `Nothing is said of ${silent.join(", ")}.`, { where: "data.outcomes", fix: "Say of each whether it was met, is carried over, or is dropped.", params: { objectives: silent.join(", ") } });
    const events: NewEvent[] = [];
    for (const [index, outcome] of data.outcomes.entries()) {
      const found = ended(state, plan, outcome, index, occurred);
      if (isRefusal(found)) return found;
      events.push(...found);
    }
    return [...events, event("plan.closed", occurred, [planRef(data.plan)], { plan: data.plan, outcomes: data.outcomes, final: data.final })];
  }, { on: { kind: "plan", field: "plan", statuses: ["adopted"] } }),
];

export const commands: readonly CommandDef[] = [...writing, ...following];
