// Findings from silence: each is there when nobody acted and gone when the act is on record; none names a penalty.
import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../base/time.ts";
import type { Post } from "../event.ts";
import { packOf, type Trial } from "../trial.ts";
import { askJob, CLERK, HEAD, MAYOR, trialModel, tryJobs } from "../trial-loop.ts";
import type { Finding } from "./finding.ts";
import { findings } from "./findings.ts";
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };

const PACK = packOf(duties);
const T = Date.UTC(2026, 4, 1);
const TYPIST: Post = { org: "north-1", role: "typist" };
const SECOND: Post = { org: "north", role: "second" };
const TRACER: Post = { org: "north", role: "tracer" };

function found({ simulation }: Trial, kind?: string): Finding[] {
  const all = findings({ model: trialModel, state: simulation.state, duties: simulation.state.allDuties(), events: simulation.events, context: simulation.context() });
  return kind === undefined ? all : all.filter((finding) => finding.kind === kind);
}

function asked(more: object = {}): Trial {
  const trial = tryJobs(PACK, T);
  askJob(trial, "J1", more);
  return trial;
}

const happens = (trial: Trial, actor: Post, event: string, data: object = {}, at?: number): void =>
  void trial.tell(actor, "say", { event, about: ["job:J1"], with: data }, at === undefined ? {} : { at });
const seqOf = (trial: Trial, type: string): number => trial.said(type)[0]!.seq;

describe("a duty nobody did", () => {
  test("is found from silence once it is overdue, by who answers for it, with the hour and post of the alarm", () => {
    const trial = asked();
    trial.wait(4 * HOUR - 1);
    expect(found(trial)).toEqual([]);
    trial.wait(1);
    expect(found(trial)).toEqual([{
      kind: "job_late", duty: "job.do", clause: "handover.sign", holder: HEAD, missedBy: [HEAD, SECOND], due: { earliest: T + 4 * HOUR, latest: T + 4 * HOUR }, done: null,
      late: null, certainty: "certain", mark: null, raisedAt: T + 4 * HOUR, raisedTo: { org: "city", role: "chief" }, evidence: [seqOf(trial, "job.asked")], means: [], subjects: ["job:J1"],
    }]);
  });

  test("is measured to the first harm it should have prevented, else to nothing", () => {
    const trial = asked();
    trial.wait(9 * HOUR);
    happens(trial, MAYOR, "job.harmed");
    trial.wait(9 * HOUR);
    happens(trial, MAYOR, "job.harmed");
    expect(found(trial)[0]).toMatchObject({ late: { least: 5 * HOUR, most: 5 * HOUR, certainty: "certain" }, done: null, evidence: [seqOf(trial, "job.asked"), seqOf(trial, "job.harmed")] });
  });

  test("pending with a unit, it is asked of those who answer there; the sender still holds it", () => {
    const trial = asked({ unit: "north-1" });
    trial.wait(5 * HOUR);
    expect(found(trial, "job_late")[0]).toMatchObject({ holder: HEAD, missedBy: [CLERK, TYPIST] });
  });

  test("held by the command because nobody was named, it is a finding without a role that missed it", () => {
    const trial = tryJobs(PACK, T);
    trial.tell(MAYOR, "say", { event: "job.asked", about: ["job:J1"], with: { unit: "north-2", logged: true } });
    trial.tell(MAYOR, "duty.block", { duty: trial.duty("job.do").id, missing: ["saw"], note: "n" });
    trial.wait(2 * HOUR);
    expect(trial.duty("help")).toMatchObject({ holder: MAYOR, unassigned: true });
    expect(found(trial, "no_help")[0]).toMatchObject({ missedBy: [], holder: MAYOR });
  });
});

