// Quarantine: no confinement without care, sites ready before people come, exits answered, release on time.
import { describe, expect, test } from "vitest";
import { at, DAY, HOUR, MINUTE } from "../../base/time.ts";
import { isRefusal } from "../../base/refusal.ts";
import type { Post } from "../../engine/event.ts";
import { packOf, type Trial } from "../../engine/trial.ts";
import { COMMAND, COMMUNITY, COUNTY, DISTRICT, findContacts, fullMeasure, SITE, SITE2, tryCity } from "../trial-city.ts";
import type { MeasureView, SiteView } from "./views.ts";
import covid from "../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2021, 8, 24);
const POSTS = { manager: "on site", medical: "on site", security: "on site", cleaning: "on site" };

function city(...contacts: string[]): Trial {
  const trial = tryCity(PACK, T);
  findContacts(trial, ...contacts);
  return trial;
}

const site = (trial: Trial, id: string): SiteView => trial.simulation.state.thing(`site:${id}`)!.state as SiteView;
const measure = (trial: Trial, id = "M1"): MeasureView => trial.simulation.state.thing(`measure:${id}`)!.state as MeasureView;

function confined(lasts = 14 * DAY): Trial {
  const trial = city("P1");
  trial.tell(DISTRICT, "measure.order", fullMeasure(trial, "M1", "P1", lasts));
  return trial;
}

