// Laws 1 to 5, each over random histories: what the auditor says of the ledger, and the law once more, looked
// at directly in the state after every single command.

import { describe, expect, it } from "vitest";
import { isOpen, type Duty } from "../../src/engine/duty/duty.ts";
import { samePost } from "../../src/engine/event.ts";
import type { World } from "./history.ts";
import { holds, lawful } from "./kept.ts";

const openDuties = (world: World): Duty[] => [...world.state.allDuties()].filter(isOpen);

describe("handing over", () => {
  it("law 1: one holder, an organisation and a role; rooms, vehicles and teams promised once", () => {
    holds(40, (history) => {
      lawful(1, history, (world) => {
        for (const { holder } of openDuties(world)) {
          expect(holder.org).not.toBe("");
          expect(holder.role).not.toBe("");
          expect(world.state.thing(`org:${holder.org}`)).toBeDefined();
        }
        for (const { ref, state } of world.state.allThings()) {
          if (!ref.startsWith("contact:") || (state["measures"] as readonly string[]).length === 0) continue;
          expect(state["custody"], `${ref} is under a measure and nobody's`).toMatchObject({ org: expect.stringMatching(/./) });
        }
      });
    });
  });

  it("law 2: a holder changes by acceptance or by a deputy taking over, and by nothing else", () => {
    holds(40, (history) => {
      let before = new Map<string, Duty>();
      lawful(2, history, (world) => {
        const written = world.sent.at(-1)!.outcome;
        const moved = new Set(written.ok ? written.events.filter(({ type }) => type === "duty.accepted" || type === "duty.taken_over").map(({ data }) => data["duty"]) : []);
        const now = new Map([...world.state.allDuties()].map((duty) => [duty.id, duty]));
        for (const [id, duty] of now) {
          const held = before.get(id)?.holder;
          if (held !== undefined && !moved.has(id)) expect(samePost(held, duty.holder)).toBe(true);
          if (duty.offer !== null && held !== undefined && !moved.has(id)) expect(duty.holder).toEqual(held);
        }
        before = now;
      });
    });
  });

  it("law 3: a duty ends verified by another, lapsed, or withdrawn by a decision", () => {
    holds(40, (history) => {
      const world = lawful(3, history);
      for (const duty of world.state.allDuties()) {
        expect(duty.closed === null).toBe(isOpen(duty));
        if (duty.status === "verified") expect(samePost(duty.closed!.by, duty.done!.by)).toBe(false);
      }
    });
  });

  it("law 4: whoever passed it down has a clock of their own until it is verified", () => {
    holds(40, (history) => {
      lawful(4, history, (world) => {
        for (const duty of openDuties(world)) {
          const accepted = duty.accepted !== null && duty.handOns > 0;
          if (!accepted && duty.offer === null) continue;
          expect(duty.links.length, `${duty.id} was passed on and nobody follows it up`).toBeGreaterThan(0);
          for (const link of duty.links) expect(Number.isSafeInteger(link.due.latest)).toBe(true);
          expect(duty.nextTick, `${duty.id} has been passed on and no clock runs`).not.toBeNull();
        }
      });
    });
  });

  it("law 5: a blocked duty has somebody above who owes what is missing", () => {
    holds(40, (history) => {
      lawful(5, history, (world) => {
        for (const duty of openDuties(world)) {
          if (duty.status !== "blocked") continue;
          const asked = [...world.state.allDuties()].filter(({ kind, subject }) => kind === "resource.provide" && subject === `duty:${duty.id}`);
          const answered = asked.some((one) => isOpen(one) || one.status === "withdrawn");
          expect(answered, `${duty.id} is blocked and nobody owes what is missing`).toBe(true);
        }
      });
    });
  });
});
