// Modes and activation: the start has a clock from the first confirmed case, a switch an authority, and nobody is dropped by either.
import { afterEach, describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../base/time.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND, COUNTY, DISTRICT, findContacts, fullMeasure } from "../../trial-city.ts";
import { lawfully } from "../trial-command.ts";
import { checklist, proposedEndings, type ActivationView, type ModeView } from "./views.ts";
import covid from "../../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2021, 10, 3, 22);
const { tryCity, broken } = lawfully(PACK, T);

afterEach(() => expect(broken()).toEqual([]));

const at = (instant: number) => ({ earliest: instant, latest: instant });
const mode = (trial: Trial): ModeView => trial.simulation.state.thing("mode:city")!.state as ModeView;
const steps = (trial: Trial) => checklist(trial.simulation.state.thing("activation:R1")!.state as ActivationView, trial.simulation.state.allDuties(), trial.simulation.now());

describe("activation", () => {
  test("[SM-124] every step runs from the first confirmed case, not from when somebody began", () => {
    const trial = tryCity();
    trial.tell(DISTRICT, "case.report", { case: "P0", class: "confirmed" });
    trial.wait(50 * MINUTE);
    trial.tell(COMMAND, "activation.start", { activation: "R1", org: "city", case: "P0" });
    expect(trial.duty("activation.headquarters").due).toEqual(at(T + HOUR));
    expect(steps(trial).map(({ step }) => step)).toEqual(["headquarters", "report-up", "tracing", "sampling", "places", "publish", "hotline"]);
    trial.tell(COMMAND, "activation.step", { activation: "R1", step: "headquarters", proof: "shift on, telephone answered" });
    trial.wait(2 * HOUR);
    const [first, second] = steps(trial);
    expect(first).toMatchObject({ step: "headquarters", done: true, overdue: false, ran: [50 * MINUTE, 50 * MINUTE] });
    expect(second).toMatchObject({ step: "report-up", done: false, overdue: true, ran: [170 * MINUTE, 170 * MINUTE] });
  });

  test("[SM-124] nobody begins: who answers for it hears of it half an hour after the case", () => {
    const trial = tryCity();
    trial.tell(COMMAND, "responsibility.assign", { org: "A", duty: "activation.start", roles: ["head"] });
    trial.tell(DISTRICT, "case.report", { case: "P0", class: "asymptomatic", org: "A" });
    expect(trial.said("duty.opened")).toEqual([]);
    trial.tell(DISTRICT, "case.report", { case: "P1", class: "confirmed", org: "A" });
    trial.wait(31 * MINUTE);
    expect(trial.duty("activation.start")).toMatchObject({ holder: { org: "A", role: "head" }, due: at(T + 30 * MINUTE) });
    expect(trial.duty("activation.start").overdue).not.toBeNull();
  });

  test("begun in time, no alarm; a later case asks for no second start", () => {
    const trial = tryCity();
    trial.tell(COMMAND, "responsibility.assign", { org: "A", duty: "activation.start", roles: ["head"] });
    trial.tell(DISTRICT, "case.report", { case: "P1", class: "confirmed", org: "A" });
    trial.tell({ org: "A", role: "head" }, "activation.start", { activation: "R1", org: "A", case: "P1" });
    trial.tell(DISTRICT, "case.report", { case: "P2", class: "confirmed", org: "A" });
    expect(trial.said("duty.opened").filter((event) => event.data["kind"] === "activation.start")).toHaveLength(1);
    expect(trial.duty("activation.start").status).toBe("verified");
  });

  test.each([
    ["unknown-organisation", { activation: "R2", org: "Z" }], ["unknown-case", { activation: "R2", org: "city", case: "P9" }],
    ["interval-upside-down", { activation: "R2", org: "city", first: { earliest: 2, latest: 1 } }], ["activation-exists", { activation: "R1", org: "city" }],
  ])("%s", (code, data) => {
    const trial = tryCity();
    trial.tell(COMMAND, "activation.start", { activation: "R1", org: "city" });
    expect(trial.code(COMMAND, "activation.start", data)).toBe(code);
  });

  test("with every step done it is activated, and no step is done twice", () => {
    const trial = tryCity();
    trial.tell(COMMAND, "activation.start", { activation: "R1", org: "city" });
    for (const { step } of steps(trial)) trial.tell(COMMAND, "activation.step", { activation: "R1", step, proof: "p" });
    expect(trial.simulation.state.thing("activation:R1")!.state.status).toBe("activated");
    expect(trial.code(COMMAND, "activation.step", { activation: "R1", step: "tracing", proof: "p" })).toBe("step-done");
  });
});

describe("a mode", () => {
  const emergency = { org: "city", mode: "emergency", authority: "No. 1", reason: "first case", met: ["confirmed-or-ordered"] };

  test("[SM-011] switched, who answers follows what was laid down; authority and time are kept", () => {
    const trial = tryCity();
    trial.tell(COMMAND, "mode.define", { org: "city", mode: "emergency", answers: [{ org: "A", duty: "contact.transfer", roles: ["night_desk"] }] });
    findContacts(trial, "P1");
    const held = trial.duty("contact.transfer").holder;
    trial.tell(COMMAND, "mode.switch", emergency);
    expect(mode(trial)).toMatchObject({ mode: "emergency", status: "emergency", authority: "No. 1", since: at(T) });
    expect(trial.simulation.state.thing("org:A")!.state["answers"]).toMatchObject({ "contact.transfer": ["night_desk"] });
    expect(trial.duty("contact.transfer", "contact:P1").holder).toEqual(held);
    findContacts(trial, "P2");
    trial.tell(COUNTY, "contact.find", { contact: "P3", class: "close", home: "A1c" });
    expect(trial.said("mode.switched").map((event) => event.data["reassigned"])).toEqual([1]);
    expect(trial.code(COMMAND, "mode.switch", emergency)).toBe("mode-already");
  });

  test.each([
    ["unknown-organisation", "mode.switch", { ...emergency, org: "Z" }], ["criteria-not-met", "mode.switch", { ...emergency, met: [] }],
    ["unknown-organisation", "mode.define", { org: "city", mode: "alert", answers: [{ org: "Z", duty: "command", roles: ["x"] }] }],
  ])("%s: %s is refused", (code, type, data) => {
    expect(tryCity().code(COMMAND, type, data)).toBe(code);
  });

  test("[SM-078] winding down is entered on criteria, proposes what may end, and leaves everybody isolated as they are", () => {
    const trial = tryCity();
    findContacts(trial, "P1");
    trial.tell(DISTRICT, "contact.push", { contacts: ["P1"], to: "A1" });
    trial.tell(COMMAND, "measure.order", fullMeasure(trial, "Q1", "P1", 7 * DAY));
    trial.tell(COMMAND, "order.issue", { number: "O1", text: "t", units: ["A1"], legalBasis: "b" });
    const open = (): number => [...trial.simulation.state.allDuties()].filter(({ closed }) => closed === null).length;
    const before = open();
    const down = { org: "city", mode: "wind-down", authority: "No. 9", reason: "last chain closed", met: ["no-community-case", "transfers-done"] };
    expect(trial.code(COMMAND, "mode.switch", down)).toBe("criteria-not-met");
    trial.tell(COMMAND, "mode.switch", { ...down, met: [...down.met, "isolated-have-owners"] });
    const things = [...trial.simulation.state.allThings()];
    expect(proposedEndings("wind-down", things, T)).toMatchObject({ orders: ["O1"], people: ["Q1"] });
    expect(proposedEndings("emergency", things, T)).toMatchObject({ orders: [], people: ["Q1"] });
    expect(open()).toBe(before);
  });
});
