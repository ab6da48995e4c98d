// Those who do the work: trained before they are assigned, rested, relieved in time, volunteers within their limits, hazards answered.
import { afterEach, describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../base/time.ts";
import { isRefusal } from "../../../base/refusal.ts";
import type { Post } from "../../../engine/event.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND, SUBDISTRICT } from "../../trial-city.ts";
import { lawfully } from "../trial-command.ts";
import { beyondLimits } from "./fitness.ts";
import { presentAt, workedIn, type WorkerView } from "./views.ts";
import covid from "../../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2021, 10, 23);
const { tryCity, broken } = lawfully(PACK, T);

afterEach(() => expect(broken()).toEqual([]));

const at = (instant: number) => ({ earliest: instant, latest: instant });
const SITE_HEAD: Post = { org: "h1", role: "manager" };
const worker = (trial: Trial, name: string): WorkerView => trial.simulation.state.thing(`worker:${name}`)!.state as WorkerView;
const workers = (trial: Trial) => [...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith("worker:"));
const shift = (from: number, to: number, who: string) => ({ from: T + from * HOUR, to: T + to * HOUR, who });

function city(): Trial {
  const trial = tryCity();
  for (const who of ["w1", "w2"]) trial.tell(COMMAND, "worker.register", { worker: who, org: "h1", standing: "staff" });
  trial.tell(COMMAND, "post.register", { ...SITE_HEAD, title: { zh: "负责人", en: "Manager" } });
  trial.tell(COMMAND, "post.register", { org: "A1c", role: "branch_secretary", title: { zh: "书记", en: "Secretary" } });
  return trial;
}

function demanding(): Trial {
  const trial = city();
  trial.tell(COMMAND, "training.require", { role: "manager", certificates: ["site-control"] });
  return trial;
}

describe("training", () => {
  const roster = { ...SITE_HEAD, shifts: [shift(1, 9, "w1")] };

  test("[SM-246] [SM-019] without the certificate a post needs nobody is put on its roster; with it they are", () => {
    const trial = demanding();
    expect(trial.code(COMMAND, "roster.set", roster)).toBe("untrained");
    expect(trial.code(COMMAND, "roster.set", { ...roster, allowedBy: "N1" })).toBe("untrained");
    trial.tell(COMMAND, "certificate.record", { worker: "w1", certificate: "site-control", until: at(T + 30 * DAY) });
    expect(trial.code(COMMAND, "roster.set", roster)).toBe("accepted");
    expect(trial.code(COMMAND, "roster.set", { ...roster, shifts: [shift(1, 9, "w7")] })).toBe("untrained");
  });

  test("[SM-246] a certificate that has run out, or of an older version of the procedure, is none", () => {
    const trial = demanding();
    trial.tell(COMMAND, "certificate.record", { worker: "w1", certificate: "site-control", until: at(T), version: 1 });
    expect(trial.code(COMMAND, "roster.set", roster)).toBe("untrained");
    trial.tell(COMMAND, "certificate.record", { worker: "w1", certificate: "site-control", until: at(T + 30 * DAY), version: 1 });
    expect(trial.code(COMMAND, "roster.set", roster)).toBe("accepted");
    trial.tell(COMMAND, "procedure.publish", { procedure: "room-round", version: 2, text: "doors are opened one at a time", certificate: "site-control" });
    expect(trial.code(COMMAND, "roster.set", roster)).toBe("untrained");
    expect(trial.code(COMMAND, "procedure.publish", { procedure: "room-round", version: 2, text: "t" })).toBe("version-not-newer");
  });

  test("reported on the roster untrained, it is on record with its breach", () => {
    const trial = demanding();
    trial.tell(COMMAND, "roster.set", roster, { reported: true });
    expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["untrained"]);
  });
});

