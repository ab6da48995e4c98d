// Cases and contacts: who is placed under which rules, pushes and receipts, the hold at home, one organisation responsible.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../base/time.ts";
import type { Post } from "../../engine/event.ts";
import { packOf, type Trial } from "../../engine/trial.ts";
import { COMMAND, COMMUNITY, DISTRICT, findContacts, fullMeasure, SITE, SUBDISTRICT, TRACING, tryCity } from "../trial-city.ts";
import type { ContactView } from "./views.ts";
import covid20 from "../../../packs/cn-covid-20m.json" with { type: "json" };
import covid9 from "../../../packs/cn-covid-9.json" with { type: "json" };
import covid from "../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };
import measles from "../../../packs/measles.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };

const BLOCKS = ["firebreak-duties", "firebreak-rights"];
const PACK = packOf({ ...covid, includes: BLOCKS }, duties, rights);
const T = Date.UTC(2021, 8, 24);
const A2: Post = { org: "A2", role: "secretary" };
const city = (pack = PACK): Trial => tryCity(pack, T);
const contact = (trial: Trial, name: string): ContactView => trial.simulation.state.thing(`contact:${name}`)!.state as ContactView;

function found(...names: string[]): Trial {
  const trial = city();
  findContacts(trial, ...names);
  return trial;
}

function pushed(accepted = true): Trial {
  const trial = found("P1");
  trial.tell(DISTRICT, "contact.push", { contacts: ["P1"], to: "A1" });
  if (accepted) trial.tell(SUBDISTRICT, "contact.confirm-receipt", { contacts: ["P1"] });
  return trial;
}

describe("found", () => {
  test("[SM-152] a close contact is owed a transfer by the clause in force, and a hold at home until collected", () => {
    const trial = found("P1");
    expect(trial.duty("contact.transfer")).toMatchObject({ holder: DISTRICT, citation: { clause: "transfer.deadline" }, due: { earliest: T + 12 * HOUR, latest: T + 12 * HOUR } });
    expect(trial.duty("contact.home-hold")).toMatchObject({ holder: DISTRICT, offer: { to: COMMUNITY }, due: { latest: T + HOUR } });
    expect(contact(trial, "P1")).toMatchObject({ status: "found", custody: { org: "A" } });
  });

  test.each([
    ["close", covid, true], ["secondary", covid, true], ["general", covid, false],
    ["close", covid9, true], ["secondary", covid9, false], ["close", measles, false],
  ] as const)("%s contacts under %o: placed in a site, %s", (contactClass, file, placed) => {
    const trial = city(packOf({ ...file, includes: BLOCKS }, duties, rights));
    trial.tell(DISTRICT, "contact.find", { contact: "P1", class: contactClass, home: "A1c" });
    expect(trial.said("duty.opened").map((event) => event.data["kind"]).sort()).toEqual(placed ? ["contact.home-hold", "contact.transfer", "day.close"] : file.id === "measles" ? ["prophylaxis.vaccine"] : []);
  });

  test("a class the rules do not have is refused, and so is a home nobody knows", () => {
    const twenty = city(packOf({ ...covid20, inherits: "cn-covid-9" }, { ...covid9, includes: BLOCKS }, duties, rights));
    expect(twenty.code(DISTRICT, "contact.find", { contact: "P1", class: "secondary" })).toBe("class-not-in-pack");
    expect(city().code(DISTRICT, "contact.find", { contact: "P1", class: "close", home: "nowhere" })).toBe("unknown-organisation");
  });

  test("found again, nothing is owed twice; with no home known, nobody is asked to hold", () => {
    const trial = found("P1");
    findContacts(trial, "P1");
    expect(trial.said("duty.opened")).toHaveLength(3);
    const homeless = city();
    homeless.tell(DISTRICT, "contact.find", { contact: "P1", class: "close" });
    expect(homeless.said("duty.opened").map((event) => event.data["kind"])).toEqual(["day.close", "contact.transfer"]);
  });
});