describe("ordering quarantine", () => {
  test("complete, it is in force and the duty to release opens with it, due at its end", () => {
    const trial = confined();
    expect(measure(trial)).toMatchObject({ status: "ordered", incomplete: [], issuer: DISTRICT });
    expect(trial.duty("person.release")).toMatchObject({ holder: DISTRICT, due: at(T + 14 * DAY), citation: { clause: "release.overdue" } });
    expect(() => trial.duty("measure.complete")).toThrow("no duty");
  });

  test.each(["legalBasis", "reason", "alternatives", "start", "review", "end", "notice", "support", "supportAccepted"])("without %s it is refused", (field) => {
    const trial = city("P1");
    const { [field]: _, ...rest } = fullMeasure(trial, "M1", "P1", DAY) as Record<string, unknown>;
    const refused = trial.ask(DISTRICT, "measure.order", rest);
    expect(isRefusal(refused) && refused.code).toBe("measure-incomplete");
    expect(isRefusal(refused) && refused.fix).toBeTruthy();
    expect(trial.simulation.state.thing("measure:M1")).toBeUndefined();
  });

  test.each<[string, (trial: Trial) => object]>([
    ["measure-too-long", (trial) => fullMeasure(trial, "M1", "P1", 22 * DAY)],
    ["ends-before-start", (trial) => ({ ...fullMeasure(trial, "M1", "P1", DAY), end: at(T - HOUR) })],
    ["unknown-contact", (trial) => fullMeasure(trial, "M1", "P9", DAY)],
  ])("%s", (code, data) => {
    const trial = city("P1");
    expect(trial.code(DISTRICT, "measure.order", data(trial))).toBe(code);
  });

  test("support is named at an organisation that exists, ordered or reported", () => {
    const trial = city("P1");
    const data = { ...fullMeasure(trial, "M1", "P1", DAY), support: { org: "Z", role: "clerk" } };
    for (const reported of [false, true]) expect(trial.code(DISTRICT, "measure.order", data, { reported })).toBe("unknown-organisation");
  });

  test("a number is used once", () => {
    const trial = confined();
    expect(trial.code(DISTRICT, "measure.order", fullMeasure(trial, "M1", "P1", DAY))).toBe("measure-exists");
  });

  test("reported without anything it ought to have, it is recorded, each gap is a breach, and completing it is owed", () => {
    const trial = city("P1");
    trial.tell(DISTRICT, "measure.order", { measure: "M1", contact: "P1" }, { reported: true });
    expect(measure(trial).incomplete).toHaveLength(8);
    expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(Array.from({ length: 8 }, () => "measure-incomplete"));
    expect(trial.duty("measure.complete")).toMatchObject({ asker: COMMAND, holder: DISTRICT, due: at(T + DAY) });
    expect(() => trial.duty("person.release")).toThrow("no duty");
    // An end alone is one gap less; the rest is still owed, and no word of the issuer stands in for it.
    trial.tell(DISTRICT, "measure.extend", { measure: "M1", end: at(T + 9 * DAY), reason: "until the ninth day", decision: "No. 4" });
    expect(measure(trial).incomplete).toHaveLength(7);
    expect(trial.duty("measure.complete").status).toBe("open");
    expect(trial.duty("person.release").due).toEqual(at(T + 9 * DAY));
    const { id } = trial.duty("measure.complete");
    expect(trial.code(DISTRICT, "duty.done", { duty: id, note: "complete" })).toBe("needs-the-record");
    expect(trial.code(COMMAND, "duty.withdraw", { duty: id, reason: "r", decision: "d" })).toBe("needs-the-record");
  });

  test("each safeguard recorded later closes its own gap; only the last completes it", () => {
    const trial = city("P1");
    const { legalBasis, notice, support, end, supportAccepted: _, ...rest } = fullMeasure(trial, "M1", "P1", 5 * DAY) as Record<string, unknown>;
    trial.tell(DISTRICT, "measure.order", rest, { reported: true });
    expect(measure(trial).incomplete).toEqual(["legalBasis", "end", "notice", "support"]);
    expect(trial.code(DISTRICT, "measure.complete", { measure: "M1" })).toBe("nothing-added");
    expect(trial.code(DISTRICT, "measure.complete", { measure: "M1", reason: "another" })).toBe("already-stated");
    expect(trial.code(DISTRICT, "measure.complete", { measure: "M1", end: at(T - DAY) })).toBe("ends-before-start");
    expect(trial.code(DISTRICT, "measure.complete", { measure: "M1", end: at(T + 90 * DAY) })).toBe("measure-too-long");
    expect(trial.code(DISTRICT, "measure.complete", { measure: "M1", support: { org: "Z", role: "clerk" } })).toBe("unknown-organisation");
    trial.tell(DISTRICT, "measure.complete", { measure: "M1", legalBasis, end });
    expect(measure(trial)).toMatchObject({ incomplete: ["notice", "support"], end, legalBasis, complete: false });
    expect(trial.duty("person.release").due).toEqual(end);
    trial.tell(DISTRICT, "measure.complete", { measure: "M1", notice, support });
    expect(measure(trial).incomplete).toEqual(["support accepted"]);
    expect(trial.duty("measure.support")).toMatchObject({ offer: { to: COMMUNITY } });
    expect(trial.duty("measure.complete").status).toBe("open");
    trial.tell(COMMUNITY, "measure.accept-support", { measure: "M1" });
    expect(measure(trial)).toMatchObject({ incomplete: [], complete: true, supportAccepted: true });
    expect(trial.duty("measure.complete")).toMatchObject({ status: "done", verifier: COMMAND });
    expect(trial.code(DISTRICT, "measure.complete", { measure: "M1", notice: "N-2" })).toBe("already-stated");
  });

  test("its support holder accepts, or the duty to support stays with the issuer", () => {
    for (const accepted of [undefined, false]) {
      const trial = city("P1");
      trial.tell(DISTRICT, "measure.order", { ...fullMeasure(trial, "M1", "P1", DAY), supportAccepted: accepted }, { reported: true });
      expect(trial.duty("measure.support")).toMatchObject({ holder: DISTRICT, offer: { to: COMMUNITY } });
      expect(trial.code(COUNTY, "measure.accept-support", { measure: "M1" })).toBe("not-the-support-holder");
      // Neither side's click makes it so: the holder's own acceptance does.
      const { id } = trial.duty("measure.support");
      if (accepted === false) {
        trial.tell(DISTRICT, "duty.done", { duty: id, note: "they have food" });
        expect(trial.code(COMMAND, "duty.verify", { duty: id, note: "they say so" })).toBe("needs-their-record");
      }
      trial.tell(COMMUNITY, "measure.accept-support", { measure: "M1" });
      expect(trial.duty("measure.support").status).toBe("verified");
      expect(measure(trial).supportAccepted).toBe(true);
    }
  });

  test("with no room ready it says so: the transfer is blocked and the level above is asked", () => {
    const trial = confined();
    expect(trial.duty("contact.transfer")).toMatchObject({ status: "blocked", block: { missing: ["room"] } });
    expect(trial.duty("resource.provide")).toMatchObject({ holder: COMMAND });
    const ready = city("P1");
    ready.tell(DISTRICT, "measure.order", { ...fullMeasure(ready, "M1", "P1", DAY), roomsReady: 3 });
    expect(ready.duty("contact.transfer").status).toBe("open");
    const own = city("P1");
    own.tell({ org: "B", role: "head" }, "measure.order", fullMeasure(own, "M1", "P1", DAY));
    expect(own.said("capacity.short")).toEqual([]);
  });
});

