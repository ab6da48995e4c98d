/**
 * Commands of check-ins → events or a refusal. A place that takes them lets people in without a phone as well; a batch
 * is asked for only to trace a case that exists; kept longer than the rules allow is the place's overdue duty.
 */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { plus } from "../../../base/time.ts";
import { command, event, Id, known, knownOrg, WhenShape, Words } from "../../../engine/define.ts";
import type { CommandDef, Objection } from "../../../engine/loop.ts";
import { lengthMs } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import { batchRef, venueRef, WAYS_IN, WITHOUT_PHONE, type BatchView, type VenueView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const Digest = Type.String({ pattern: "^sha256:[0-9a-f]{64}$", title: "Digest of the batch as it was sealed" });

export const commands: readonly CommandDef[] = [
  command("venue.register", zhEn("场所开始登记来访", "Let a place take check-ins"), { venue: Id, org: Id, ways: Type.Array(oneOf(WAYS_IN), { minItems: 1, uniqueItems: true }), reason: Words }, ({ state, data, occurred }) => {
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    const shutOut: Objection[] = data.ways.some((way) => WITHOUT_PHONE.includes(way)) ? [] : [{ refusal: refuse("phone-only", "Somebody without a phone could not go in.", { where: "data.ways", fix: "Add a card, paper, or saying one's name at the door." }), about: [venueRef(data.venue)], finding: null }];
    return { objections: shutOut, events: [event("venue.registered", occurred, [venueRef(data.venue)], data)] };
  }),
  command("venue.end", zhEn("场所停止登记来访", "Take no more check-ins"), { venue: Id, reason: Words }, ({ state, data, occurred }) => {
    const venue = known<VenueView>(state, venueRef(data.venue), "data.venue");
    return isRefusal(venue) ? venue : [event("venue.ended", occurred, [venueRef(data.venue)], data)];
  }, { on: { kind: "venue", field: "venue", statuses: ["registered"] } }),
  command("check-ins.keep", zhEn("封存一批来访登记", "Keep a batch of check-ins"), { batch: Id, venue: Id, from: WhenShape, until: WhenShape, count: Type.Integer({ minimum: 0 }), digest: Digest }, ({ state, data, occurred, context }) => {
    const venue = known<VenueView>(state, venueRef(data.venue), "data.venue");
    if (isRefusal(venue)) return venue;
    if (state.thing(batchRef(data.batch)) !== undefined) return refuse("batch-exists", `Batch ${data.batch} exists already.`, { where: "data.batch", fix: "Use another name." });
    return [event("check-ins.kept", occurred, [batchRef(data.batch)], { ...data, org: venue.org, deleteBy: plus(data.until, lengthMs(context.pack, "retention.check-ins")) })];
  }, { on: { kind: "venue", field: "venue", statuses: ["registered"] }, help: zhEn("姓名留在场所，不进台账。", "The names stay with the place and never enter the ledger.") }),
  command("check-ins.ask", zhEn("流调调取来访登记", "Ask for check-ins to trace a case"), { batch: Id, case: Id, reason: Words }, ({ state, data, occurred }) => {
    const batch = known<BatchView>(state, batchRef(data.batch), "data.batch");
    if (isRefusal(batch)) return batch;
    if (batch.deletedAt !== null) return refuse("check-ins-deleted", `Batch ${data.batch} is deleted.`, { where: "data.batch", fix: "Ask people who were there." });
    if (state.thing(ref("case", data.case)) === undefined) return refuse("purpose-not-tracing", "Check-ins serve to trace a case and nothing else; there is no such case.", { where: "data.case", fix: "Name the case being traced." });
    return [event("check-ins.asked", occurred, [batchRef(data.batch)], { ...data, org: (state.thing(venueRef(batch.venue))!.state as VenueView).org })];
  }, { on: { kind: "check-ins", field: "batch", statuses: ["sealed"] } }),
  command("check-ins.answer", zhEn("答复流调", "Answer tracing"), { batch: Id, people: Type.Integer({ minimum: 0 }) }, ({ state, data, occurred }) => {
    const batch = known<BatchView>(state, batchRef(data.batch), "data.batch");
    return isRefusal(batch) ? batch : [event("check-ins.answered", occurred, [batchRef(data.batch)], data)];
  }, { on: { kind: "check-ins", field: "batch", statuses: ["sealed"] } }),
  command("check-ins.delete", zhEn("登记已删除", "Record check-ins deleted"), { batch: Id, how: Words }, ({ state, data, occurred }) => {
    const batch = known<BatchView>(state, batchRef(data.batch), "data.batch");
    return isRefusal(batch) ? batch : [event("check-ins.deleted", occurred, [batchRef(data.batch)], data)];
  }, { on: { kind: "check-ins", field: "batch", statuses: ["sealed"] } }),
];
