/**
 * Commands of advice and visits → events or a refusal. A recommendation is answered by whom it was given to: adopted
 * by a decision, or not adopted with a reason. A problem found on a visit names who deals with it, and by when.
 */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, knownOrg, PostShape, WhenShape, Words } from "../../../engine/define.ts";
import { samePost } from "../../../engine/event.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import { deputyOf } from "../../../engine/select.ts";
import { adviserRefusal } from "../meetings/decide.ts";
import { decisionRef } from "../meetings/views.ts";
import { ANSWERS, type AdviceView } from "./views.ts";

const Answer = Type.Union(ANSWERS.map((answer) => Type.Literal(answer)));

const advice: readonly CommandDef[] = [
  command("advice.give", zhEn("提出专家建议", "Give a recommendation"), { advice: Id, text: Words, to: PostShape }, ({ state, data, occurred }) => {
    const missing = knownOrg(state, data.to.org, "data.to.org");
    if (missing !== null) return missing;
    if (state.thing(ref("advice", data.advice)) !== undefined) return refuse("advice-exists", `Recommendation ${data.advice} is on record already.`, { where: "data.advice", fix: "Use the next number." });
    return adviserRefusal(state, data.to, "data.to") ?? [event("advice.given", occurred, [ref("advice", data.advice)], data)];
  }),
  command("advice.answer", zhEn("答复专家建议", "Answer a recommendation"), { advice: Id, answer: Answer, decision: Type.Optional(Id), reason: Type.Optional(Words) }, ({ state, data, actor, occurred, reported }) => {
    const given = known<AdviceView>(state, ref("advice", data.advice), "data.advice");
    if (isRefusal(given)) return given;
    if (!samePost(given.to, actor) && deputyOf(state, given.to)?.role !== actor.role && !reported) {
      return refuse("not-advised", `It was given to ${given.to.role} of ${given.to.org}.`, { where: "data.advice", fix: "Let that post or its deputy answer.", params: { org: given.to.org, role: given.to.role } });
    }
    if (data.answer !== "adopted" && data.reason === undefined) return refuse("advice-needs-reason", "Advice that is not followed in full gets a reason.", { where: "data.reason", fix: "Say why." });
    if (data.answer !== "not-adopted") {
      if (data.decision === undefined) return refuse("adopted-by-decision", "Advice is adopted by a decision.", { where: "data.decision", fix: "Take the decision first, then name it here." });
      const decision = known(state, decisionRef(data.decision), "data.decision");
      if (isRefusal(decision)) return decision;
    }
    return [event("advice.answered", occurred, [ref("advice", data.advice)], data)];
  }, { on: { kind: "advice", field: "advice", statuses: ["given"] } }),
];

const FoundShape = Type.Object({ problem: Id, text: Words, owner: PostShape, due: WhenShape }, { additionalProperties: false });

const visits: readonly CommandDef[] = [
  command("visit.record", zhEn("登记现场督导", "Record a visit to the front"), { visit: Id, org: Id, note: Words, problems: Type.Array(FoundShape, { maxItems: 50 }) }, ({ state, data, occurred }) => {
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    if (state.thing(ref("visit", data.visit)) !== undefined) return refuse("visit-exists", `Visit ${data.visit} is on record already.`, { where: "data.visit", fix: "Use another name." });
    for (const [index, { owner }] of data.problems.entries()) {
      const no = knownOrg(state, owner.org, `data.problems[${index}].owner.org`) ?? adviserRefusal(state, owner, `data.problems[${index}].owner`);
      if (no !== null) return no;
    }
    return [
      event("visit.recorded", occurred, [ref("visit", data.visit)], { visit: data.visit, org: data.org, note: data.note, problems: data.problems.map(({ problem }) => problem) }),
      ...data.problems.map((found) => event("problem.found", occurred, [ref("problem", found.problem)], { ...found, visit: data.visit, org: data.org })),
    ];
  }),
  command("problem.answer", zhEn("登记问题处理", "Answer a problem"), { problem: Id, answer: Words }, ({ state, data, occurred }) => {
    const problem = known(state, ref("problem", data.problem), "data.problem");
    return isRefusal(problem) ? problem : [event("problem.answered", occurred, [ref("problem", data.problem)], data)];
  }, { on: { kind: "problem", field: "problem", statuses: ["found"] } }),
];

export const commands: readonly CommandDef[] = [...advice, ...visits];
