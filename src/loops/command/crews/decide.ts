/**
 * Commands of crews and the pool → events or a refusal. A crew goes to one task at a time, with the skill it needs in
 * members who are trained for it; nothing is lent twice, and what was lent is received and given back on record.
 */
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, knownOrg, placeOf, WhenShape, Words } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef, Objection } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import { lackingOf } from "../staff/fitness.ts";
import { ASSETS } from "./events.ts";
import { assetRef, crewRef, dispatchRef, loanRef, type AssetView, type CrewView, type DispatchView, type LoanView } from "./views.ts";

const PointShape = Type.Object({ lat: Type.Number({ minimum: -90, maximum: 90 }), lon: Type.Number({ minimum: -180, maximum: 180 }) }, { additionalProperties: false });

const crews: readonly CommandDef[] = [
  command("crew.register", zhEn("登记工作队", "Register a crew"), {
    crew: Id, org: Id, skills: Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true }), members: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }), point: Type.Optional(PointShape),
  }, ({ state, data, occurred }) =>
    knownOrg(state, data.org, "data.org") ?? [event("crew.registered", occurred, [crewRef(data.crew)], { ...data, place: placeOf(state, data.org) }, "city")], { help: zhEn("流调、采样、消毒等队伍；成员用工号。", "For tracing, sampling, disinfection; members by staff sign.") }),
  command("crew.dispatch", zhEn("派出工作队", "Dispatch a crew"), { dispatch: Id, crew: Id, skill: Id, task: Words, to: Id, due: WhenShape }, ({ state, data, occurred, context }) => {
    const crew = known<CrewView>(state, crewRef(data.crew), "data.crew");
    if (isRefusal(crew)) return crew;
    const missing = knownOrg(state, data.to, "data.to");
    if (missing !== null) return missing;
    if (state.thing(dispatchRef(data.dispatch)) !== undefined) return refuse("dispatch-exists", `Dispatch ${data.dispatch} is on record already.`, { where: "data.dispatch", fix: "Use another number." });
    const about = [dispatchRef(data.dispatch)];
    const objections: Objection[] = [];
    if (crew.claimedBy !== null) objections.push({ refusal: refuse("already-promised", `${data.crew} is promised to ${crew.claimedBy.by}.`, { where: "data.crew", fix: "Take the nearest one that is free.", params: { ref: `crew:${data.crew}` } }), about: [...about, crewRef(data.crew)], finding: null });
    if (!crew.skills.includes(data.skill)) objections.push({ refusal: refuse("crew-lacks-skill", `${data.crew} does not do ${data.skill}.`, { where: "data.skill", fix: "Take a crew that does.", params: { crew: data.crew } }), about, finding: null });
    const untrained = crew.members.filter((member) => lackingOf(state, member, [data.skill], context.now).length > 0);
    if (untrained.length > 0) objections.push({ refusal: refuse("crew-untrained", `Without a valid certificate for ${data.skill}: ${untrained.join(", ")}.`, { where: "data.crew", fix: "Train them, or send a crew whose members are.", params: { members: untrained.join(", ") } }), about, finding: null });
    return { objections, events: [
      event("crew.claimed", occurred, [crewRef(data.crew)], { crew: data.crew, by: data.dispatch, incident: context.incident }, "city"),
      event("dispatch.sent", occurred, about, { ...data, crewOrg: crew.org, place: placeOf(state, data.to) }),
    ] };
  }),
  command("dispatch.arrive", zhEn("登记工作队到达", "Record a crew's arrival"), { dispatch: Id }, ({ state, data, occurred }) => {
    const sent = known<DispatchView>(state, dispatchRef(data.dispatch), "data.dispatch");
    return isRefusal(sent) ? sent : [event("dispatch.arrived", occurred, [dispatchRef(data.dispatch)], { ...data, to: sent.to })];
  }, { on: { kind: "dispatch", field: "dispatch", statuses: ["sent"] }, help: zhEn("由接收单位登记。", "Recorded by whoever asked for it.") }),
  command("dispatch.end", zhEn("结束派遣", "End a dispatch"), { dispatch: Id, point: Type.Optional(PointShape) }, ({ state, data, occurred, context }) => {
    const sent = known<DispatchView>(state, dispatchRef(data.dispatch), "data.dispatch");
    if (isRefusal(sent)) return sent;
    const claim = (state.thing(crewRef(sent.crew))?.state as CrewView | undefined)?.claimedBy;
    // Only its own claim is lifted: a crew reported elsewhere meanwhile stays promised there.
    const own = claim?.incident === context.incident && claim.by === data.dispatch;
    const freed: NewEvent[] = own ? [event("crew.freed", occurred, [crewRef(sent.crew)], { crew: sent.crew, ...(data.point === undefined ? {} : { point: data.point }) }, "city")] : [];
    return [event("dispatch.ended", occurred, [dispatchRef(data.dispatch)], { dispatch: data.dispatch }), ...freed];
  }, { on: { kind: "dispatch", field: "dispatch", statuses: ["sent", "arrived"] } }),
];

