/**
 * State of plans and objectives, which plans are in force at an instant, and the incident action plan of one period
 * on one sheet. A plan is in force from its start to its end by itself: nobody has to remember to switch it off.
 */
import { idOf, ref, type Ref } from "../../../base/ids.ts";
import type { Ms, When } from "../../../base/time.ts";
import type { Duty } from "../../../engine/duty/duty.ts";
import { dataOf, type LedgerEvent, type Post } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { Thing } from "../../../engine/thing.ts";
import type { FORMS } from "./events.ts";

export interface PlanView extends ThingState {
  readonly plan: string;
  readonly form: (typeof FORMS)[number];
  readonly org: string;
  readonly owner: Post;
  readonly start: When;
  readonly end: When;
  readonly safety?: string;
  readonly follows?: string;
  readonly brief?: string;
  readonly objectives: readonly string[];
}

export interface ObjectiveView extends ThingState {
  readonly objective: string;
  readonly plan: string;
  readonly text: string;
  readonly owner: Post;
  readonly due: When;
  readonly measure: string;
}

export const planRef = (plan: string): Ref => ref("plan", plan);
export const objectiveRef = (objective: string): Ref => ref("objective", objective);

function foldPlan(state: PlanView | undefined, event: LedgerEvent): PlanView | undefined {
  if (event.type === "plan.written") return { objectives: [], ...dataOf<object>(event), status: "draft" } as unknown as PlanView;
  if (state === undefined) return state;
  switch (event.type) {
    case "objective.set": return { ...state, objectives: [...state.objectives, dataOf<{ objective: string }>(event).objective] };
    case "plan.adopted": return { ...state, status: "adopted" };
    case "plan.closed": return { ...state, status: "closed" };
    default: return state;
  }
}

const OBJECTIVE: Readonly<Record<string, string>> = {
  "objective.given": "given", "objective.reached": "reached", "objective.carried": "carried-over", "objective.dropped": "dropped",
};

function foldObjective(state: ObjectiveView | undefined, event: LedgerEvent): ObjectiveView | undefined {
  if (event.type === "objective.set") return { ...dataOf<object>(event), status: "draft" } as unknown as ObjectiveView;
  const status = OBJECTIVE[event.type];
  return state === undefined || status === undefined ? state : { ...state, status };
}

export const kinds: readonly Kind[] = [
  {
    kind: "plan", title: zhEn("行动方案", "Action plan"), scope: "incident", fold: foldPlan as Kind["fold"],
    columns: [
      { key: "form", title: zhEn("类型", "Form"), type: "text" },
      { key: "org", title: zhEn("单位", "Organisation"), type: "text" },
      { key: "owner", title: zhEn("负责人", "Owner"), type: "post" },
      { key: "start", title: zhEn("起", "From"), type: "when" },
      { key: "end", title: zhEn("止", "Until"), type: "when" },
    ],
  },
  {
    kind: "objective", title: zhEn("行动目标", "Objective"), scope: "incident", fold: foldObjective as Kind["fold"],
    columns: [
      { key: "plan", title: zhEn("方案", "Plan"), type: "text" },
      { key: "text", title: zhEn("内容", "Text"), type: "text" },
      { key: "owner", title: zhEn("承办岗位", "Owner"), type: "post" },
      { key: "due", title: zhEn("时限", "Due"), type: "when" },
    ],
  },
];

/** Adopted plans whose window holds an instant; one past its end is out of force though nobody closed it. */
export function plansInForce(plans: readonly Thing[], instant: Ms): string[] {
  return plans.filter(({ state }) => {
    const { status, start, end } = state as PlanView;
    return status === "adopted" && start.latest <= instant && instant < end.earliest;
  }).map((thing) => idOf(thing.ref));
}

/** The sheets of an incident action plan, by the numbers of the forms the field knows them by. */
export interface ActionPlan {
  readonly period: { readonly plan: string; readonly start: When; readonly end: When; readonly owner: Post; readonly brief: string | null };
  /** 202: objectives, with where each stands. */
  readonly objectives: readonly { readonly objective: string; readonly text: string; readonly measure: string; readonly owner: Post; readonly due: When; readonly status: string; readonly duty: string | null }[];
  /** 203 and 204: who has what, one row a post. */
  readonly assignments: readonly { readonly post: Post; readonly objectives: readonly string[] }[];
  /** 205: how each of these posts is reached. */
  readonly reach: readonly { readonly post: Post; readonly phone: string | null }[];
  /** 208: the word on safety. */
  readonly safety: string | null;
}

export function actionPlan(plan: PlanView, objectives: readonly Thing[], duties: Iterable<Duty>, phoneOf: (post: Post) => string | null): ActionPlan {
  const dutyOf = new Map([...duties].filter((duty) => duty.kind === "objective.reach").map((duty) => [duty.subject, duty.id]));
  const rows = objectives.map((thing) => thing.state as ObjectiveView).filter((one) => one.plan === plan.plan);
  const posts = [...new Map([plan.owner, ...rows.map((row) => row.owner)].map((post) => [`${post.role}@${post.org}`, post])).values()];
  return {
    period: { plan: plan.plan, start: plan.start, end: plan.end, owner: plan.owner, brief: plan.brief ?? null },
    objectives: rows.map(({ objective, text, measure, owner, due, status }) => ({ objective, text, measure, owner, due, status, duty: dutyOf.get(objectiveRef(objective)) ?? null })),
    assignments: posts.map((post) => ({ post, objectives: rows.filter(({ owner }) => owner.org === post.org && owner.role === post.role).map(({ objective }) => objective) })),
    reach: posts.map((post) => ({ post, phone: phoneOf(post) })),
    safety: plan.safety ?? null,
  };
}