describe("a duty done", () => {
  test("in time makes no finding, reported however late", () => {
    const trial = asked();
    trial.wait(20 * HOUR);
    expect(found(trial, "job_late")).toHaveLength(1);
    happens(trial, HEAD, "job.finished", {}, T + 3 * HOUR);
    expect(found(trial, "job_late")).toEqual([]);
  });

  test("late says by how much, as a range where the times are ranges", () => {
    const trial = tryJobs(PACK, T);
    trial.wait(DAY);
    askJob(trial, "J1", { start: { earliest: T, latest: T + DAY } });
    trial.wait(DAY);
    happens(trial, HEAD, "job.finished");
    expect(found(trial, "job_late")[0]).toMatchObject({ late: { least: 20 * HOUR, most: 44 * HOUR }, certainty: "certain", done: { earliest: T + 2 * DAY, latest: T + 2 * DAY } });
    const maybe = tryJobs(PACK, T);
    maybe.wait(DAY);
    askJob(maybe, "J1", { start: { earliest: T, latest: T + DAY } });
    happens(maybe, HEAD, "job.finished");
    expect(found(maybe, "job_late")[0]).toMatchObject({ late: { least: 0, most: 20 * HOUR }, certainty: "possible" });
  });

  test("in time, and told only after it had lapsed, is no finding either; told to have been late, it is", () => {
    for (const [hour, findingsLeft] of [[3, 0], [5, 1]] as const) {
      const trial = asked();
      trial.wait(6 * HOUR);
      happens(trial, HEAD, "job.dropped");
      expect(found(trial, "job_late")).toHaveLength(1);
      happens(trial, HEAD, "job.finished", {}, T + hour * HOUR);
      expect(found(trial, "job_late")).toHaveLength(findingsLeft);
    }
    const after = asked();
    after.wait(6 * HOUR);
    happens(after, HEAD, "job.dropped");
    after.wait(HOUR);
    happens(after, HEAD, "job.finished");
    expect(found(after, "job_late")[0]).toMatchObject({ done: null });
  });

  test("accepting by mere doing does not make the doer the holder when it fell due", () => {
    const trial = asked({ unit: "north-1" });
    trial.wait(6 * HOUR);
    happens(trial, CLERK, "job.finished");
    expect(found(trial, "job_late")[0]).toMatchObject({ holder: HEAD, missedBy: [CLERK, TYPIST] });
    const accepted = asked({ unit: "north-1" });
    accepted.tell(CLERK, "duty.accept", { duty: accepted.duty("job.do").id });
    accepted.wait(6 * HOUR);
    happens(accepted, CLERK, "job.finished");
    expect(found(accepted, "job_late")[0]).toMatchObject({ holder: CLERK });
  });
});

describe("passing on without following up", () => {
  test("is found when neither receipt nor check is on record, at the hour the sender's own clock ran out", () => {
    const trial = asked({ unit: "north-1" });
    trial.tell(HEAD, "duty.start", { duty: trial.duty("job.do").id });
    trial.wait(HOUR - 1);
    expect(found(trial, "follow_up_missing")).toEqual([]);
    trial.wait(1);
    expect(found(trial, "follow_up_missing")).toEqual([expect.objectContaining({ missedBy: [TRACER], holder: TRACER, raisedAt: T + HOUR, raisedTo: { org: "north", role: "overseer" }, certainty: "certain", late: null, due: { earliest: T + HOUR, latest: T + HOUR }, evidence: [seqOf(trial, "job.asked")] })]);
  });

  test.each<[string, (trial: Trial) => void]>([
    ["a receipt", (trial) => void trial.tell(CLERK, "duty.accept", { duty: trial.duty("job.do").id })],
    ["a plan", (trial) => happens(trial, CLERK, "job.planned")],
    ["a check", (trial) => void trial.tell(TRACER, "duty.look", { duty: trial.duty("job.do").id, note: "rang" })],
  ])("is not found when there is %s, even one learned after the alarm", (_, act) => {
    const trial = asked({ unit: "north-1" });
    act(trial);
    trial.wait(3 * HOUR);
    expect(found(trial, "follow_up_missing")).toEqual([]);
    const later = asked({ unit: "north-1" });
    later.wait(2 * HOUR);
    act(later);
    expect(found(later, "follow_up_missing")).toEqual([]);
  });

  test("a plan made before it was passed on is no follow-up of it", () => {
    const trial = tryJobs(PACK, T);
    askJob(trial, "J1", { due: { earliest: T + 40 * HOUR, latest: T + 40 * HOUR } });
    trial.wait(2 * HOUR);
    happens(trial, HEAD, "job.handed", { to: "north-1" });
    happens(trial, HEAD, "job.planned", {}, T + HOUR);
    trial.wait(2 * HOUR);
    expect(found(trial, "follow_up_missing")).toHaveLength(1);
  });
});

