// Time-line bars and marks from real events folded by the engine's own fold.

import { describe, expect, it } from "vitest";
import { foldDuty } from "../../engine/duty/fold.ts";
import type { Duty, LedgerEvent } from "../api-types.ts";
import { lifeOf } from "./life.ts";

const office = { org: "a1", role: "office" };
const district = { org: "a", role: "desk" };
const when = (earliest: number, latest = earliest): { earliest: number; latest: number } => ({ earliest, latest });

function history(...steps: [string, ReturnType<typeof when>, object][]): { duty: Duty; events: LedgerEvent[] } {
  const events = steps.map(([type, occurred, data], index): LedgerEvent => ({
    incident: "i", seq: index + 1, type: `duty.${type}`, occurred, learned: occurred.latest, actor: district, about: ["duty:D1"], data: { duty: "D1", ...data } as never, command: "c",
  }));
  return { events, duty: events.reduce<Duty | undefined>((duty, event) => foldDuty(duty, event), undefined)! };
}

const opened = ["opened", when(10), { kind: "contact.transfer", subject: "contact:P1", asker: district, holder: district, unassigned: false, citation: null, start: when(0, 24), due: when(12, 36), remindAt: null, watched: false, batch: null, serves: null }] as [string, ReturnType<typeof when>, object];
const offered = ["offered", when(20), { from: district, to: office, due: when(30), follower: district, decided: false }] as [string, ReturnType<typeof when>, object];

describe("lifeOf", () => {
  it("keeps uncertain instants as wide as they are", () => {
    const { duty, events } = history(opened, ["blocked", when(30, 40), { missing: ["room"] }], ["unblocked", when(50), {}]);
    const life = lifeOf(duty, events, 90);
    expect([life.from, life.to]).toEqual([0, 90]);
    expect(life.tracks[0]!.bars).toEqual([
      { from: when(0, 24), to: when(30, 40), tone: "open" },
      { from: when(30, 40), to: when(50), tone: "blocked" },
      { from: when(50), to: null, tone: "started" },
    ]);
    expect(life.tracks.find(({ track }) => track === "clock")!.bars).toEqual([{ from: when(12, 36), to: when(12, 36), tone: "due" }]);
  });

  it("leaves it with the sender until it is accepted", () => {
    const pending = history(opened, offered);
    expect(lifeOf(pending.duty, pending.events, 60).tracks[1]!.bars.map(({ post }) => post)).toEqual([district]);
    const taken = history(opened, offered, ["accepted", when(25), { post: office, implied: false, followUpDue: when(80) }]);
    const life = lifeOf(taken.duty, taken.events, 60);
    expect(life.tracks[1]!.bars.map(({ post, to }) => [post!.org, to])).toEqual([["a", when(25)], ["a1", null]]);
    expect(life.tracks.find(({ track }) => track === "offer")).toMatchObject({ post: office, bars: [{ to: when(25), tone: "pending" }], marks: [{ shape: "accepted" }] });
  });

  it("shows an offer nobody took, the silence after it, and every alarm where it was raised", () => {
    const { duty, events } = history(
      opened, offered, ["offer_expired", when(30), { next: 40 }], ["follow_up_silent", when(35), { link: 2, nextDue: when(70) }],
      ["overdue", when(36), { next: 40 }], ["escalated", when(40), { level: 1, next: 80, why: "overdue" }],
    );
    const life = lifeOf(duty, events, 60);
    const offer = life.tracks.find(({ track }) => track === "offer")!;
    expect(offer.bars.map(({ tone, to }) => [tone, to])).toEqual([["pending", when(30)], ["expired", null]]);
    expect(life.tracks.find(({ track }) => track === "follow")!.marks.map(({ shape }) => shape)).toEqual(["silence"]);
    expect(life.tracks.find(({ track }) => track === "clock")!.marks).toEqual([
      { at: when(36), shape: "overdue", seq: 5 },
      { at: when(40), shape: "escalated", seq: 6, level: 1 },
    ]);
  });
});