describe("at its end it ends", () => {
  test("the release falls due, is reminded of early enough, and is an alarm like any other when missed", () => {
    const trial = confined(3 * DAY);
    trial.wait(3 * DAY - 2 * HOUR);
    expect(trial.said("duty.reminded").some((event) => event.data["kind"] === "person.release")).toBe(true);
    trial.wait(2 * HOUR);
    const [overdue] = trial.said("duty.overdue").filter((event) => event.data["kind"] === "person.release");
    expect(overdue).toMatchObject({ occurred: at(T + 3 * DAY), data: { to: COMMAND } });
    trial.tell(DISTRICT, "person.release", { measure: "M1", handedTo: COMMUNITY });
    expect(trial.duty("person.release")).toMatchObject({ status: "done", verifier: { org: "city", role: "duty_officer" } });
    expect(measure(trial).status).toBe("ended");
  });

  test("extended by a new reasoned decision, it is due at the new end and no longer at the old", () => {
    const trial = confined(3 * DAY);
    const { id } = trial.duty("person.release");
    trial.tell(DISTRICT, "measure.extend", { measure: "M1", end: at(T + 5 * DAY), reason: "new case in the room", decision: "No. 9" });
    expect(trial.simulation.state.duty(id)).toMatchObject({ status: "withdrawn", closed: { by: DISTRICT, reason: "new case in the room" } });
    expect(trial.said("duty.withdrawn")[0]!.data["decision"]).toBe("No. 9");
    expect(trial.duty("person.release")).toMatchObject({ status: "open", due: at(T + 5 * DAY) });
    trial.wait(4 * DAY);
    expect(trial.said("duty.overdue").map((event) => event.data["kind"])).not.toContain("person.release");
    trial.wait(DAY);
    expect(trial.said("duty.overdue").map((event) => event.data["kind"])).toContain("person.release");
  });

  test("once ended it is neither extended nor ended again", () => {
    const trial = confined();
    trial.tell(DISTRICT, "person.release", { measure: "M1", handedTo: COMMUNITY });
    expect(trial.code(DISTRICT, "measure.extend", { measure: "M1", end: at(T + DAY), reason: "r", decision: "d" })).toBe("measure-ended");
    expect(trial.code(DISTRICT, "person.release", { measure: "M1", handedTo: COMMUNITY })).toBe("measure-ended");
    const other = confined();
    expect(other.code(DISTRICT, "measure.extend", { measure: "M1", end: { earliest: T + 2, latest: T + 1 }, reason: "r", decision: "d" })).toBe("interval-upside-down");
    for (const type of ["measure.extend", "measure.accept-support", "release.sample", "release.result", "person.release"]) {
      expect(other.code(DISTRICT, type, { measure: "M9", end: at(T), reason: "r", decision: "d", part: "person-sample", result: "negative", handedTo: COMMUNITY }), type).toBe("unknown-measure");
    }
  });

  test("while the person is confined, no click and no withdrawal ends the duty to release", () => {
    const trial = confined();
    const { id } = trial.duty("person.release");
    expect(trial.code(DISTRICT, "duty.done", { duty: id, note: "gone home" })).toBe("needs-the-record");
    expect(trial.code(COMMAND, "duty.withdraw", { duty: id, reason: "r", decision: "No. 4" })).toBe("needs-the-record");
    trial.tell(DISTRICT, "person.release", { measure: "M1", handedTo: COMMUNITY });
    trial.tell(COMMAND, "duty.reject", { duty: id, reason: "where to?" });
    expect(trial.code(DISTRICT, "duty.done", { duty: id, note: "to the community" })).toBe("accepted");
  });

  test("a positive sample stops an ordered release; a release that happened is recorded with its breach", () => {
    const trial = confined();
    trial.tell(DISTRICT, "release.sample", { measure: "M1", part: "person-sample-1" });
    trial.tell(DISTRICT, "release.result", { measure: "M1", part: "person-sample-1", result: "positive" });
    expect(trial.code(DISTRICT, "person.release", { measure: "M1", handedTo: COMMUNITY })).toBe("release-gate-positive");
    trial.tell(DISTRICT, "person.release", { measure: "M1", handedTo: COMMUNITY }, { reported: true });
    expect(trial.said("breach.recorded").at(-1)!.data["code"]).toBe("release-gate-positive");
    expect(trial.duty("person.release").status).toBe("done");
  });

  test("the room is free again for the next", () => {
    const trial = confined();
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"], rooms: { P1: "R1" } });
    expect(trial.simulation.state.thing("room:R1")!.state).toMatchObject({ claimedBy: "P1" });
    trial.tell(DISTRICT, "person.release", { measure: "M1", handedTo: COMMUNITY });
    expect(trial.simulation.state.thing("room:R1")!.state).toMatchObject({ claimedBy: null, status: "free" });
  });
});

