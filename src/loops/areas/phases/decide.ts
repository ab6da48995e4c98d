/**
 * Commands of phases → events or a refusal. A phase is entered when the ledger meets its criteria, by a signed
 * decision; winding down never drops anybody still isolated, and nothing ends while somebody is.
 */
import { ref } from "../../../base/ids.ts";
import { refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Words } from "../../../engine/define.ts";
import type { JsonObject } from "../../../engine/event.ts";
import type { CommandDef, Objection } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import { notTheSigner } from "../signing.ts";
import { criteriaOf, isolatedNow, PHASES, toEnd, type Criterion, type PhaseView } from "./views.ts";

const PHASE = ref("phase", "incident");

/** Why a phase cannot be entered yet: somebody still isolated, or another criterion. */
function unmet({ criterion, failing }: Pick<Criterion, "criterion" | "failing">): Refusal {
  const listed = failing.slice(0, 10).join(", ");
  const how = { where: "data.phase", fix: "Settle what is listed first.", params: { criterion, failing: listed } };
  if (criterion === "nobody-isolated" || criterion === "isolated-held") return refuse("people-still-isolated", `Still isolated (${criterion}): ${listed}.`, how);
  return refuse("criteria-unmet", `Not met (${criterion}): ${listed}.`, how);
}

export const commands: readonly CommandDef[] = [
  command("phase.enter", zhEn("进入处置阶段", "Enter a phase"), {
    phase: Type.Union(PHASES.map((one) => Type.Literal(one))), decision: Words, evidence: Words,
  }, ({ state, data, actor, occurred, context }) => {
    const before = (state.thing(PHASE)?.state as PhaseView | undefined)?.phase ?? null;
    if (before === data.phase) return refuse("phase-entered", `The incident is in ${data.phase} already.`, { where: "data.phase", fix: "Nothing is to be done." });
    const not = notTheSigner(state, actor, context.commandPost.org, context, "data.phase");
    if (not !== null) return not;
    const criteria = criteriaOf(state, data.phase, context);
    const isolated = isolatedNow(state);
    const objections: Objection[] = criteria.filter((one) => !one.met).map((one) => ({ refusal: unmet(one), about: [PHASE], finding: null }));
    return { objections, events: [event("phase.entered", occurred, [PHASE], {
      ...data, before, criteria, isolated: isolated.map((one) => one.id), isolatedCount: isolated.length, toEnd: toEnd(state, data.phase), signedBy: actor,
    } as unknown as JsonObject)] };
  }, { help: zhEn("条件由台账核对；收尾不漏一名仍在隔离的人。", "Its criteria are read from the ledger; winding down drops nobody still isolated.") }),
  command("phase.account", zhEn("核对仍在隔离人员", "Account for those still isolated"), { note: Words }, ({ state, data, occurred }) => {
    const phase = state.thing(PHASE)?.state as PhaseView | undefined;
    if (phase === undefined || !phase.windingDown) return refuse("not-winding-down", "The incident is not winding down.", { where: "data.note", fix: "Nothing is to be done." });
    const isolated = isolatedNow(state);
    const lost = isolated.filter((one) => !one.held).map((one) => one.id);
    return { events: [event("phase.isolated_accounted", occurred, [PHASE], { ...data, isolated: isolated.map((one) => one.id), home: phase.isolated.filter((measure) => !isolated.some((one) => one.id === measure)), lost })], objections: lost.length === 0 ? [] : [{
      refusal: unmet({ criterion: "isolated-held", failing: lost }), about: [PHASE], finding: null,
    }] };
  }, { on: { kind: "phase", field: "note", statuses: ["wind-down"] } }),
];