describe("pushed", () => {
  test("[SM-013] [SM-131] stays with the sender until the unit has confirmed receipt", () => {
    const trial = pushed(false);
    expect(trial.duty("contact.transfer")).toMatchObject({ holder: DISTRICT, offer: { to: SUBDISTRICT }, links: [{ post: TRACING }] });
    trial.tell(SUBDISTRICT, "contact.confirm-receipt", { contacts: ["P1"] });
    expect(trial.duty("contact.transfer")).toMatchObject({ holder: SUBDISTRICT, offer: null });
    expect(contact(trial, "P1").status).toBe("pushed");
  });

  test.each<[string, () => Trial, Post, object]>([
    ["unknown-organisation", () => found("P1"), DISTRICT, { contacts: ["P1"], to: "Z" }],
    ["nobody-answers", () => found("P1"), DISTRICT, { contacts: ["P1"], to: "A1c" }],
    ["unknown-contact", () => found("P1"), DISTRICT, { contacts: ["P1", "P9"], to: "A1" }],
    ["already-offered", () => pushed(false), DISTRICT, { contacts: ["P1"], to: "A2" }],
    ["not-the-holder", () => pushed(), DISTRICT, { contacts: ["P1"], to: "A2" }],
    ["already-holder", () => found("P1"), DISTRICT, { contacts: ["P1"], to: "A" }],
    ["nothing-to-push", () => {
      const trial = found("P1");
      trial.tell(DISTRICT, "contact.rule-out", { contact: "P1", reason: "not there" });
      return trial;
    }, DISTRICT, { contacts: ["P1"], to: "A1" }],
  ])("%s: none of the list goes", (code, make, actor, data) => {
    const trial = make();
    const before = trial.simulation.events.length;
    expect(trial.code(actor, "contact.push", data)).toBe(code);
    expect(trial.simulation.events).toHaveLength(before);
  });

  test("[SM-194] beyond the pack's limit it goes to the decider above and not to yet another unit", () => {
    const trial = pushed();
    trial.tell(SUBDISTRICT, "contact.push", { contacts: ["P1"], to: "A2" });
    trial.tell(A2, "contact.confirm-receipt", { contacts: ["P1"] });
    const [asked, ...rest] = trial.tell(A2, "contact.push", { contacts: ["P1"], to: "A1" });
    expect(rest).toEqual([]);
    expect(asked).toMatchObject({ type: "duty.escalated", data: { why: "hand-on-limit", to: { org: "A", role: "commander" }, proposed: SUBDISTRICT } });
    expect(trial.duty("contact.transfer")).toMatchObject({ holder: A2, offer: null });
  });

  test("receipt is confirmed by who was asked for it", () => {
    const trial = pushed(false);
    expect(trial.code(A2, "contact.confirm-receipt", { contacts: ["P1"] })).toBe("not-offered");
    expect(trial.code(SUBDISTRICT, "contact.confirm-receipt", { contacts: ["P9"] })).toBe("unknown-contact");
  });
});

describe("a push learned of afterwards", () => {
  const report = (trial: Trial, to: string, actor = DISTRICT): unknown[] =>
    trial.tell(actor, "contact.push", { contacts: ["P1"], to }, { reported: true }).map((event) => [event.type, event.data["why"] ?? event.data["code"]]);

  test.each([
    ["nobody-answers", "A1c", DISTRICT, () => found("P1")],
    ["already-offered", "A2", DISTRICT, () => pushed(false)],
    ["not-the-holder", "A2", A2, () => found("P1")],
  ] as const)("%s: on record with its breach, kept on the duty, handing nothing over", (code, to, actor, begin) => {
    const trial = begin();
    const before = trial.duty("contact.transfer");
    expect(report(trial, to, actor)).toEqual([["contact.push_told", code], ["duty.evidence_kept", code], ["breach.recorded", code]]);
    expect(trial.duty("contact.transfer")).toEqual({ ...before, version: before.version + 1 });
    expect(trial.said("duty.evidence_kept")[0]!.data).toMatchObject({ what: "contact.push", to, by: actor });
  });

  test("of somebody placed or ruled out meanwhile it breaks no rule", () => {
    const trial = found("P1");
    trial.tell(DISTRICT, "contact.rule-out", { contact: "P1", reason: "another person" });
    expect(report(trial, "A1")).toEqual([["contact.push_told", "nothing-to-push"]]);
    expect(contact(trial, "P1").status).toBe("ruled-out");
    expect(trial.code(DISTRICT, "contact.push", { contacts: ["P9"], to: "A1" }, { reported: true })).toBe("unknown-contact");
  });
});

