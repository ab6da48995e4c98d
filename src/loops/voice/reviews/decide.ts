/**
 * Commands of reviews and protected reports → events or a refusal. Anybody confined, or somebody for them, can
 * ask for review by any channel; the decider answers and somebody else decides. A protected report goes
 * to a desk outside the unit's line; its text and its author stay out of the ledger.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, knownOrg, placeOf, PostShape, Words } from "../../../engine/define.ts";
import type { Post } from "../../../engine/event.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import { above, answering } from "../../../engine/select.ts";
import type { State } from "../../../engine/state.ts";
import type { MeasureView } from "../../quarantine/views.ts";
import { CHANNELS } from "../views.ts";
import { CONCERNS, type ReviewView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const reviewRef = (review: string): Ref => ref("appeal", review);

/** The nearest post above the decider's organisation that answers for independent review; undefined where nobody was named. */
function independent(state: State, issuer: Post): Post | undefined {
  for (let org = above(state, issuer.org); org !== undefined; org = above(state, org)) {
    const role = answering(state, org, "review.independent")[0];
    if (role !== undefined) return { org, role };
  }
  return undefined;
}

const reviews: readonly CommandDef[] = [
  command("review.request", zhEn("申请复核", "Ask for review"), {
    appeal: Id, measure: Id, channel: oneOf([...CHANNELS, "paper"]), askedBy: oneOf(["self", "proxy"]), kind: oneOf(["review", "appeal"]), reason: Words, reviewer: Type.Optional(PostShape),
  }, ({ state, data, occurred }) => {
    if (state.thing(reviewRef(data.appeal)) !== undefined) return refuse("review-exists", `Review ${data.appeal} exists already.`, { where: "data.appeal", fix: "Use another number." });
    const measure = known<MeasureView>(state, ref("measure", data.measure), "data.measure");
    if (isRefusal(measure)) return measure;
    const issuer: Post = { org: measure.issuer.org, role: measure.issuer.role };
    const missing = data.reviewer === undefined ? null : knownOrg(state, data.reviewer.org, "data.reviewer.org");
    if (missing !== null) return missing;
    if (data.reviewer?.org === issuer.org) return refuse("reviewer-is-decider", "Who decided a measure does not review it.", { where: "data.reviewer", fix: "Name somebody of another organisation, or nobody: the map then says who." });
    const reviewer = data.reviewer ?? independent(state, issuer);
    return [event("review.requested", occurred, [reviewRef(data.appeal)], { ...data, issuer, ...(reviewer === undefined ? {} : { reviewer }) })];
  }, { on: { kind: "measure", field: "measure" } }),
  command("review.answer", zhEn("答复复核申请", "Answer a request for review"), { appeal: Id, answer: Words }, ({ state, data, occurred }) => {
    const review = known<ReviewView>(state, reviewRef(data.appeal), "data.appeal");
    return isRefusal(review) ? review : [event("review.answered", occurred, [reviewRef(data.appeal)], data)];
  }, { on: { kind: "appeal", field: "appeal", statuses: ["requested"] } }),
  command("review.decide", zhEn("作出独立复核决定", "Decide a review"), { appeal: Id, outcome: oneOf(["upheld", "changed", "ended"]), reasons: Words }, ({ state, data, actor, occurred }) => {
    const review = known<ReviewView>(state, reviewRef(data.appeal), "data.appeal");
    if (isRefusal(review)) return review;
    if (review.outcome !== null || review.status === "withdrawn") return refuse("review-over", `Review ${data.appeal} is ${review.status}.`, { where: "data.appeal", fix: "Ask for a new review." });
    if (review.issuer.org === actor.org) return refuse("reviewer-is-decider", "Who decided a measure does not review it.", { where: "data.appeal", fix: "Pass it to somebody of another organisation." });
    return [event("review.decided", occurred, [reviewRef(data.appeal)], { ...data, measure: review.measure, issuer: review.issuer })];
  }, { on: { kind: "appeal", field: "appeal", statuses: ["requested", "answered"] } }),
  command("review.withdraw", zhEn("撤回复核申请", "Withdraw at the person's wish"), { appeal: Id, reason: Words }, ({ state, data, occurred }) => {
    const review = known<ReviewView>(state, reviewRef(data.appeal), "data.appeal");
    return isRefusal(review) ? review : [event("review.withdrawn", occurred, [reviewRef(data.appeal)], data)];
  }, { on: { kind: "appeal", field: "appeal", statuses: ["requested", "answered"] } }),
];

const reports: readonly CommandDef[] = [
  command("protected.report", zhEn("登记受保护的举报", "Record a protected report"), {
    report: Id, unit: Id, concern: oneOf(CONCERNS), sealed: Type.String({ minLength: 1, maxLength: 120, title: "Number under which the text is kept, outside the ledger" }), desk: PostShape,
  }, ({ state, data, occurred }) => {
    const missing = knownOrg(state, data.unit, "data.unit") ?? knownOrg(state, data.desk.org, "data.desk.org");
    if (missing !== null) return missing;
    const line = placeOf(state, data.unit).split("/");
    const inLine = line.slice(line.length === 1 ? 0 : 1).includes(data.desk.org) || placeOf(state, data.desk.org).split("/").includes(data.unit);
    if (inLine) return refuse("desk-in-line", `${data.desk.org} is in the line of ${data.unit}.`, { where: "data.desk", fix: "Send it to the top or to another line." });
    return [event("protected.reported", occurred, [ref("protected-report", data.report)], { ...data })];
  }, { help: zhEn("不登记举报人；举报内容存于台账之外。", "Who reports is not recorded; the text is kept outside the ledger.") }),
  command("protected.close", zhEn("核查完毕", "Looked into"), { report: Id, found: oneOf(["borne-out", "not-borne-out", "passed-on"]) }, ({ state, data, occurred }) => {
    const report = known(state, ref("protected-report", data.report), "data.report");
    return isRefusal(report) ? report : [event("protected.closed", occurred, [ref("protected-report", data.report)], data)];
  }, { on: { kind: "protected-report", field: "report", statuses: ["received"] } }),
];

export const commands: readonly CommandDef[] = [...reviews, ...reports];