test("each who passes it on is asked for their own follow-up, not for another's", () => {
  const trial = asked({ unit: "south", due: { earliest: T + 400 * HOUR, latest: T + 400 * HOUR } });
  const { id } = trial.duty("job.do");
  const south: Post = { org: "south", role: "head" };
  trial.tell(south, "duty.accept", { duty: id });
  trial.tell(south, "duty.offer", { duty: id, to: CLERK });
  trial.wait(6 * HOUR);
  expect(found(trial, "follow_up_missing").map((finding) => finding.holder)).toEqual([south]);
});

test("what one holder asked for is no excuse of another", () => {
  const trial = asked();
  askJob(trial, "J2");
  trial.tell(HEAD, "duty.block", { duty: trial.duty("job.do", "job:J2").id, missing: ["saw"], note: "n" });
  trial.wait(5 * HOUR);
  const means = new Map(found(trial, "job_late").map((finding) => [finding.subjects.join(), finding.means.length]));
  expect(means).toEqual(new Map([["job:J1", 0], ["job:J2", 1]]));
});

test("what the holder had asked for is shown, and whether it came", () => {
  const trial = asked();
  trial.tell(HEAD, "duty.block", { duty: trial.duty("job.do").id, missing: ["saw", "van"], note: "n" });
  trial.wait(6 * HOUR);
  expect(found(trial, "job_late")[0]!.means).toEqual([{ what: ["saw", "van"], askedAt: { earliest: T, latest: T }, of: MAYOR, answered: null }]);
  trial.tell(MAYOR, "say", { event: "help.given", with: { duty: trial.duty("job.do").id } });
  expect(found(trial, "job_late")[0]!.means[0]!.answered).toEqual({ earliest: T + 6 * HOUR, latest: T + 6 * HOUR });
  expect(found(trial, "no_help")[0]).toMatchObject({ late: { least: 5 * HOUR }, missedBy: [] });
});

describe("a breach", () => {
  test("on record is a finding of its own, with who answers and what it rests on", () => {
    const trial = tryJobs(PACK, T);
    trial.tell(CLERK, "say", { event: "job.asked", about: ["job:J1"], breaks: ["noise"] }, { reported: true });
    expect(found(trial, "rule_broken")).toEqual([expect.objectContaining({
      duty: "job.do", holder: HEAD, missedBy: [HEAD, SECOND], raisedTo: { org: "north", role: "overseer" }, evidence: [seqOf(trial, "job.asked")], subjects: ["job:J1"],
    })]);
  });

  test("ordered and refused leaves none", () => {
    const trial = tryJobs(PACK, T);
    expect(trial.code(CLERK, "say", { event: "job.asked", about: ["job:J1"], breaks: ["noise"] })).toBe("rule-broken");
    expect(found(trial)).toEqual([]);
  });
});

test("what one post let slip from one fact at several places is one finding", () => {
  const trial = tryJobs(PACK, T);
  trial.tell(HEAD, "say", { event: "job.asked", about: ["job:J1", "job:J2"] });
  trial.wait(5 * HOUR);
  expect(found(trial, "job_late")).toEqual([expect.objectContaining({ subjects: ["job:J1", "job:J2"], evidence: [seqOf(trial, "job.asked")] })]);
  askJob(trial, "J3");
  trial.wait(5 * HOUR);
  expect(found(trial, "job_late").map((finding) => finding.subjects)).toEqual([["job:J1", "job:J2"], ["job:J3"]]);
});

test("findings come in the order their alarms were raised and speak of no penalty", () => {
  const trial = asked({ unit: "north-1" });
  trial.wait(2 * DAY);
  const all = found(trial);
  expect(all.map((finding) => finding.kind)).toEqual(["follow_up_missing", "job_late"]);
  expect(all.map((finding) => finding.raisedAt)).toEqual(all.map((finding) => finding.raisedAt).sort((a, b) => a - b));
  expect(JSON.stringify(all)).not.toMatch(/penalt|punish|sanction|dismiss|fine of/i);
});