describe("held at home", () => {
  test("[SM-153] [SM-154] by the community, and verified by the resident's own word", () => {
    const trial = found("P1");
    trial.tell(COMMUNITY, "contact.hold", { contact: "P1", note: "food for two days" });
    expect(contact(trial, "P1")).toMatchObject({ status: "held-at-home", custody: { org: "A1c" } });
    expect(trial.duty("contact.home-hold")).toMatchObject({ status: "done", holder: COMMUNITY });
    trial.tell(DISTRICT, "contact.confirm-hold", { contact: "P1", how: "telephone" });
    expect(trial.duty("contact.home-hold").status).toBe("verified");
  });

  test("no click of the asker closes it, nor the community's own; a look at the door by another does, or sends it back", () => {
    const trial = found("P1");
    trial.tell(COMMUNITY, "contact.hold", { contact: "P1", note: "food for two days" });
    const { id } = trial.duty("contact.home-hold");
    expect(trial.code(DISTRICT, "duty.verify", { duty: id, note: "surely" })).toBe("needs-their-record");
    expect(trial.code(SUBDISTRICT, "duty.verify", { duty: id, note: "surely" })).toBe("needs-their-record");
    trial.tell({ ...COMMUNITY, role: "grid_worker" }, "contact.look-hold", { contact: "P1", held: true, note: "knocked" });
    expect(trial.duty("contact.home-hold").status).toBe("done");
    trial.tell(SUBDISTRICT, "contact.look-hold", { contact: "P1", held: false, note: "nobody at home" });
    expect(trial.duty("contact.home-hold")).toMatchObject({ status: "started", rejections: 1, done: null });
    trial.tell(COMMUNITY, "contact.hold", { contact: "P1", note: "back at home" });
    trial.tell(SUBDISTRICT, "contact.look-hold", { contact: "P1", held: true, note: "spoken at the door" });
    expect(trial.duty("contact.home-hold")).toMatchObject({ status: "verified", closed: { by: SUBDISTRICT } });
  });

  test("not once the person is at a site", () => {
    const trial = found("P1");
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] });
    expect(trial.code(COMMUNITY, "contact.hold", { contact: "P1", note: "n" })).toBe("already-placed");
    for (const type of ["contact.hold", "contact.confirm-hold", "contact.rule-out", "transfer.report-placed"]) {
      expect(trial.code(COMMUNITY, type, { contact: "P9", note: "n", how: "h", reason: "r" }), type).toBe("unknown-contact");
    }
  });

  test("lapses when the person is collected, placed or ruled out", () => {
    for (const [post, type, data] of [[DISTRICT, "contact.rule-out", { contact: "P1", reason: "r" }], [DISTRICT, "transfer.report-placed", { contact: "P1", site: "S1" }], [SITE, "arrival.record", { site: "S1", contacts: ["P1"] }]] as const) {
      const trial = found("P1");
      trial.tell(post, type, data);
      expect(trial.duty("contact.home-hold").status).toBe("lapsed");
    }
  });
});

describe("placed", () => {
  test("the sender's word makes it done; the site's own record verifies it", () => {
    const trial = pushed();
    trial.tell(SUBDISTRICT, "transfer.report-placed", { contact: "P1", site: "S1" });
    expect(trial.duty("contact.transfer")).toMatchObject({ status: "done", done: { by: SUBDISTRICT } });
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] });
    expect(trial.duty("contact.transfer")).toMatchObject({ status: "verified", closed: { by: SITE } });
    expect(contact(trial, "P1")).toMatchObject({ status: "in-quarantine", custody: { org: "h1" }, site: "S1" });
  });

  test("the asker's click does not stand in for the site's record; a receipt that came on paper may", () => {
    const trial = pushed();
    trial.tell(SUBDISTRICT, "transfer.report-placed", { contact: "P1", site: "S1" });
    const { id } = trial.duty("contact.transfer");
    expect(trial.code(DISTRICT, "duty.verify", { duty: id, note: "they say so" })).toBe("needs-their-record");
    expect(trial.code(SUBDISTRICT, "duty.verify", { duty: id, note: "they say so" })).toBe("self-verification");
    expect(trial.code(DISTRICT, "duty.reject", { duty: id, reason: "not there" })).toBe("accepted");
    trial.tell(SUBDISTRICT, "transfer.report-placed", { contact: "P1", site: "S1" });
    trial.tell(DISTRICT, "duty.verify", { duty: id, note: "signed paper no. 7" }, { reported: true });
    expect(trial.duty("contact.transfer").status).toBe("verified");
  });

  test("learned late, in time: reported late; in time the other way round is late", () => {
    const inTime = pushed();
    inTime.wait(20 * HOUR);
    inTime.tell(SUBDISTRICT, "transfer.report-placed", { contact: "P1", site: "S1" }, { at: T + 5 * HOUR });
    expect(inTime.duty("contact.transfer").done!.timing).toBe("reported-late");
    const late = pushed();
    late.wait(20 * HOUR);
    late.tell(SUBDISTRICT, "transfer.report-placed", { contact: "P1", site: "S1" }, { at: T + 15 * HOUR });
    expect(late.duty("contact.transfer").done!.timing).toBe("late");
  });
});