describe("hours", () => {
  test("[SM-089] too long a shift, too short a rest, too full a week: none of them is set without a decision", () => {
    const limits = (...shifts: [number, number][]): string[] => beyondLimits(shifts.map(([from, to]) => ({ from: T + from * HOUR, to: T + to * HOUR })), PACK);
    expect(limits([0, 12], [24, 36])).toEqual([]);
    expect(limits([0, 13])).toEqual(["shift"]);
    expect(limits([0, 8], [8, 16])).toEqual(["shift"]);
    expect(limits([0, 7], [7.5, 11])).toEqual([]);
    expect(limits([0, 10], [14, 20])).toEqual(["rest"]);
    expect(limits([0, 12], [24, 36], [48, 60], [72, 84], [96, 108], [120, 132])).toEqual(["week"]);
    const trial = city();
    const long = { ...SITE_HEAD, shifts: [shift(0, 16, "w1")] };
    const refused = trial.ask(COMMAND, "roster.set", long);
    expect(isRefusal(refused) && [refused.code, refused.where, refused.params?.["limits"]]).toEqual(["over-hours", "data.shifts[0].who", "shift"]);
    trial.tell(COMMAND, "roster.set", { ...long, allowedBy: "N7: no relief before morning" });
    expect(trial.said("roster.set").at(-1)!.data["allowedBy"]).toBe("N7: no relief before morning");
  });

  test("[SM-089] hours at two posts count together", () => {
    const trial = city();
    trial.tell(COMMAND, "roster.set", { ...SITE_HEAD, shifts: [shift(0, 10, "w1")] });
    expect(trial.code(COMMAND, "roster.set", { org: "A1c", role: "branch_secretary", shifts: [shift(12, 20, "w1")] })).toBe("over-hours");
    expect(trial.code(COMMAND, "roster.set", { org: "A1c", role: "branch_secretary", shifts: [shift(12, 20, "w2")] })).toBe("accepted");
  });

  test("[SM-089] who has worked as long as anybody may is to be relieved; checked out in time nothing is raised", () => {
    const trial = city();
    trial.tell(COMMAND, "staff.check-in", { worker: "w1", ...SITE_HEAD, site: "S1", how: "on-site" });
    expect(trial.duty("staff.relieve")).toMatchObject({ subject: "worker:w1", due: at(T + 12 * HOUR) });
    trial.wait(11 * HOUR);
    expect(trial.said("duty.reminded").map((event) => event.data["kind"])).toContain("staff.relieve");
    trial.wait(HOUR);
    expect(trial.duty("staff.relieve").overdue).not.toBeNull();
    const twin = city();
    twin.tell(COMMAND, "staff.check-in", { worker: "w1", ...SITE_HEAD, how: "on-site" });
    twin.wait(8 * HOUR);
    twin.tell(COMMAND, "staff.check-out", { worker: "w1" });
    twin.wait(8 * HOUR);
    expect(twin.said("duty.overdue")).toEqual([]);
    expect(workedIn(worker(twin, "w1"), DAY, twin.simulation.now())).toBe(8 * HOUR);
    expect(workedIn(worker(twin, "w1"), 10 * HOUR, twin.simulation.now())).toBe(2 * HOUR);
  });

  test("coming back before they have rested is recorded, with the breach", () => {
    const trial = city();
    trial.tell(COMMAND, "staff.check-in", { worker: "w1", ...SITE_HEAD, how: "on-site" });
    trial.wait(10 * HOUR);
    trial.tell(COMMAND, "staff.check-out", { worker: "w1" });
    trial.wait(3 * HOUR);
    trial.tell(COMMAND, "staff.check-in", { worker: "w1", ...SITE_HEAD, how: "on-site" });
    expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["over-hours"]);
    expect(worker(trial, "w1").status).toBe("at-work");
  });
});

