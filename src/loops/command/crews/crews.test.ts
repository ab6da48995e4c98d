// Crews and the pool: the nearest that can, promised to one task at a time, trained for it; nothing lent twice, and given back.
import { afterEach, describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../base/time.ts";
import type { Post } from "../../../engine/event.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND, COUNTY, DISTRICT, findContacts } from "../../trial-city.ts";
import { lawfully } from "../trial-command.ts";
import { crewLoad, distanceKm, nearest, pool, type AssetView } from "./views.ts";
import covid from "../../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2021, 8, 24);
const { tryCity, broken } = lawfully(PACK, T);

afterEach(() => expect(broken()).toEqual([]));

const TEAM_B: Post = { org: "B", role: "crew_desk" };
const HEAD: Post = { org: "A", role: "head" };
const at = (instant: number) => ({ earliest: instant, latest: instant });
const of = (trial: Trial, kind: string) => [...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith(`${kind}:`));
const sent = { dispatch: "F1", crew: "C2", skill: "tracing", task: "twelve contacts of one meal", to: "A", due: at(T + 2 * HOUR) };

function city(): Trial {
  const trial = tryCity();
  trial.tell(COMMAND, "responsibility.assign", { org: "B", duty: "crew.arrive", roles: ["crew_desk"] });
  for (const [worker, org] of [["w1", "A1"], ["w2", "B"], ["w3", "B"]]) trial.tell(COMMAND, "worker.register", { worker, org, standing: "staff" });
  for (const worker of ["w1", "w2"]) trial.tell(COMMAND, "certificate.record", { worker, certificate: "tracing", until: at(T + 30 * DAY) });
  trial.tell(COMMAND, "crew.register", { crew: "C1", org: "A1", skills: ["disinfection"], members: ["w1"], point: { lat: 45.76, lon: 126.64 } });
  trial.tell(COMMAND, "crew.register", { crew: "C2", org: "B", skills: ["tracing"], members: ["w2"], point: { lat: 45.8, lon: 126.97 } });
  trial.tell(COMMAND, "crew.register", { crew: "C3", org: "B", skills: ["tracing"], members: ["w2", "w3"], point: { lat: 46.6, lon: 127.5 } });
  trial.tell(COMMAND, "crew.register", { crew: "C4", org: "A2", skills: ["tracing"], members: ["w1"] });
  return trial;
}

const rank = (trial: Trial, more = {}): string[] => nearest(of(trial, "crew"), { skill: "tracing", place: "city/A/A1", ...more }).map(({ crew }) => crew);

describe("the nearest that can", () => {
  test("[SM-090] by distance, then by the tree where a place is not known, and only who is free and has the skill", () => {
    const trial = city();
    expect(rank(trial, { point: { lat: 45.75, lon: 126.65 } })).toEqual(["C2", "C3", "C4"]);
    expect(rank(trial)).toEqual(["C4", "C2", "C3"]);
    trial.tell(DISTRICT, "crew.dispatch", sent);
    expect(rank(trial, { point: { lat: 45.75, lon: 126.65 } })).toEqual(["C3", "C4"]);
    trial.tell(COMMAND, "dispatch.end", { dispatch: "F1", point: { lat: 45.75, lon: 126.65 } });
    expect(rank(trial, { point: { lat: 45.75, lon: 126.65 } })[0]).toBe("C2");
  });

  test("a degree of latitude is 111 kilometres", () => {
    expect(distanceKm({ lat: 45, lon: 126 }, { lat: 46, lon: 126 })).toBeCloseTo(111.2, 1);
    expect(distanceKm({ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 })).toBeCloseTo(111.2, 1);
  });
});

describe("a dispatch", () => {
  test("[SM-090] is offered to the crew's own desk, and over when who asked for it signs its arrival", () => {
    const trial = city();
    trial.tell(HEAD, "crew.dispatch", sent);
    expect(trial.duty("crew.arrive")).toMatchObject({ holder: HEAD, offer: { to: TEAM_B }, due: at(T + 2 * HOUR) });
    trial.tell(TEAM_B, "duty.accept", { duty: trial.duty("crew.arrive").id });
    trial.tell(HEAD, "dispatch.arrive", { dispatch: "F1" });
    expect(trial.duty("crew.arrive")).toMatchObject({ status: "verified", done: { timing: "in-time" } });
  });

  test("not there in time, it is an alarm; its own word is no arrival", () => {
    const trial = city();
    trial.tell(HEAD, "crew.dispatch", sent);
    trial.tell(TEAM_B, "duty.accept", { duty: trial.duty("crew.arrive").id });
    trial.tell(TEAM_B, "dispatch.arrive", { dispatch: "F1" });
    expect(trial.duty("crew.arrive").status).toBe("open");
    trial.wait(2 * HOUR);
    expect(trial.duty("crew.arrive").overdue).not.toBeNull();
  });

  test("[SM-019] of members not trained for it is refused, and recorded with the breach when it has happened", () => {
    const trial = city();
    expect(trial.code(HEAD, "crew.dispatch", { ...sent, crew: "C3" })).toBe("crew-untrained");
    trial.tell(HEAD, "crew.dispatch", { ...sent, crew: "C3" }, { reported: true });
    expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["crew-untrained"]);
  });

  test.each([
    ["unknown-crew", { crew: "C9" }], ["crew-lacks-skill", { crew: "C1" }], ["unknown-organisation", { to: "Z" }], ["already-promised", { dispatch: "F2" }], ["dispatch-exists", { crew: "C4" }],
  ])("%s", (code, change) => {
    const trial = city();
    trial.tell(COMMAND, "certificate.record", { worker: "w1", certificate: "disinfection", until: at(T + DAY) });
    trial.tell(HEAD, "crew.dispatch", sent);
    expect(trial.code(HEAD, "crew.dispatch", { ...sent, ...(code === "crew-lacks-skill" ? { dispatch: "F2" } : {}), ...change })).toBe(code);
  });

  test("that ends frees the crew only of its own promise", () => {
    const trial = city();
    trial.tell(HEAD, "crew.dispatch", sent);
    trial.tell(COUNTY, "crew.dispatch", { ...sent, dispatch: "F2", to: "B" }, { reported: true });
    trial.tell(HEAD, "dispatch.end", { dispatch: "F1" });
    expect(trial.simulation.state.thing("crew:C2")!.state).toMatchObject({ status: "claimed", claimedBy: { by: "F2" } });
  });
});

