/**
 * Commands of surges and crowds → events or a refusal. A crowd rings whoever answers for the place at once and
 * opens the playbook: who goes, what comes and what is said, and easing it; it closes with every page done.
 * No number of people is asked for, and of public order only the least is told on.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { alarmPost } from "../../../engine/duty/transitions.ts";
import { command, event, Id, known, knownOrg, Words } from "../../../engine/define.ts";
import type { JsonObject, Post } from "../../../engine/event.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import { above, answering } from "../../../engine/select.ts";
import type { PickupView } from "../../supplies/pickup/views.ts";
import { ownersOf, type CompoundView } from "../../supplies/views.ts";
import { DISORDERS, OVER, playbookGaps, SHAREABLE, type CrowdView, type DisorderView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const crowdRef = (crowd: string): Ref => ref("crowd", crowd);

const report = command("crowd.report", zhEn("报告人员聚集", "Report a crowd"), {
  crowd: Id, where: Words, over: oneOf(OVER), compound: Type.Optional(Id), pickup: Type.Optional(Id), org: Type.Optional(Id), note: Type.Optional(Words),
}, ({ state, data, actor, context, occurred }) => {
  if (state.thing(crowdRef(data.crowd)) !== undefined) return refuse("crowd-exists", `Crowd ${data.crowd} is reported already.`, { where: "data.crowd", fix: "Record what was done there." });
  const compound = data.compound === undefined ? undefined : known<CompoundView>(state, ref("compound", data.compound), "data.compound");
  if (compound !== undefined && isRefusal(compound)) return compound;
  const pickup = data.pickup === undefined ? undefined : known<PickupView>(state, ref("pickup", data.pickup), "data.pickup");
  if (pickup !== undefined && isRefusal(pickup)) return pickup;
  const org = compound?.org ?? pickup?.org ?? data.org ?? actor.org;
  const missing = knownOrg(state, org, "data.org");
  if (missing !== null) return missing;
  const role = answering(state, org, "crowd.attend")[0];
  const lead: Post | undefined = compound?.guarantor ?? pickup?.lead ?? (role === undefined ? undefined : { org, role });
  const about = [crowdRef(data.crowd), ...(data.compound === undefined ? [] : [ref("compound", data.compound)]), ...(data.pickup === undefined ? [] : [ref("pickup", data.pickup)])];
  return [event("crowd.reported", occurred, about, {
    ...data, ...(compound === undefined ? {} : ownersOf(compound)), org, spot: data.crowd, kind: "crowd.attend",
    ...(lead === undefined ? {} : { lead }), to: lead ?? alarmPost(state, org, context), alsoTo: alarmPost(state, above(state, org), context),
  } as unknown as JsonObject)];
}, { record: true, help: zhEn("不填人数。责任人和上一级立即收到呼叫。", "No number of people is asked for. Whoever answers for the place and the level above are rung at once.") });

function page(type: string, title: ReturnType<typeof zhEn>, happened: string, fields: Record<string, typeof Words>): CommandDef {
  return command(type, title, { crowd: Id, ...fields }, ({ state, data, occurred }) => {
    const crowd = known<CrowdView>(state, crowdRef(data.crowd), "data.crowd");
    if (isRefusal(crowd)) return crowd;
    return [event(happened, occurred, [crowdRef(data.crowd)], { ...data, org: crowd.org, ...(crowd.lead === undefined ? {} : { lead: crowd.lead }) })];
  }, { on: { kind: "crowd", field: "crowd", statuses: ["there"] } });
}

const playbook: readonly CommandDef[] = [
  page("crowd.attend", zhEn("责任人到场", "Be there"), "crowd.attended", { attendedBy: Words }),
  page("crowd.supply", zhEn("说明情况、落实物资", "Say what comes when, and bring it"), "crowd.supplied", { goods: Words, said: Words }),
  page("crowd.ease", zhEn("报告疏导完毕", "Report the crowd eased"), "crowd.eased", { how: Words }),
  command("crowd.close", zhEn("结束聚集处置", "Close"), { crowd: Id, learned: Words }, ({ state, data, occurred }) => {
    const crowd = known<CrowdView>(state, crowdRef(data.crowd), "data.crowd");
    if (isRefusal(crowd)) return crowd;
    const gaps = playbookGaps(crowd);
    if (gaps.length > 0) return refuse("playbook-incomplete", `Not recorded yet: ${gaps.join(", ")}.`, { where: "data.crowd", fix: "Record who went, what was brought and said, and how it was eased.", params: { gaps: gaps.join(", ") } });
    return [event("crowd.closed", occurred, [crowdRef(data.crowd)], data)];
  }, { on: { kind: "crowd", field: "crowd", statuses: ["eased"] } }),
];

const others: readonly CommandDef[] = [
  command("surge.answer", zhEn("回应诉求激增", "Answer a surge"), { compound: Id, goods: Words, said: Words }, ({ state, data, occurred }) => {
    const surge = known(state, ref("surge", data.compound), "data.compound");
    return isRefusal(surge) ? surge : [event("surge.answered", occurred, [ref("surge", data.compound), ref("compound", data.compound)], data)];
  }, { on: { kind: "surge", field: "compound", statuses: ["surging"] } }),
  command("disorder.log", zhEn("记录治安事项", "Log a public-order event"), { disorder: Id, matter: oneOf(DISORDERS), where: Words, note: Type.Optional(Words) }, ({ data, occurred }) =>
    [event("disorder.logged", occurred, [ref("disorder", data.disorder)], data)]),
  command("disorder.share", zhEn("最小必要范围通报公安", "Tell the police the least necessary"), {
    disorder: Id, to: Id, fields: Type.Array(oneOf(SHAREABLE), { minItems: 1, uniqueItems: true }), reason: Words,
  }, ({ state, data, occurred }) => {
    const disorder = known<DisorderView>(state, ref("disorder", data.disorder), "data.disorder");
    if (isRefusal(disorder)) return disorder;
    const told = Object.fromEntries(data.fields.map((field) => [field, disorder[field]]));
    return knownOrg(state, data.to, "data.to") ?? [event("disorder.shared", occurred, [ref("disorder", data.disorder)], { disorder: data.disorder, sharedWith: data.to, reason: data.reason, told })];
  }, { on: { kind: "disorder", field: "disorder" } }),
];

export const commands: readonly CommandDef[] = [report, ...playbook, ...others];