describe("a site", () => {
  test("[SM-140] opens only with every post filled and its layout certified", () => {
    const trial = city();
    const missing = (): unknown => {
      const refused = trial.ask(COUNTY, "site.open", { site: "S2" });
      return isRefusal(refused) ? [refused.code, refused.params!["missing"]] : "opened";
    };
    expect(missing()).toEqual(["site-not-ready", "manager post, medical post, security post, cleaning post, certified layout"]);
    trial.tell(COUNTY, "site.fill-posts", { site: "S2", posts: { manager: "on site", medical: "on site" } });
    trial.tell(COUNTY, "site.certify", { site: "S2", zones: 3, passages: 2 });
    expect(missing()).toEqual(["site-not-ready", "security post, cleaning post"]);
    trial.tell(COUNTY, "site.fill-posts", { site: "S2", posts: { security: "on site", cleaning: "on site" } });
    expect(missing()).toBe("opened");
    expect(site(trial, "S2").status).toBe("open");
    trial.tell(COUNTY, "site.close", { site: "S2", reason: "empty" });
    expect(site(trial, "S2").status).toBe("closed");
  });

  test("opened in fact before it was ready: recorded, and whoever staffs it answers", () => {
    const trial = city();
    trial.tell(COUNTY, "site.open", { site: "S2" }, { reported: true });
    expect(site(trial, "S2").status).toBe("open");
    expect(trial.said("breach.recorded")[0]!.data).toMatchObject({ code: "site-not-ready", finding: "site_opened_without_staff", answerable: [{ org: "B", role: "emergency_head" }] });
  });

  test("[SM-136] [SM-157] [SM-158] people who have come are recorded whatever state it is in, without anybody calling it a report", () => {
    const trial = city("P1");
    trial.tell(SITE2, "arrival.record", { site: "S2", contacts: ["P1", "P7"] });
    expect(site(trial, "S2").status).toBe("open");
    expect(trial.said("breach.recorded")[0]!.data).toMatchObject({ code: "site-not-ready", finding: "coordination_weak" });
    expect(trial.duty("site.staff")).toMatchObject({ subject: "site:S2", holder: { org: "B", role: "emergency_head" }, due: at(T) });
    expect(trial.simulation.state.thing("contact:P7")!.state).toMatchObject({ status: "in-quarantine", custody: { org: "h2" } });
    trial.wait(HOUR);
    trial.tell(COUNTY, "site.fill-posts", { site: "S2", posts: { manager: "on site" } });
    expect(trial.duty("site.staff").done).toBeNull();
    trial.tell(COUNTY, "site.fill-posts", { site: "S2", posts: POSTS });
    expect(trial.duty("site.staff")).toMatchObject({ status: "verified", done: { timing: "late" } });
  });

  test.each([
    ["site.certify", { zones: 3, passages: 2 }], ["site.fill-posts", { posts: {} }], ["site.open", {}], ["site.close", { reason: "r" }], ["arrival.record", { contacts: ["P1"] }],
    ["heads.count", { roster: 0, present: 0, missing: [] }], ["waste.collect", {}], ["room.register", { room: "R9", capacity: 1 }],
  ])("%s of a site nobody knows is refused", (type, data) => {
    expect(city("P1").code(SITE, type, { site: "S9", ...data })).toBe("unknown-site");
  });

  test("is registered with organisations that exist, and received trips that exist", () => {
    expect(city().code(COMMAND, "site.register", { site: "S9", org: "Z", runBy: "B", group: "B" })).toBe("unknown-organisation");
    expect(city("P1").code(SITE, "arrival.record", { site: "S1", contacts: ["P1"], trip: "T9" })).toBe("unknown-trip");
    expect(city().code(COUNTY, "sites.check", { group: "Z", found: "f" })).toBe("unknown-organisation");
  });
});

