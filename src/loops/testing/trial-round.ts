/**
 * A round of testing to try the loop in: a township that samples, two laboratories, an inspector of the city.
 * Every step goes through the commands anybody would send. Tests stand on it; no city is it.
 */
import { at, HOUR, MINUTE, type Ms } from "../../base/time.ts";
import type { Post } from "../../engine/event.ts";
import type { ResolvedPack } from "../../engine/pack/types.ts";
import type { Trial } from "../../engine/trial.ts";
import { COMMAND, tryCity } from "../trial-city.ts";

/** Opens rounds and answers for the district. */
export const HEAD: Post = { org: "A", role: "head" };
/** Samples in the township, and sends tubes on. */
export const TOWN: Post = { org: "A1", role: "sampling_head" };
export const COURIER: Post = { org: "A1", role: "courier_head" };
export const LAB: Post = { org: "lab1", role: "lab_head" };
export const LAB2: Post = { org: "lab2", role: "lab_head" };
export const INSPECTOR: Post = { org: "city", role: "inspector" };

export function tryRound(pack: ResolvedPack, start: Ms, lasts = 8 * HOUR): Trial {
  const trial = tryCity(pack, start);
  for (const lab of ["lab1", "lab2"]) {
    trial.tell(COMMAND, "org.register", { org: lab, level: "laboratory", parent: "city" });
    trial.tell(COMMAND, "responsibility.assign", { org: lab, duty: "tube.test", roles: ["lab_head"] });
    trial.tell(COMMAND, "lab.register", { lab: lab.replace("lab", "L"), org: lab, tubesPerDay: 240, poolSizes: [1, 5, 10], hours: "00:00-24:00", accredited: true });
  }
  const answers = [
    ["A1", "point.sampling", "sampling_head"], ["A1", "tube.deliver", "courier_head"], ["A", "point.help", "head"], ["A", "round.finish", "head"], ["city", "integrity.decide", "inspector"],
    ["city", "lab.relieve", "duty_officer"], ["A1c", "household.check", "branch_secretary"], ["A1c", "missing.follow", "branch_secretary"], ["A1c", "calendar.test", "employer"], ["A1c", "decision.repeat", "branch_secretary"],
    ["A1", "decision.repeat", "sampling_head"], ["A", "decision.repeat", "head"],
  ] as const;
  for (const [org, duty, role] of answers) trial.tell(COMMAND, "responsibility.assign", { org, duty, roles: [role] });
  trial.tell(HEAD, "round.open", { round: "R1", area: "A", scope: "everybody in A", start: at(start), targetEnd: at(start + lasts), poolSize: 10 });
  openPoint(trial, "P1", lasts);
  return trial;
}

export function openPoint(trial: Trial, point: string, lasts: Ms, more: object = {}): void {
  const now = trial.simulation.now();
  trial.tell(HEAD, "point.open", { round: "R1", point, org: "A1", planned: 800, start: at(now), end: at(now + lasts), samplers: ["s1", "s2"], slotMinutes: 30, oneWay: true, riskLane: true, ...more });
}

export function collect(trial: Trial, tube: string, members: readonly string[], more: object = {}): void {
  trial.tell(TOWN, "tube.collect", { tube, point: "R1/P1", sampler: "s1", members, swabs: members.length, ...more });
}

/** Collected, at the laboratory and tested, an hour a hand. */
export function tested(trial: Trial, tube: string, members: readonly string[], result = "negative", more: object = {}, how: object = {}): void {
  collect(trial, tube, members, more);
  trial.tell(COURIER, "tubes.pick-up", { tubes: [tube], lab: "L1" });
  trial.wait(30 * MINUTE);
  trial.tell(LAB, "tubes.receive", { tubes: [tube], lab: "L1" });
  const now = trial.simulation.now();
  trial.wait(2 * HOUR);
  trial.tell(LAB, "tube.result", { tube, result, controlCt: 24, run: "r1", well: tube, runStart: at(now + 10 * MINUTE), runEnd: at(now + 100 * MINUTE), ...how });
  trial.tell(LAB, "tubes.report", { tubes: [tube] });
}
