/**
 * Commands of strategies and travel notices → events or a refusal. To make leaving depend on a permit limits everybody
 * there: without basis, reason, alternatives, review, end, notice and somebody who has accepted to look after whoever
 * cannot leave it is not issued; a report that it happened is kept and the duty to complete it opens. A repeated notice
 * takes the place of the one before, it never stacks.
 */
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { DAY } from "../../../base/time.ts";
import { command, event, Id, known, knownOrg, NameShape, PostShape, WhenShape, Words } from "../../../engine/define.ts";
import type { CommandDef, Objection } from "../../../engine/loop.ts";
import { days } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import { noticeRef, STRATEGIES, strategyRef, type NoticeView, type StrategyView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const REQUIRED = ["legalBasis", "reason", "alternatives", "review", "end", "notice", "support"] as const;

const set = command("strategy.set", zhEn("确定人员流动管控策略", "Set the movement strategy"), {
  org: Id, strategy: oneOf(STRATEGIES), start: WhenShape, review: Type.Optional(WhenShape), end: Type.Optional(WhenShape),
  legalBasis: Type.Optional(Words), reason: Type.Optional(Words), alternatives: Type.Optional(Words), notice: Type.Optional(Words), support: Type.Optional(PostShape), supportAccepted: Type.Optional(Type.Boolean()),
}, ({ state, data, occurred, context }) => {
  const missing = knownOrg(state, data.org, "data.org") ?? (data.support === undefined ? null : knownOrg(state, data.support.org, "data.support.org"));
  if (missing !== null) return missing;
  if (data.end !== undefined && data.end.latest <= data.start.earliest) return refuse("ends-before-start", "It would end before it starts.", { where: "data.end", fix: "Exchange start and end." });
  const about = [strategyRef(data.org)];
  const limits = data.strategy === "export-spread";
  const lacking: string[] = limits ? REQUIRED.filter((field) => data[field] === undefined) : [];
  // Whoever may not leave is somebody's to look after: stranded, without a bed or a doctor.
  if (limits && data.support !== undefined && data.supportAccepted !== true) lacking.push("support accepted");
  const objections: Objection[] = lacking.map((field) => ({
    refusal: refuse("strategy-incomplete", `Leaving cannot be made to depend on a permit without: ${field}.`, { where: `data.${field === "support accepted" ? "supportAccepted" : field}`, fix: "Complete it; what already happened can be recorded as a report.", params: { field } }), about, finding: null,
  }));
  const longest = days(context.pack, "measure.area-days");
  if (limits && data.end !== undefined && data.end.latest - data.start.earliest > longest * DAY) {
    objections.push({ refusal: refuse("strategy-too-long", `One decision limits leaving for at most ${longest} days.`, { where: "data.end", fix: "Decide for a shorter time; a new reasoned decision can follow.", params: { days: longest } }), about, finding: null });
  }
  const before = state.thing(strategyRef(data.org))?.state as StrategyView | undefined;
  const superseded = before?.status === "in-force" ? [event("strategy.ended", occurred, about, { org: data.org, superseded: true })] : [];
  const said = event("strategy.set", occurred, about, { ...data, complete: lacking.length === 0, reviewNamed: data.review !== undefined });
  return { objections, events: [...superseded, said, ...(limits && data.end !== undefined ? [event("strategy.limits_began", occurred, about, { org: data.org, end: data.end })] : [])] };
}, { help: zhEn("“外防输出”期间离开须有许可；没有该策略的，任何人不需许可即可离开。", "While it guards against spread, leaving takes a permit; without it nobody needs one.") });

const after: readonly CommandDef[] = [
  command("strategy.review", zhEn("复核管控策略", "Review the movement strategy"), { org: Id, found: Words }, ({ state, data, occurred }) => {
    const strategy = known<StrategyView>(state, strategyRef(data.org), "data.org");
    return isRefusal(strategy) ? strategy : [event("strategy.reviewed", occurred, [strategyRef(data.org)], data)];
  }, { on: { kind: "strategy", field: "org", statuses: ["in-force"] } }),
  command("strategy.end", zhEn("结束管控策略", "End the movement strategy"), { org: Id, decision: Words }, ({ state, data, occurred }) => {
    const strategy = known<StrategyView>(state, strategyRef(data.org), "data.org");
    if (isRefusal(strategy)) return strategy;
    if (strategy.status === "ended") return refuse("strategy-ended", "It has ended already.", { where: "data.org", fix: "Nothing is to be done." });
    return [event("strategy.ended", occurred, [strategyRef(data.org)], data)];
  }, { on: { kind: "strategy", field: "org", statuses: ["in-force"] } }),
  command("leavers.trace", zhEn("登记离开人员倒查结果", "Record that people who had left are traced"), { org: Id, lists: Type.Array(Id, { maxItems: 500, uniqueItems: true }), how: Words }, ({ state, data, occurred }) => {
    const strategy = known<StrategyView>(state, strategyRef(data.org), "data.org");
    if (isRefusal(strategy)) return strategy;
    for (const [index, list] of data.lists.entries()) {
      const found = known(state, `leavers:${list}`, `data.lists[${index}]`);
      if (isRefusal(found)) return found;
    }
    return [event("leavers.traced", occurred, [strategyRef(data.org)], data)];
  }, { on: { kind: "strategy", field: "org", statuses: ["in-force"] }, help: zhEn("列出已发往目的地的名单；确无离开人员的，写明如何查明。", "Name the lists sent to destinations; where nobody had left, say how you know.") }),
];

const notices: readonly CommandDef[] = [
  command("travel-notice.publish", zhEn("发布出行通告", "Publish a travel notice"), { notice: Id, org: Id, text: NameShape, start: WhenShape, end: Type.Optional(WhenShape), legalBasis: Type.Optional(Words) }, ({ state, data, occurred }) => {
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    if (data.end !== undefined && data.end.latest <= data.start.earliest) return refuse("ends-before-start", "It would end before it starts.", { where: "data.end", fix: "Exchange start and end." });
    const endless: Objection[] = data.end !== undefined ? [] : [{ refusal: refuse("notice-without-end", "A notice that asks people not to travel needs an end.", { where: "data.end", fix: "Say until when; it can be published anew." }), about: [noticeRef(data.notice)], finding: null }];
    return { objections: endless, events: [event("travel-notice.published", occurred, [noticeRef(data.notice)], data)] };
  }, { help: zhEn("同名通告再次发布即取代前一版。", "Published again under the same name, it takes the place of the version before.") }),
  command("travel-notice.withdraw", zhEn("撤回出行通告", "Withdraw a travel notice"), { notice: Id, decision: Words }, ({ state, data, occurred }) => {
    const notice = known<NoticeView>(state, noticeRef(data.notice), "data.notice");
    return isRefusal(notice) ? notice : [event("travel-notice.withdrawn", occurred, [noticeRef(data.notice)], data)];
  }, { on: { kind: "travel-notice", field: "notice", statuses: ["in-force"] } }),
];

export const commands: readonly CommandDef[] = [set, ...after, ...notices];