describe("day by day at a site", () => {
  function received(): Trial {
    const trial = city("P1", "P2");
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1", "P2"] });
    return trial;
  }

  test("[SM-142] [SM-143] waste is collected and heads are counted each day, from the first arrival until it closes", () => {
    const trial = received();
    expect(trial.duty("site.waste")).toMatchObject({ holder: { org: "B", role: "waste_group" }, due: at(T + DAY) });
    expect(trial.duty("site.head-count")).toMatchObject({ holder: SITE, due: at(T + DAY) });
    trial.wait(20 * HOUR);
    trial.tell(SITE, "heads.count", { site: "S1", roster: 2, present: 2, missing: [] });
    expect(trial.simulation.state.thing("head-count:S1")!.state).toMatchObject({ status: "counted", present: 2 });
    trial.tell({ org: "B", role: "waste_group" }, "waste.collect", { site: "S1" });
    for (const kind of ["site.waste", "site.head-count"]) expect(trial.said("duty.done").some((event) => trial.simulation.state.duty(String(event.data["duty"]))!.kind === kind)).toBe(true);
    trial.tell(COUNTY, "site.close", { site: "S1", reason: "empty" });
    expect(trial.simulation.state.openDuties("site:S1").filter((duty) => duty.done === null)).toEqual([]);
  });

  test("a count that does not add up is refused", () => {
    expect(received().code(SITE, "heads.count", { site: "S1", roster: 2, present: 1, missing: [] })).toBe("count-does-not-add-up");
    expect(received().code(SITE, "heads.count", { site: "S1", roster: 2, present: 1, missing: ["P2"] })).toBe("accepted");
  });

  test("[SM-137] [SM-138] [SM-159] a room exit is answered within minutes, the same check is owed at sister sites, and the breach is on record", () => {
    const trial = received();
    trial.tell(SITE, "exit.record", { persons: ["P1"], place: "lobby" });
    expect(trial.duty("exit.respond")).toMatchObject({ holder: SITE, asker: { org: "B", role: "transfer_head" }, due: at(T + 5 * MINUTE) });
    expect(trial.duty("sister-check")).toMatchObject({ subject: "org:B", holder: { org: "B", role: "transfer_group" } });
    expect(trial.said("breach.recorded").at(-1)!.data).toMatchObject({ finding: "person_out_of_control", answerable: [SITE], subjects: ["contact:P1"] });
    trial.wait(3 * MINUTE);
    trial.tell(SITE, "exit.answer", { person: "P1", why: "looked for food" });
    expect(trial.duty("exit.respond").done).toMatchObject({ timing: "in-time" });
    trial.tell(SITE, "exit.record", { persons: ["P2"] });
    expect(trial.duty("exit.respond").done).toBeNull();
  });

  test("[SM-142] [SM-160] whoever a count misses is attributed to this site and its owner, once, with an answer owed", () => {
    const trial = received();
    trial.tell(SITE, "heads.count", { site: "S1", roster: 2, present: 1, missing: ["P2"] });
    expect(trial.simulation.state.thing("head-count:S1")!.state).toMatchObject({ roster: 2, present: 1, expected: 2 });
    expect(trial.said("breach.recorded").map((event) => [event.data["finding"], event.data["subjects"], event.data["answerable"]])).toEqual([["person_out_of_control", ["contact:P2"], [SITE]]]);
    expect(trial.duty("exit.respond")).toMatchObject({ holder: SITE, due: at(T + 5 * MINUTE) });
    trial.wait(HOUR);
    trial.tell(SITE, "heads.count", { site: "S1", roster: 2, present: 1, missing: ["P2"] });
    expect(trial.said("breach.recorded")).toHaveLength(1);
    expect(trial.said("duty.overdue").map((event) => event.data["kind"])).toContain("exit.respond");
    trial.tell(SITE, "exit.answer", { person: "P2", why: "no hot water", others: ["P1"] });
    expect(trial.duty("attendance.test")).toMatchObject({ due: at(T + HOUR + DAY) });
    expect(trial.simulation.state.thing("contact:P2")!.state.status).toBe("in-quarantine");
  });

  test("an exit of one of two persons ties neither to it", () => {
    const trial = received();
    trial.tell(SITE, "exit.record", { persons: ["P1", "P2"] });
    for (const person of ["P1", "P2"]) expect(trial.simulation.state.thing(`contact:${person}`)!.state.status).toBe("in-quarantine");
    expect(trial.said("breach.recorded").at(-1)!.data).toMatchObject({ answerable: [], subjects: ["contact:P1", "contact:P2"] });
  });

  test("who is at no site has left no room, and nobody answers for a stranger", () => {
    const trial = city("P1");
    const nobody: Post = { org: "h1", role: "porter" };
    expect(trial.code(nobody, "exit.record", { persons: ["P1"] })).toBe("not-in-quarantine");
    expect(trial.code(nobody, "exit.answer", { person: "P9", why: "w" })).toBe("unknown-contact");
  });
});
