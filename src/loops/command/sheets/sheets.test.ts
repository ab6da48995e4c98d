// Sheets: five blocks of a community, the situation a brief freezes and anybody counts again, the pages of a command post.
import { afterEach, describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../base/time.ts";
import { createState } from "../../../engine/memory-state.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { model } from "../../index.ts";
import { COMMAND, DISTRICT, findContacts, SUBDISTRICT } from "../../trial-city.ts";
import { differences, type BriefView } from "../meetings/views.ts";
import { lawfully } from "../trial-command.ts";
import { figures } from "./command-sheets.ts";
import type { Block, Facts } from "../../../engine/sheet.ts";
import covid from "../../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2022, 8, 5);
const { tryCity, broken } = lawfully(PACK, T);

afterEach(() => expect(broken()).toEqual([]));

const at = (instant: number) => ({ earliest: instant, latest: instant });

function facts(trial: Trial): Facts {
  const { state, events } = trial.simulation;
  return { things: [...state.allThings()], duties: [...state.allDuties()], events, now: trial.simulation.now(), zone: "Asia/Shanghai", pack: PACK };
}

const write = (trial: Trial, sheet: string, about?: string): readonly Block[] => model.sheets.get(sheet)!.write(facts(trial), about === undefined ? {} : { about });
const value = (blocks: readonly Block[], block: string, row: string): unknown => blocks.find(({ key }) => key === block)?.rows.find(({ key }) => key === row)?.value;
const refs = (blocks: readonly Block[], block: string, row: string): unknown => blocks.find(({ key }) => key === block)?.rows.find(({ key }) => key === row)?.refs;

describe("the community page", () => {
  function busy(): Trial {
    const trial = tryCity();
    findContacts(trial, "P1", "P2");
    trial.tell(DISTRICT, "contact.find", { contact: "P3", class: "close", home: "A2" });
    trial.tell(COMMAND, "post.register", { org: "A1c", role: "branch_secretary", title: { zh: "书记", en: "Secretary" }, who: "w1" });
    trial.tell(COMMAND, "post.register", { org: "A1c", role: "guard", title: { zh: "保安", en: "Guard" } });
    trial.tell(COMMAND, "worker.register", { worker: "v1", org: "A1c", standing: "volunteer" });
    trial.tell(COMMAND, "staff.check-in", { worker: "v1", org: "A1c", role: "door_knocker", how: "on-site" });
    return trial;
  }

  test("[SM-204] has exactly five blocks, in the order a visitor asks", () => {
    expect(write(busy(), "community", "A1").map(({ key }) => key)).toEqual(["static", "forces", "transfer", "tests", "supplies"]);
  });

  test("[SM-204] counts what lies in the community and below it, each number with its rows", () => {
    const trial = busy();
    const page = write(trial, "community", "A1");
    expect(refs(page, "transfer", "waiting")).toEqual(["contact:P1", "contact:P2"]);
    expect(value(page, "transfer", "waiting")).toBe(2);
    expect(refs(page, "forces", "empty")).toEqual(["post:guard@A1c"]);
    expect(refs(page, "forces", "volunteers")).toEqual(["worker:v1"]);
    expect(value(write(trial, "community", "A2"), "transfer", "waiting")).toBe(1);
    expect(value(write(trial, "community", "B"), "transfer", "waiting")).toBe(0);
    expect(value(write(trial, "community", "city"), "transfer", "waiting")).toBe(3);
  });

  test("[SM-204] shows what of it is late", () => {
    const trial = busy();
    trial.tell(DISTRICT, "contact.push", { contacts: ["P1"], to: "A1" });
    trial.tell(SUBDISTRICT, "contact.confirm-receipt", { contacts: ["P1"] });
    expect(value(write(trial, "community", "A1"), "transfer", "overdue")).toBe(0);
    trial.wait(DAY);
    expect(refs(write(trial, "community", "A1"), "transfer", "overdue")).toContain(`duty:${trial.duty("contact.transfer", "contact:P1").id}`);
  });
});

describe("the situation", () => {
  test("[SM-001] frozen in a brief comes out the same when counted again at its position, whatever was learned since", () => {
    const trial = tryCity();
    findContacts(trial, "P1");
    trial.tell(DISTRICT, "case.report", { case: "P0", class: "confirmed" });
    const cutoff = trial.simulation.events.length;
    const shown = Object.fromEntries(figures(facts(trial)).map(({ key, value: figure }) => [key, Number(figure)]));
    trial.tell(COMMAND, "brief.freeze", { brief: "B1", cutoff: { incident: cutoff, city: cutoff }, figures: shown });
    findContacts(trial, "P2", "P3");
    expect(shown).toMatchObject({ "cases.confirmed": 1, "cases.new": 1, "contacts.waiting": 1, "duties.overdue": 0, "rooms.free": 4 });
    const again = createState(model);
    for (const event of trial.simulation.events.slice(0, cutoff)) again.apply(event);
    const recounted = Object.fromEntries(figures({ things: [...again.allThings()], duties: [...again.allDuties()], now: T }).map(({ key, value: figure }) => [key, Number(figure)]));
    const brief = trial.simulation.state.thing("brief:B1")!.state as BriefView;
    expect(differences(brief, recounted)).toEqual([]);
    expect(value(write(trial, "situation"), "cases", "contacts.waiting")).toBe(3);
  });

  test("[SM-001] every number is that of its rows", () => {
    const trial = tryCity();
    findContacts(trial, "P1", "P2");
    for (const { rows } of write(trial, "situation")) for (const one of rows) expect(one.value).toBe(one.refs.length);
  });
});

describe("the pages of a command post", () => {
  test("[SM-092] the hand-over of an organisation's watch", () => {
    const trial = tryCity();
    findContacts(trial, "P1");
    const page = write(trial, "handover", "A");
    expect(page[0]!.rows.map(({ key }) => key)).toEqual(["open", "blocked", "dueSoon", "promises", "calls"]);
    expect(refs(page, "handover", "open")).toContain(`duty:${trial.duty("contact.transfer").id}`);
  });

  test("[SM-174] what an absent post holds, for its deputy to take along", () => {
    const trial = tryCity();
    findContacts(trial, "P1");
    trial.tell(COMMAND, "presence.ask", { post: "transfer_desk@A", why: "check" });
    const page = write(trial, "stand-in", "transfer_desk@A");
    const held = (refs(page, "stand-in", "held") as string[]).map((one) => one.slice("duty:".length));
    expect(held).toContain(trial.duty("contact.transfer").id);
    trial.wait(HOUR);
    trial.tell({ org: "A", role: "transfer_deputy" }, "presence.take-over", { presence: "transfer_desk@A", reason: "absent", duties: held });
    expect(value(write(trial, "stand-in", "transfer_desk@A"), "stand-in", "held")).toBe(0);
    expect(write(trial, "stand-in", "nobody@A")).toEqual([]);
  });

  test("[SM-173] the load of posts, the overloaded apart", () => {
    const trial = tryCity();
    trial.tell(DISTRICT, "order.issue", { number: "O1", text: "t", units: ["A1"], legalBasis: "b", due: at(T + HOUR) });
    findContacts(trial, "P1");
    trial.wait(2 * DAY);
    expect(write(trial, "load").find(({ key }) => key === "overloaded")!.rows.map(({ key }) => key)).toContain("transfer_desk@A");
  });

  test("[SM-026] orders in force at any instant asked for", () => {
    const trial = tryCity();
    trial.tell(COMMAND, "order.issue", { number: "O1", text: "close the hall", units: ["A1"], legalBasis: "b", end: at(T + DAY) });
    const then = (instant: number): string[] => model.sheets.get("orders-in-force")!.write(facts(trial), { instant })[0]!.rows.map(({ key }) => key);
    expect([then(T - 1), then(T), then(T + DAY)]).toEqual([[], ["O1"], []]);
  });

  test("[SM-090] [SM-093] [SM-233] the nearest crews to an organisation, the pool, hours and investigations", () => {
    const trial = tryCity();
    trial.tell(COMMAND, "worker.register", { worker: "w1", org: "B", standing: "staff" });
    trial.tell(COMMAND, "staff.check-in", { worker: "w1", org: "B", role: "tracer", how: "on-site" });
    trial.tell(COMMAND, "crew.register", { crew: "C1", org: "B", skills: ["tracing"], members: ["w1"], point: { lat: 46, lon: 126 } });
    trial.tell(COMMAND, "crew.register", { crew: "C2", org: "A", skills: ["tracing"], members: ["w2"], point: { lat: 45, lon: 126 } });
    trial.tell(COMMAND, "crew.register", { crew: "C3", org: "A1", skills: ["tracing"], members: ["w2"] });
    findContacts(trial, "P1");
    trial.wait(2 * HOUR);
    expect(write(trial, "dispatch", "A")[0]!.rows.map((one) => [one.key, one.value])).toEqual([["C2", 0], ["C1", 111.2], ["C3", 1]]);
    expect(write(trial, "dispatch", "A1")[0]!.rows.map((one) => [one.key, one.value])).toEqual([["C3", 0], ["C2", 1], ["C1", 3]]);
    trial.tell(COMMAND, "asset.register", { asset: "beds-7", org: "B", type: "beds", quantity: 40 });
    trial.tell(COMMAND, "asset.lend", { loan: "L1", asset: "beds-7", to: "A", quantity: 30, until: at(T + DAY) });
    expect([value(write(trial, "pool"), "free", "beds"), value(write(trial, "pool"), "lent", "loan:L1")]).toEqual(["10 / 40", 30]);
    expect(value(write(trial, "staffing"), "at-work", "worker:w1")).toBe(2);
    expect(write(trial, "staffing").find(({ key }) => key === "investigations")!.rows.map((one) => [one.key, one.value])).toEqual([["A", "1 / 1"], ["A1", "0 / 1"], ["B", "0 / 1"]]);
  });

  test("the action plan, the start, what was learned since a decision, the city's risks; nothing where what it is about is not there", () => {
    const trial = tryCity();
    trial.tell(COMMAND, "plan.write", { plan: "P1", form: "holiday", org: "city", owner: COMMAND, start: at(T), end: at(T + DAY), safety: "ice" });
    trial.tell(COMMAND, "objective.set", { objective: "P1-1", plan: "P1", text: "t", measure: "m", owner: SUBDISTRICT, due: at(T + HOUR) });
    trial.tell(COMMAND, "plan.adopt", { plan: "P1" });
    expect(write(trial, "action-plan", "P1").map(({ key }) => key)).toEqual(["202", "204", "205", "208"]);
    expect(value(write(trial, "action-plan", "P1"), "208", "safety")).toBe("ice");
    trial.tell(COMMAND, "activation.start", { activation: "R1", org: "city" });
    trial.wait(90 * 60_000);
    expect(write(trial, "activation", "R1")[0]!.rows.map((one) => one.value)).toEqual([1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5]);
    trial.tell(COMMAND, "decision.take", { decision: "N1", text: "t", owner: SUBDISTRICT, due: at(T + DAY), seen: { incident: trial.simulation.events.length - 1, city: 1 } });
    findContacts(trial, "P1");
    expect(write(trial, "learned-since", "N1").map(({ rows }) => rows.length > 0)).toEqual([true, true]);
    trial.tell(COMMAND, "risk.name", { risk: "X1", org: "A", category: "port", what: "ships" });
    expect(write(trial, "risks")[0]!.rows.map(({ key }) => key)).toEqual(["X1"]);
    expect(["action-plan", "activation", "learned-since"].map((name) => write(trial, name, "nothing"))).toEqual([[], [], []]);
  });
});
