/**
 * Commands of modes and activation → events or a refusal. A mode is switched on somebody's authority, with the
 * entry criteria of the rules met; who answers for what then follows what was laid down for it. Duties already held
 * stay where they are, and nobody under a measure is touched.
 */
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, knownOrg, orgRef, placeOf, WhenShape, Words } from "../../../engine/define.ts";
import type { CommandDef, Context, Objection } from "../../../engine/loop.ts";
import { applies, items } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import { MODES, STEPS, type Mode } from "./events.ts";
import { activationRef, modeRef, type ActivationView, type ModeView } from "./views.ts";

const ModeShape = Type.Union(MODES.map((mode) => Type.Literal(mode)));
const AnswersShape = Type.Object({ org: Id, duty: Id, roles: Type.Array(Id, { minItems: 1, maxItems: 20 }) }, { additionalProperties: false });

/** Criteria of the pack not yet said to be met. */
function unmet(mode: Mode, met: readonly string[], { pack }: Context): { id: string; en: string }[] {
  const clause = `mode.entry.${mode}`;
  return applies(pack, clause) ? items(pack, clause).filter(({ id }) => !met.includes(id)).map(({ id, en }) => ({ id, en })) : [];
}

const modes: readonly CommandDef[] = [
  command("mode.define", zhEn("制定指挥模式", "Lay a mode down"), { org: Id, mode: ModeShape, answers: Type.Array(AnswersShape, { minItems: 1, maxItems: 500 }) }, ({ state, data, occurred }) => {
    for (const [org, where] of [[data.org, "data.org"], ...data.answers.map((one, index) => [one.org, `data.answers[${index}].org`])] as [string, string][]) {
      const missing = knownOrg(state, org, where);
      if (missing !== null) return missing;
    }
    return [event("mode.defined", occurred, [modeRef(data.org)], { ...data, place: placeOf(state, data.org) }, "city")];
  }),
  command("mode.switch", zhEn("切换指挥模式", "Switch the mode"), {
    org: Id, mode: ModeShape, authority: Words, reason: Words, met: Type.Optional(Type.Array(Id, { maxItems: 50 })),
  }, ({ state, data, occurred, context }) => {
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    const before = state.thing(modeRef(data.org))?.state as ModeView | undefined;
    const mode = data.mode as Mode;
    if ((before?.mode ?? "routine") === mode) return refuse("mode-already", `${data.org} is commanded in ${mode} mode already.`, { where: "data.mode", fix: "Nothing is to be switched." });
    const open = unmet(mode, data.met ?? [], context);
    const objections: Objection[] = open.length === 0 ? [] : [{
      refusal: refuse("criteria-not-met", `Not yet said to be met: ${open.map(({ en }) => en).join("; ")}.`, { where: "data.met", fix: "Name each criterion that is met, or stay in this mode.", params: { criteria: open.map(({ id }) => id).join(", ") } }),
      about: [modeRef(data.org)], finding: null,
    }];
    const answers = before?.answers[mode] ?? [];
    return { objections, events: [
      event("mode.switched", occurred, [modeRef(data.org)], { ...data, from: before?.mode ?? "routine", reassigned: answers.length, ...(mode === "routine" ? { activated: null } : {}), place: placeOf(state, data.org) }, "city"),
      ...answers.map((one) => event("responsibility.assigned", occurred, [orgRef(one.org)], { ...one }, "city")),
    ] };
  }, { on: { kind: "mode", field: "org" }, help: zhEn("按事先制定的分工改派职责；已在办的任务不变。", "Who answers for what follows what was laid down; duties already held stay.") }),
];

const activation: readonly CommandDef[] = [
  command("activation.start", zhEn("启动应急响应", "Activate"), { activation: Id, org: Id, first: Type.Optional(WhenShape), case: Type.Optional(Id) }, ({ state, data, occurred }) => {
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    if (state.thing(activationRef(data.activation)) !== undefined) return refuse("activation-exists", `Activation ${data.activation} has begun already.`, { where: "data.activation", fix: "Go on with its checklist." });
    const reported = data.case === undefined ? undefined : known(state, `case:${data.case}`, "data.case");
    if (isRefusal(reported)) return reported;
    const first = data.first ?? (reported?.["reportedAt"] as typeof data.first) ?? occurred;
    if (first.earliest > first.latest) return refuse("interval-upside-down", "The earliest bound lies after the latest bound.", { where: "data.first", fix: "Exchange the two bounds." });
    return [
      event("activation.started", occurred, [activationRef(data.activation)], { ...data, first }),
      event("mode.activated", occurred, [modeRef(data.org)], { activated: data.activation, place: placeOf(state, data.org) }, "city"),
    ];
  }, { help: zhEn("清单各项的时钟都从首例确诊起算。", "Every clock of the checklist runs from the first confirmed case.") }),
  command("activation.step", zhEn("启动事项完成", "A step of the activation is done"), { activation: Id, step: Type.Union(STEPS.map((step) => Type.Literal(step))), proof: Words }, ({ state, data, occurred }) => {
    const begun = known<ActivationView>(state, activationRef(data.activation), "data.activation");
    if (isRefusal(begun)) return begun;
    if (begun.done[data.step] !== undefined) return refuse("step-done", "That step is done already.", { where: "data.step", fix: "Go on with the next one." });
    return [event("activation.step_done", occurred, [activationRef(data.activation)], data)];
  }, { on: { kind: "activation", field: "activation", statuses: ["begun"] } }),
];

export const commands: readonly CommandDef[] = [...modes, ...activation];