test("[SM-233] [SM-019] members of the tracing crews against open investigations, organisation by organisation", () => {
  const trial = city();
  findContacts(trial, "P1", "P2", "P3");
  trial.tell(COUNTY, "contact.find", { contact: "P4", class: "close", home: "A1c" });
  const rows = crewLoad(of(trial, "crew"), trial.simulation.state.allDuties(), "tracing", new Set(["contact.transfer"]));
  expect(rows.map(({ org, crews, members, duties: owed, perMember }) => [org, crews, members, owed.length, perMember])).toEqual([
    ["A", [], 0, 3, null], ["A2", ["C4"], 1, 0, 0], ["B", ["C2", "C3"], 3, 1, 1 / 3],
  ]);
});

describe("the pool", () => {
  const lend = { loan: "L1", asset: "beds-7", to: "A", quantity: 30, until: at(T + 3 * DAY) };

  function stocked(): Trial {
    const trial = city();
    trial.tell(COMMAND, "responsibility.assign", { org: "B", duty: "loan.deliver", roles: ["store"] });
    trial.tell(COMMAND, "responsibility.assign", { org: "A", duty: "loan.return", roles: ["store"] });
    trial.tell(COMMAND, "asset.register", { asset: "beds-7", org: "B", type: "beds", quantity: 40 });
    return trial;
  }
  const free = (trial: Trial): number => (trial.simulation.state.thing("asset:beds-7")!.state as AssetView).free;

  test("[SM-093] shows what every department holds and what is free, and lends nothing twice", () => {
    const trial = stocked();
    expect(pool(of(trial, "asset"))).toEqual([{ type: "beds", quantity: 40, free: 40, owners: ["B"] }]);
    trial.tell(COMMAND, "asset.lend", lend);
    expect(trial.code(COMMAND, "asset.lend", { ...lend, loan: "L2", quantity: 11 })).toBe("pool-short");
    expect(trial.code(COMMAND, "asset.lend", { ...lend, quantity: 1 })).toBe("loan-exists");
    expect(trial.code(COMMAND, "asset.lend", { ...lend, loan: "L2", asset: "cars" })).toBe("unknown-asset");
    expect(trial.code(COMMAND, "asset.lend", { ...lend, loan: "L2", to: "Z" })).toBe("unknown-organisation");
    expect(pool(of(trial, "asset"))).toEqual([{ type: "beds", quantity: 40, free: 10, owners: ["B"] }]);
    trial.tell(COMMAND, "asset.register", { asset: "beds-7", org: "B", type: "beds", quantity: 50 });
    expect(free(trial)).toBe(20);
  });

  test("[SM-093] a loan is delivered when the borrower signs, and due back on its day", () => {
    const trial = stocked();
    trial.tell(COMMAND, "asset.lend", lend);
    expect(trial.duty("loan.deliver")).toMatchObject({ holder: { org: "B", role: "store" }, due: at(T + 4 * HOUR) });
    trial.tell(HEAD, "loan.receive", { loan: "L1" });
    expect(trial.duty("loan.deliver").status).toBe("verified");
    expect(trial.duty("loan.return")).toMatchObject({ holder: { org: "A", role: "store" }, due: at(T + 3 * DAY) });
    trial.wait(3 * DAY);
    expect(trial.duty("loan.return").overdue).not.toBeNull();
    trial.tell(COUNTY, "loan.end", { loan: "L1" });
    expect(trial.duty("loan.return").status).toBe("verified");
    expect(free(trial)).toBe(40);
    expect(trial.code(COUNTY, "loan.end", { loan: "L1" })).toBe("loan-ended");
  });
});