const assets: readonly CommandDef[] = [
  command("asset.register", zhEn("登记统筹资源", "Put a resource into the pool"), { asset: Id, org: Id, type: Type.Union(ASSETS.map((type) => Type.Literal(type))), quantity: Type.Integer({ minimum: 0 }) }, ({ state, data, occurred }) =>
    knownOrg(state, data.org, "data.org") ?? [event("asset.registered", occurred, [assetRef(data.asset)], { ...data, place: placeOf(state, data.org) }, "city")]),
  command("asset.lend", zhEn("调拨资源", "Lend from the pool"), { loan: Id, asset: Id, to: Id, quantity: Type.Integer({ minimum: 1 }), until: WhenShape }, ({ state, data, occurred }) => {
    const asset = known<AssetView>(state, assetRef(data.asset), "data.asset");
    if (isRefusal(asset)) return asset;
    const missing = knownOrg(state, data.to, "data.to");
    if (missing !== null) return missing;
    if (state.thing(loanRef(data.loan)) !== undefined) return refuse("loan-exists", `Loan ${data.loan} is on record already.`, { where: "data.loan", fix: "Use another number." });
    const objections: Objection[] = data.quantity <= asset.free ? [] : [{ refusal: refuse("pool-short", `Of ${data.asset} ${asset.free} are free.`, { where: "data.quantity", fix: "Lend fewer, or look for the rest with another department.", params: { free: asset.free } }), about: [loanRef(data.loan)], finding: null }];
    return { objections, events: [
      event("asset.lent", occurred, [assetRef(data.asset)], { asset: data.asset, quantity: data.quantity, loan: data.loan }, "city"),
      event("loan.made", occurred, [loanRef(data.loan)], { ...data, owner: asset.org }),
    ] };
  }, { on: { kind: "asset", field: "asset", statuses: ["free"] } }),
  command("loan.receive", zhEn("登记收到", "Record a loan received"), { loan: Id }, ({ state, data, occurred }) => {
    const loan = known<LoanView>(state, loanRef(data.loan), "data.loan");
    return isRefusal(loan) ? loan : [event("loan.received", occurred, [loanRef(data.loan)], { loan: data.loan, to: loan.to, owner: loan.owner, until: loan.until })];
  }, { on: { kind: "loan", field: "loan", statuses: ["lent"] } }),
  command("loan.end", zhEn("登记归还", "Record a loan given back"), { loan: Id }, ({ state, data, occurred }) => {
    const loan = known<LoanView>(state, loanRef(data.loan), "data.loan");
    if (isRefusal(loan)) return loan;
    if (loan.status === "ended") return refuse("loan-ended", `Loan ${data.loan} has been given back already.`, { where: "data.loan", fix: "Nothing is to be done." });
    return [
      event("loan.ended", occurred, [loanRef(data.loan)], { loan: data.loan, owner: loan.owner, to: loan.to }),
      event("asset.returned", occurred, [assetRef(loan.asset)], { asset: loan.asset, quantity: loan.quantity, loan: data.loan }, "city"),
    ];
  }, { on: { kind: "loan", field: "loan", statuses: ["lent", "received"] } }),
];

export const commands: readonly CommandDef[] = [...crews, ...assets];