describe("one organisation responsible", () => {
  test("nobody under a measure is ruled out before it ends; reported, it is recorded and somebody stays responsible", () => {
    const trial = found("P1");
    trial.tell(DISTRICT, "measure.order", fullMeasure(trial, "M1", "P1", 14 * DAY));
    expect(trial.code(DISTRICT, "contact.rule-out", { contact: "P1", reason: "r" })).toBe("measure-in-force");
    trial.tell(DISTRICT, "contact.rule-out", { contact: "P1", reason: "r" }, { reported: true });
    expect(trial.said("breach.recorded")[0]!.data["code"]).toBe("measure-in-force");
    expect(contact(trial, "P1")).toMatchObject({ status: "ruled-out", custody: { org: "A" } });
  });

  test("released from one of two measures, the person stays in the care of the site", () => {
    const trial = found("P1");
    for (const measure of ["M1", "M2"]) trial.tell(DISTRICT, "measure.order", fullMeasure(trial, measure, "P1", 14 * DAY));
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] });
    trial.tell(DISTRICT, "person.release", { measure: "M2", handedTo: COMMUNITY });
    expect(contact(trial, "P1")).toMatchObject({ status: "in-quarantine", measure: "M1", custody: { org: "h1" } });
    trial.tell(DISTRICT, "person.release", { measure: "M1", handedTo: COMMUNITY });
    expect(contact(trial, "P1")).toMatchObject({ status: "released", measure: null, custody: null });
  });

  test("taken on again after release, somebody is responsible again and the old stay is over", () => {
    const trial = found("P1");
    trial.tell(DISTRICT, "measure.order", fullMeasure(trial, "M1", "P1", 14 * DAY));
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"], rooms: { P1: "R1" } });
    trial.tell(DISTRICT, "person.release", { measure: "M1", handedTo: COMMUNITY });
    findContacts(trial, "P1");
    expect(contact(trial, "P1")).toMatchObject({ status: "found", custody: { org: "A" }, placedAt: null, site: null, room: null });
    expect(trial.duty("contact.transfer").status).toBe("open");
  });

  test("late news fills in a date and moves nobody back", () => {
    const trial = pushed();
    trial.wait(6 * HOUR);
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] });
    trial.wait(HOUR);
    trial.tell(COMMUNITY, "contact.hold", { contact: "P1", note: "n" }, { at: T + HOUR });
    expect(trial.code(COMMUNITY, "contact.hold", { contact: "P1", note: "n" })).toBe("already-placed");
    trial.tell(SUBDISTRICT, "transfer.report-placed", { contact: "P1", site: "S1" }, { at: T + 5 * HOUR });
    expect(contact(trial, "P1")).toMatchObject({ status: "in-quarantine", custody: { org: "h1" } });
  });

  test("whatever happens to whom in which order: under a measure there is one, and it is an organisation", () => {
    const acts: readonly [Post, string, object][] = [
      [DISTRICT, "contact.find", { contact: "P1", class: "close", home: "A1c" }], [COMMUNITY, "contact.hold", { contact: "P1", note: "n" }], [SITE, "arrival.record", { site: "S1", contacts: ["P1"] }],
      [DISTRICT, "contact.rule-out", { contact: "P1", reason: "r" }], [DISTRICT, "measure.order", { measure: "M1", contact: "P1" }], [DISTRICT, "measure.order", { measure: "M2", contact: "P1" }],
      [DISTRICT, "person.release", { measure: "M1", handedTo: COMMAND }], [DISTRICT, "person.release", { measure: "M2", handedTo: COMMAND }], [SUBDISTRICT, "transfer.report-placed", { contact: "P1" }],
      [SITE, "exit.record", { persons: ["P1"] }], [SITE, "exit.answer", { person: "P1", why: "w" }],
    ];
    const step = fc.record({ act: fc.nat({ max: acts.length - 1 }), wait: fc.constantFrom(0, HOUR), back: fc.constantFrom(0, 0, 3 * HOUR) });
    fc.assert(fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const trial = found("P1");
      trial.wait(4 * HOUR);
      for (const { act, wait, back } of steps) {
        trial.wait(wait);
        trial.ask(...acts[act]!, { reported: true, at: trial.simulation.now() - back });
        const { measures, custody } = contact(trial, "P1");
        if (measures.length > 0) expect(custody?.org).toMatch(/^(A|A1|A1c|h1)$/);
      }
    }), { numRuns: 60 });
  });
});
