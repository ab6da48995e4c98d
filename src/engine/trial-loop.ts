/**
 * A loop to try the machine on: organisations in three levels, a job passed down them, and a table with every
 * kind of trigger and of verification. One command says whatever is to have happened. No city runs it.
 */
import { refuse } from "../base/refusal.ts";
import type { Ref } from "../base/ids.ts";
import { Type } from "../base/schema.ts";
import type { Ms } from "../base/time.ts";
import { command, event, latest, orgRef } from "./define.ts";
import { dutyLoop } from "./duty/loop.ts";
import { dataOf, type Post } from "./event.ts";
import type { Kind, Loop } from "./loop.ts";
import { composeModel } from "./model.ts";
import type { ResolvedPack } from "./pack/types.ts";
import { zhEn, type DutyRule, type Text } from "./rule.ts";
import { tryOut, type Trial } from "./trial.ts";

const name = (text: string): Text => zhEn(text, text);
const ACTOR = { org: "actor", actorRole: true } as const;

export const jobRule: DutyRule = {
  kind: "job.do", title: name("do the job"), clause: "handover.sign", verifiedBy: "asker", finding: "job_late", harm: ["job.harmed"], watched: true,
  opens: [{ on: "job.asked", subject: "job", asker: ACTOR, holder: ACTOR, offer: { org: "data.unit" }, start: "data.start", due: "data.due" }],
  offers: [{ on: "job.handed", subject: "job", to: { org: "data.to" } }],
  moves: [
    { on: "job.seen", subject: "job", as: "accepted" }, { on: "job.begun", subject: "job", as: "started" }, { on: "job.planned", subject: "job", as: "planned" },
    { on: "job.checked", subject: "job", as: "looked", byHolder: true }, { on: "job.short", subject: "job", as: "blocked", missing: "data.missing" },
    { on: "job.eased", subject: "job", as: "unblocked" }, { on: "job.signed", subject: "job", as: "verified", by: "data.site" },
    { on: "job.faulted", subject: "job", as: "rejected" },
    { on: "job.finished", subject: "job", as: "done" }, { on: "job.dropped", subject: "job", as: "lapsed" },
  ],
};

const rules: readonly DutyRule[] = [
  jobRule,
  {
    kind: "job.log", title: name("log the job"), clause: null, verifiedBy: "record", finding: null, moves: [{ on: "job.logged", subject: "job", as: "done" }],
    opens: [{ on: "job.asked", when: { "data.logged": true }, subject: "job", asker: { org: "command" }, holder: { org: "thing.unit", answers: "job.do" } }],
  },
  {
    kind: "job.round", title: name("look at the job each day"), clause: "site.head-count", verifiedBy: "sample", finding: "round_missed",
    opens: [{ on: "job.asked", when: { "data.rounds": true }, subject: "job", asker: { org: "command" }, holder: { org: "data.unit", answers: "job.do" }, onlyIfMapped: true }],
    moves: [{ on: "job.counted", subject: "job", as: "done" }], repeatsWhile: { "thing.status": "asked" },
  },
  {
    kind: "help", title: name("provide what is missing"), clause: "capacity.answer", verifiedBy: "counterpart", finding: "no_help",
    opens: [{ on: "duty.blocked", subject: "duty:data.duty", asker: { org: "data.holderOrg", post: "data.holder" }, holder: { org: "above:data.holderOrg" } }],
    moves: [{ on: "help.given", subject: "duty:data.duty", as: "done" }, { on: "duty.unblocked", subject: "duty:data.duty", as: "verified" }, { on: "duty.done", subject: "duty:data.duty", as: "lapsed" }],
  },
];

const EVENTS = [
  "org.set", "tool.set", "job.asked", "job.handed", "job.seen", "job.begun", "job.planned", "job.checked", "job.short", "job.eased", "job.signed", "job.faulted", "job.finished",
  "job.dropped", "job.logged", "job.counted", "job.harmed", "help.given",
];

const say = command("say", name("it happened"), {
  event: Type.String(), about: Type.Optional(Type.Array(Type.String())), with: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  city: Type.Optional(Type.Boolean()), breaks: Type.Optional(Type.Array(Type.String())),
}, ({ data, occurred }) => ({
  events: [event(data.event, occurred, (data.about ?? []) as Ref[], data.with ?? {}, data.city === true ? "city" : undefined)],
  objections: (data.breaks ?? []).map((rule) => ({
    refusal: refuse("rule-broken", `It breaks the rule on ${rule}.`, { fix: "Keep to the rule." }), about: (data.about ?? []) as Ref[], finding: "rule_broken", answers: { duty: "job.do", org: "north" },
  })),
}));

const foldOrg: Kind["fold"] = (state, happened) => (happened.type === "org.set" ? { status: "active", answers: {}, deputies: {}, ...state, ...dataOf<object>(happened) } : state);

const trialLoop: Loop = {
  name: "trial", title: name("trial"), events: Object.fromEntries(EVENTS.map((type) => [type, name(type)])), commands: [say], duties: rules,
  kinds: [
    { kind: "org", title: name("organisation"), scope: "city", columns: [], fold: foldOrg },
    { kind: "tool", title: name("tool"), scope: "city", columns: [], fold: latest({ "tool.set": "set" }) },
    { kind: "job", title: name("job"), scope: "incident", columns: [{ key: "unit", title: name("unit"), type: "text" }], fold: latest({ "job.asked": "asked", "job.finished": "finished", "job.dropped": "dropped" }) },
  ],
};

export const trialModel = composeModel([dutyLoop, trialLoop]);

export const MAYOR: Post = { org: "city", role: "mayor" };
export const HEAD: Post = { org: "north", role: "head" };
export const CLERK: Post = { org: "north-1", role: "clerk" };

/** The tree: a city, two districts, two units below the northern one. `north-2` has nobody for anything. */
export const TREE: readonly { readonly org: string; readonly parent: string | null; readonly answers?: object; readonly deputies?: object }[] = [
  { org: "city", parent: null, answers: { command: ["mayor"], oversight: ["chief"] }, deputies: { mayor: "vice" } },
  { org: "north", parent: "city", answers: { command: ["head"], "job.do": ["head", "second"], help: ["head"], "follow-up": ["tracer"], oversight: ["overseer"] }, deputies: { head: "deputy" } },
  { org: "south", parent: "city", answers: { command: ["head"], "job.do": ["head"] } },
  { org: "north-1", parent: "north", answers: { "job.do": ["clerk", "typist"], command: ["clerk"] }, deputies: { clerk: "stand-in" } },
  { org: "north-2", parent: "north" },
];

export function tryJobs(pack: ResolvedPack, start: Ms): Trial {
  const trial = tryOut({ model: trialModel, pack, start, commandPost: MAYOR });
  for (const org of TREE) trial.tell(MAYOR, "say", { event: "org.set", about: [orgRef(org.org)], with: org, city: true });
  return trial;
}

/** A job asked for by the northern head, who holds it; offered on to a unit where one is named. */
export function askJob(trial: Trial, job: string, more: object = {}): void {
  trial.tell(HEAD, "say", { event: "job.asked", about: [`job:${job}`], with: more });
}
