// Laws 8, 10, 13 and 15: no confinement without care, people decide, least data, and records that agree are
// no proof.

import { describe, expect, it } from "vitest";
import { DAY } from "../../src/base/time.ts";
import { isOpen } from "../../src/engine/duty/duty.ts";
import { model } from "../../src/loops/index.ts";
import { INCIDENT, play, runClock, send } from "./history.ts";
import { holds, lawful } from "./kept.ts";

const REQUIRED = ["legalBasis", "reason", "alternatives", "start", "review", "end", "notice", "support"] as const;

describe("people", () => {
  it("law 8: an incomplete confinement is never issued; a reported one is always recorded, with its breach", () => {
    holds(40, (history) => {
      const world = lawful(8, history);
      for (const { command, outcome } of world.sent) {
        if (command.type !== "measure.order") continue;
        const missing = REQUIRED.filter((field) => command.data[field] === undefined);
        const complete = missing.length === 0 && command.data["supportAccepted"] === true;
        if (outcome.ok && command.reported !== true) expect(complete, `issued without ${missing.join(", ")}`).toBe(true);
        if (outcome.ok && !complete) expect(outcome.events.some(({ type }) => type === "breach.recorded")).toBe(true);
        if (!outcome.ok && command.reported === true) expect(outcome.refusal.code, "a report was refused for breaking a rule").not.toBe("measure-incomplete");
      }
    });
  });

  it("law 8: a measure at its end has its release overdue, and nothing but a decision moves that end", () => {
    holds(30, (history) => {
      const world = play(history);
      const inForce = [...world.state.allThings()].filter(({ ref, state }) => ref.startsWith("measure:") && state.status !== "ended" && state["end"] !== null && state["end"] !== undefined);
      runClock(world, world.now + 60 * DAY);
      for (const { ref } of inForce) {
        const { end } = world.state.thing(ref)!.state as unknown as { end: { latest: number } };
        const releases = [...world.state.allDuties()].filter(({ kind, subject }) => kind === "person.release" && subject === ref);
        expect(releases.some((duty) => duty.due?.latest === end.latest && (duty.overdue !== null || duty.done !== null)), `${ref} ran over its end and nothing rang`).toBe(true);
      }
    });
  });

  it("law 10: the clock and the tables decide nothing about anybody", () => {
    holds(40, (history) => {
      const world = lawful(10, history);
      const before = world.events.length;
      runClock(world, world.now + 45 * DAY);
      const written = new Set(world.events.slice(before).map(({ type }) => type));
      for (const type of written) expect(type).toMatch(/^duty\.(opened|offered|verified|lapsed|reminded|warned|overdue|offer_expired|follow_up_silent|escalated)$/);
    });
  });

  it("law 13: no command about a person has a field for a name, a number or an address", () => {
    const about = /^(contact|case|measure|person|arrival|exit|exposure|transfer)\./;
    const commands = [...model.commands.values()].filter(({ type }) => about.test(type));
    expect(commands.length).toBeGreaterThan(10);
    for (const { type, schema } of commands) {
      const { properties, additionalProperties } = schema as unknown as { properties: Record<string, unknown>; additionalProperties?: boolean };
      expect(additionalProperties, `${type} takes any field`).toBe(false);
      expect(Object.keys(properties).filter((key) => /^(name|fullName|phone|email|address|idNumber|birthDate)$/.test(key))).toEqual([]);
    }
    holds(30, (history) => void lawful(13, history));
  });

  it("law 15: however often the doer's own organisation says it is done, that closes nothing", () => {
    holds(40, (history) => {
      const world = play(history);
      for (const duty of [...world.state.allDuties()].filter((candidate) => isOpen(candidate) && candidate.done !== null)) {
        const rule = model.rules.get(duty.kind)!;
        if (rule.verifiedBy === "record") continue;
        const { org } = duty.done!.by;
        for (const role of ["head", "deputy", "clerk", "worker", "somebody"]) {
          if (duty.verifier?.org === org && duty.verifier.role === role) continue;
          const id = `agree-${duty.id}-${role}`;
          const outcome = send(world, { id, type: "duty.verify", incident: INCIDENT, actor: { org, role }, by: `agreeing-${role}`, data: { duty: duty.id, note: "so it is" } });
          expect(outcome.ok, `${role} of ${org} verified the work of ${org}`).toBe(false);
        }
        expect(isOpen(world.state.duty(duty.id)!)).toBe(true);
      }
    });
  });
});
