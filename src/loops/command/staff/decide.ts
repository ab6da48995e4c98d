/**
 * Commands of staff → events or a refusal: workers by their sign, training and procedures, being at work, hazards.
 * A check-in is what happened and is never refused: coming untrained, unrested or to the wrong post is a breach on record.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import type { When } from "../../../base/time.ts";
import { command, event, Id, known, knownOrg, placeOf, WhenShape, Words } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { lengthMs } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import { POSTS, type SiteView } from "../../quarantine/views.ts";
import { STANDINGS } from "./events.ts";
import { objectionsTo } from "./fitness.ts";
import { procedureRef, skillRef, trainingRef, workerRef, type ProcedureView, type WorkerView } from "./views.ts";

const siteRef = (site: string): Ref => ref("site", site);
const How = Type.Union([Type.Literal("on-site"), Type.Literal("phone")]);

const training: readonly CommandDef[] = [
  command("worker.register", zhEn("登记工作人员", "Register a worker"), { worker: Id, org: Id, standing: Type.Union(STANDINGS.map((standing) => Type.Literal(standing))) }, ({ state, data, occurred }) =>
    knownOrg(state, data.org, "data.org") ?? [event("worker.registered", occurred, [workerRef(data.worker)], { ...data, place: placeOf(state, data.org) }, "city")], { help: zhEn("只登记工号，不登记姓名。", "By staff sign only, never by name.") }),
  command("certificate.record", zhEn("登记培训合格", "Record a certificate"), { worker: Id, certificate: Id, until: WhenShape, version: Type.Optional(Type.Integer({ minimum: 1 })) }, ({ state, data, occurred }) => {
    const worker = known(state, workerRef(data.worker), "data.worker");
    return isRefusal(worker) ? worker : [event("certificate.recorded", occurred, [workerRef(data.worker)], data, "city")];
  }, { on: { kind: "worker", field: "worker" } }),
  command("training.require", zhEn("规定上岗培训", "Require training of a role"), { role: Id, certificates: Type.Array(Id, { maxItems: 20, uniqueItems: true }) }, ({ data, occurred }) =>
    [event("training.required", occurred, [trainingRef(data.role)], data, "city")]),
  command("procedure.publish", zhEn("发布操作规程", "Publish a procedure"), { procedure: Id, version: Type.Integer({ minimum: 1 }), text: Words, certificate: Type.Optional(Id) }, ({ state, data, occurred }) => {
    const before = (state.thing(procedureRef(data.procedure))?.state as ProcedureView | undefined)?.version ?? 0;
    if (data.version <= before) return refuse("version-not-newer", `Version ${before} of ${data.procedure} is in force already.`, { where: "data.version", fix: "Give it the next version.", params: { version: before } });
    return [event("procedure.published", occurred, [procedureRef(data.procedure), ...(data.certificate === undefined ? [] : [skillRef(data.certificate)])], { certificate: null, ...data }, "city")];
  }),
];

/** Coming on site fills the site's post of that name: nobody has to say it a second time. */
function fillsPost(state: State, { worker, role, site, how }: { worker: string; role: string; site?: string; how: string }, occurred: When): NewEvent[] {
  const found = site === undefined || how !== "on-site" ? undefined : state.thing(siteRef(site))?.state as SiteView | undefined;
  if (found === undefined || !(POSTS as readonly string[]).includes(role)) return [];
  const posts = { ...found.posts, [role]: worker };
  return [event("site.posts_filled", occurred, [siteRef(site!)], { site, posts: { [role]: worker }, complete: POSTS.every((post) => posts[post] !== undefined) }, "city")];
}

const work: readonly CommandDef[] = [
  command("staff.check-in", zhEn("到岗签到", "Check in at a post"), { worker: Id, org: Id, role: Id, site: Type.Optional(Id), how: How }, ({ state, data, occurred, context }) => {
    const worker = known<WorkerView>(state, workerRef(data.worker), "data.worker");
    if (isRefusal(worker)) return worker;
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    if (worker.at !== null) return refuse("at-work-already", `${data.worker} is at ${worker.at.role} of ${worker.at.org}.`, { where: "data.worker", fix: "Check out there first.", params: { org: worker.at.org, role: worker.at.role } });
    const stretch = { from: occurred.latest, to: occurred.latest + lengthMs(context.pack, "staff.shift.max") };
    return {
      // What was planned for these hours is this very shift; only what was worked before counts against it.
      objections: objectionsTo(state, { org: data.org, role: data.role }, data.worker, [stretch], context, "data.worker", "worked-only"),
      events: [
        event("staff.checked_in", occurred, [workerRef(data.worker)], { ...data, place: placeOf(state, data.org) }, "city"),
        ...fillsPost(state, data, occurred),
        event("staff.clock_started", occurred, [workerRef(data.worker)], { worker: data.worker, org: data.org, role: data.role }),
      ],
    };
  }, { record: true, on: { kind: "worker", field: "worker", statuses: ["off"] } }),
  command("staff.check-out", zhEn("离岗签退", "Check out"), { worker: Id }, ({ state, data, occurred }) => {
    const worker = known<WorkerView>(state, workerRef(data.worker), "data.worker");
    if (isRefusal(worker)) return worker;
    if (worker.at === null) return refuse("not-at-work", `${data.worker} is not checked in.`, { where: "data.worker", fix: "Nothing is to be recorded." });
    return [event("staff.checked_out", occurred, [workerRef(data.worker)], { ...data, org: worker.at.org, role: worker.at.role }, "city")];
  }, { record: true, on: { kind: "worker", field: "worker", statuses: ["at-work"] } }),
  command("hazard.report", zhEn("报告安全隐患", "Report a hazard to staff"), { hazard: Id, org: Id, what: Words }, ({ state, data, occurred }) =>
    knownOrg(state, data.org, "data.org") ?? [event("hazard.reported", occurred, [ref("hazard", data.hazard)], data)], { record: true }),
  command("hazard.answer", zhEn("登记隐患处理", "Answer a hazard"), { hazard: Id, answer: Words }, ({ state, data, occurred }) => {
    const hazard = known(state, ref("hazard", data.hazard), "data.hazard");
    return isRefusal(hazard) ? hazard : [event("hazard.answered", occurred, [ref("hazard", data.hazard)], data)];
  }, { on: { kind: "hazard", field: "hazard", statuses: ["reported"] } }),
];

export const commands: readonly CommandDef[] = [...training, ...work];
