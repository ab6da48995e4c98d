/**
 * Whether somebody may take a post: trained for the role on the version in force, rested, within the hours the
 * rules allow, and of a standing that may hold what the post answers for. Says what is lacking; decides nothing.
 */
import { refuse } from "../../../base/refusal.ts";
import { DAY, HOUR, type Ms } from "../../../base/time.ts";
import type { Post } from "../../../engine/event.ts";
import type { Context, Objection } from "../../../engine/loop.ts";
import { lengthMs, list } from "../../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../../engine/pack/types.ts";
import { orgOf } from "../../../engine/select.ts";
import type { State } from "../../../engine/state.ts";
import { skillRef, trainingRef, workerRef, type Certificate, type Stretch, type TrainingView, type WorkerView } from "./views.ts";

const WEEK = 7 * DAY;

/** A break shorter than this is no rest: the hours around it are one stretch. */
const BREAK = HOUR;

export function workerOf(state: State, who: string): WorkerView | undefined {
  return state.thing(workerRef(who))?.state as WorkerView | undefined;
}

function holdsCertificate(state: State, held: readonly Certificate[], wanted: string, instant: Ms): boolean {
  const version = Number(state.thing(skillRef(wanted))?.state["version"] ?? 0);
  return held.some(({ certificate, until, version: learned }) => certificate === wanted && until > instant && (learned ?? 0) >= version);
}

/** Certificates a role asks for that this person has not, or no longer, or on an old version. */
export function lackingFor(state: State, who: string, role: string, instant: Ms): string[] {
  const wanted = (state.thing(trainingRef(role))?.state as TrainingView | undefined)?.certificates ?? [];
  return lackingOf(state, who, wanted, instant);
}

export function lackingOf(state: State, who: string, wanted: readonly string[], instant: Ms): string[] {
  const held = workerOf(state, who)?.certificates ?? [];
  return wanted.filter((certificate) => !holdsCertificate(state, held, certificate, instant));
}

/** Stretches that overlap, touch or are parted by a break only, as one. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  for (const one of stretches.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = found.at(-1);
    if (last !== undefined && one.from <= last.to + BREAK) found[found.length - 1] = { from: last.from, to: Math.max(last.to, one.to) };
    else found.push(one);
  }
  return found;
}

/** Limits of the rules that these stretches go beyond: too long at once, too little rest between, too much in a week. */
export function beyondLimits(stretches: readonly Stretch[], pack: ResolvedPack): ("shift" | "rest" | "week")[] {
  const all = joined(stretches);
  const longest = lengthMs(pack, "staff.shift.max");
  const rest = lengthMs(pack, "staff.rest.min");
  const week = lengthMs(pack, "staff.week.max");
  const inWeekFrom = (start: Ms): Ms => all.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, start + WEEK) - Math.max(from, start)), 0);
  return [
    ...(all.some(({ from, to }) => to - from > longest) ? ["shift" as const] : []),
    ...(all.some(({ from }, index) => index > 0 && from - all[index - 1]!.to < rest) ? ["rest" as const] : []),
    ...(all.some(({ from }) => inWeekFrom(from) > week) ? ["week" as const] : []),
  ];
}

/** Duties the map makes this post answer for that somebody of this standing may not hold. */
function outOfBounds(state: State, post: Post, worker: WorkerView | undefined, pack: ResolvedPack): string[] {
  if (worker === undefined || worker.standing === "staff") return [];
  const answered = Object.entries(orgOf(state, post.org)?.answers ?? {}).filter(([, roles]) => roles.includes(post.role)).map(([duty]) => duty);
  return worker.standing === "adviser" ? answered : answered.filter((duty) => !list(pack, "volunteer.duties").includes(duty.replaceAll(".", "-")));
}

/** What speaks against this person at this post for these hours. */
export function objectionsTo(state: State, post: Post, who: string, stretches: readonly Stretch[], context: Context, where: string, planned: "with-plans" | "worked-only" = "with-plans"): Objection[] {
  const begins = Math.min(...stretches.map(({ from }) => from));
  const worker = workerOf(state, who);
  const params = { who, org: post.org, role: post.role };
  const found = [];
  const missing = lackingFor(state, who, post.role, begins);
  if (missing.length > 0) {
    found.push(refuse("untrained", `${who} has no valid certificate for ${missing.join(", ")}, which ${post.role} needs.`, { where, fix: "Train them first, or name somebody who is.", params: { ...params, certificates: missing.join(", ") } }));
  }
  const barred = outOfBounds(state, post, worker, context.pack);
  if (barred.length > 0) {
    found.push(refuse("standing-too-low", `${who} helps as ${worker!.standing} and may not hold: ${barred.join(", ")}.`, { where, fix: "Name staff for this post; volunteers take the tasks open to them.", params: { ...params, duties: barred.join(", ") } }));
  }
  const plans = planned === "with-plans" ? Object.entries(worker?.planned ?? {}) : [];
  const elsewhere = [...worker?.worked ?? [], ...plans.filter(([key]) => key !== `${post.role}@${post.org}`).flatMap(([, shifts]) => shifts)];
  const beyond = worker === undefined ? [] : beyondLimits([...elsewhere, ...stretches], context.pack);
  if (beyond.length > 0) {
    found.push(refuse("over-hours", `${who} would work beyond the limits: ${beyond.join(", ")}.`, { where, fix: "Share the hours out, or give the decision that allows it.", params: { ...params, limits: beyond.join(", ") } }));
  }
  return found.map((refusal) => ({ refusal, about: [], finding: null }));
}