describe("being there", () => {
  test("a post is filled by who has checked in on the spot, and empty again when they leave", () => {
    const trial = city();
    trial.tell(COMMAND, "staff.check-in", { worker: "w1", ...SITE_HEAD, site: "S1", how: "on-site" });
    trial.tell(COMMAND, "staff.check-in", { worker: "w2", org: "h1", role: "medical", site: "S1", how: "phone" });
    expect([...presentAt(workers(trial), { site: "S1" })]).toEqual([["manager", ["w1"]], ["medical", ["w2"]]]);
    expect(worker(trial, "w2").at).toMatchObject({ how: "phone" });
    trial.tell(COMMAND, "staff.check-out", { worker: "w1" });
    expect([...presentAt(workers(trial), { org: "h1" })]).toEqual([["medical", ["w2"]]]);
    expect(presentAt(workers(trial), { site: "S2" }).size).toBe(0);
  });

  test("[SM-246] the site's own posts are filled by who comes on site, and it can open with nobody saying so twice", () => {
    const trial = city();
    const posts = (): unknown => trial.simulation.state.thing("site:S2")!.state["posts"];
    trial.tell(COMMAND, "worker.register", { worker: "w3", org: "h2", standing: "staff" });
    trial.tell(COMMAND, "staff.check-in", { worker: "w3", org: "h2", role: "medical", site: "S2", how: "phone" });
    expect(posts()).toEqual({});
    trial.tell(COMMAND, "staff.check-out", { worker: "w3" });
    trial.tell(COMMAND, "staff.check-in", { worker: "w3", org: "h2", role: "medical", site: "S2", how: "on-site" });
    trial.tell(COMMAND, "staff.check-in", { worker: "w1", org: "h2", role: "clerk", site: "S2", how: "on-site" });
    expect(posts()).toEqual({ medical: "w3" });
    expect(trial.said("site.posts_filled").at(-1)!.data["complete"]).toBe(false);
  });

  test.each([
    ["unknown-worker", "staff.check-in", { worker: "w9", ...SITE_HEAD, how: "on-site" }], ["unknown-organisation", "staff.check-in", { worker: "w1", org: "Z", role: "x", how: "on-site" }],
    ["at-work-already", "staff.check-in", { worker: "w2", ...SITE_HEAD, how: "on-site" }], ["not-at-work", "staff.check-out", { worker: "w1" }],
    ["unknown-worker", "certificate.record", { worker: "w9", certificate: "c", until: at(T) }], ["unknown-organisation", "worker.register", { worker: "w3", org: "Z", standing: "staff" }],
  ])("%s: %s", (code, type, data) => {
    const trial = city();
    trial.tell(COMMAND, "staff.check-in", { worker: "w2", ...SITE_HEAD, how: "on-site" });
    expect(trial.code(COMMAND, type, data)).toBe(code);
  });
});

describe("volunteers and neighbours", () => {
  const knock = { org: "A1c", role: "branch_secretary", shifts: [shift(0, 4, "v1")] };

  test("[SM-113] take the tasks open to them, and no post that holds more", () => {
    const trial = city();
    trial.tell(COMMAND, "worker.register", { worker: "v1", org: "A1c", standing: "volunteer" });
    expect(trial.code(COMMAND, "roster.set", knock)).toBe("standing-too-low");
    trial.tell(COMMAND, "post.register", { org: "A1c", role: "door_knocker", title: { zh: "敲门", en: "Door knocker" } });
    trial.tell(COMMAND, "responsibility.assign", { org: "A1c", duty: "door.knock", roles: ["door_knocker"] });
    expect(trial.code(COMMAND, "roster.set", { ...knock, role: "door_knocker" })).toBe("accepted");
    trial.tell(COMMAND, "worker.register", { worker: "v1", org: "A1c", standing: "adviser" });
    expect(trial.code(COMMAND, "roster.set", { ...knock, role: "door_knocker" })).toBe("standing-too-low");
  });
});

describe("a hazard to staff", () => {
  test("[SM-089] reported by anybody is dealt with in hours or goes up", () => {
    const trial = city();
    trial.tell(COMMAND, "responsibility.assign", { org: "h1", duty: "hazard.answer", roles: ["site_guarantor"] });
    trial.tell(SUBDISTRICT, "hazard.report", { hazard: "Z1", org: "h1", what: "no masks left on the third floor" });
    expect(trial.duty("hazard.answer")).toMatchObject({ holder: { org: "h1", role: "site_guarantor" }, due: at(T + 4 * HOUR) });
    trial.wait(4 * HOUR);
    expect(trial.duty("hazard.answer").overdue).not.toBeNull();
    trial.tell({ org: "h1", role: "site_guarantor" }, "hazard.answer", { hazard: "Z1", answer: "two boxes" });
    trial.tell(SUBDISTRICT, "duty.verify", { duty: trial.duty("hazard.answer").id, note: "seen" });
    expect(trial.duty("hazard.answer").status).toBe("verified");
  });
});
