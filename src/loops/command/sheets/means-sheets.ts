/** Sheets of means: who is nearest and can, what departments hold in common, who works how long and who investigates what. */
import type { Ref } from "../../../base/ids.ts";
import { DAY, HOUR } from "../../../base/time.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { Thing } from "../../../engine/thing.ts";
import { crewLoad, nearest, pool, type AssetView, type CrewView, type Point } from "../crews/views.ts";
import { workedIn, type WorkerView } from "../staff/views.ts";
import { dutyRefs, ofKind, row, type Row, type Sheet } from "../../../engine/sheet.ts";

const named = (kind: string, ids: readonly string[]): Ref[] => ids.map((id): Ref => `${kind}:${id}`);
const inHours = (length: number): number => Math.round((length / HOUR) * 10) / 10;

/** Kinds of duty that are an investigation. */
const INVESTIGATIONS: ReadonlySet<string> = new Set(["case.trace", "case.interview", "case.look-back", "contact.transfer"]);

/** Where the crews of an organisation stand, as the place to measure from when it has none of its own. */
function pointOf(crews: readonly Thing[], org: string): Point | undefined {
  return crews.map(({ state }) => state as CrewView).find((crew) => crew.org === org && crew.point !== null)?.point ?? undefined;
}

const dispatch: Sheet = {
  name: "dispatch", title: zhEn("就近调度", "Nearest crews"), about: "org", duties: "none", kinds: ["org", "crew"],
  write({ things }, { about = "" }) {
    const crews = ofKind(things, "crew");
    const place = things.find((thing) => thing.ref === `org:${about}`)?.state.place ?? about;
    const point = pointOf(crews, about);
    const skills = [...new Set(crews.flatMap(({ state }) => (state as CrewView).skills))].toSorted();
    return skills.map((skill) => ({
      key: skill, title: zhEn(`专长：${skill}`, `Skill: ${skill}`),
      rows: nearest(crews, { skill, place, ...(point === undefined ? {} : { point }) }).map((one): Row => row(one.crew, one.km === null ? zhEn("组织层级步数", "Steps in the tree") : zhEn("公里", "Kilometres"), [`crew:${one.crew}`], one.km === null ? one.steps : Math.round(one.km * 10) / 10)),
    }));
  },
};

const pooled: Sheet = {
  name: "pool", title: zhEn("资源统筹", "Resource pool"), about: null, duties: "none", kinds: ["asset", "loan"],
  write({ things }) {
    const assets = ofKind(things, "asset");
    const out = ofKind(things, "loan").filter(({ state }) => state.status !== "ended");
    return [
      { key: "free", title: zhEn("可调 / 总数", "Free / all"), rows: pool(assets).map(({ type, quantity, free }) => row(type, type, assets.filter(({ state }) => (state as AssetView).type === type).map(({ ref }) => ref), `${free} / ${quantity}`)) },
      { key: "lent", title: zhEn("已调出", "Lent"), rows: out.map((loan) => ({ ...row(loan.ref, String(loan.state["asset"]), [loan.ref], Number(loan.state["quantity"])), when: loan.state["until"] as NonNullable<Row["when"]> })) },
    ];
  },
};

const staffing: Sheet = {
  name: "staffing", title: zhEn("人员与工时", "Staff and hours"), about: null, duties: "open", kinds: ["worker", "crew"],
  write({ things, duties, now }) {
    const workers = ofKind(things, "worker").map((thing) => ({ thing, worker: thing.state as WorkerView })).filter(({ worker }) => worker.at !== null);
    return [
      { key: "at-work", title: zhEn("在岗人员：7日工时", "At work: hours in seven days"), rows: workers.map(({ thing, worker }) => ({ ...row(thing.ref, worker.worker, [thing.ref], inHours(workedIn(worker, 7 * DAY, now))), post: { org: worker.at!.org, role: worker.at!.role } })) },
      { key: "investigations", title: zhEn("流调任务 / 人员", "Investigations / members"), rows: crewLoad(ofKind(things, "crew"), duties, "tracing", INVESTIGATIONS).map((one) => row(one.org, one.org, [...dutyRefs(one.duties), ...named("crew", one.crews)], `${one.duties.length} / ${one.members}`)) },
    ];
  },
};

export const meansSheets: readonly Sheet[] = [dispatch, pooled, staffing];
