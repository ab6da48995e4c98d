/**
 * What one command promises: rooms, vehicles and teams, never twice, whichever incident asks and however many
 * trips the command plans. A promise already given is a rule broken: refused when ordered, a breach when reported.
 */
import { ref, type Ref } from "../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import type { When } from "../../base/time.ts";
import { known } from "../../engine/define.ts";
import type { NewEvent } from "../../engine/event.ts";
import type { Objection } from "../../engine/loop.ts";
import type { State } from "../../engine/state.ts";
import type { RoomView } from "../quarantine/views.ts";
import { together } from "./needs/views.ts";
import { alreadyPromised, claimed, isClaimedBy, shared, type Bookable } from "./views.ts";

export interface Claims {
  readonly events: NewEvent[];
  readonly objections: Objection[];
  /** What the same command gives back first: trips it cancels. */
  release(reference: Ref): void;
  claim(kind: "vehicle" | "team", id: string, by: string, where: string): Refusal | null;
  /** One room for those who share it; whoever is named first answers for the promise. */
  claimRoom(id: string, names: readonly string[], where: string): Refusal | null;
}

export function claims(state: State, incident: string, occurred: When): Claims {
  const events: NewEvent[] = [];
  const objections: Objection[] = [];
  const given = new Map<Ref, string>();
  const released = new Set<Ref>();
  const holderOf = (reference: Ref, thing: Bookable): string | null => given.get(reference) ?? (released.has(reference) ? null : thing.claimedBy);
  return {
    events,
    objections,
    release: (reference) => void released.add(reference),
    claim(kind, id, by, where) {
      const reference = ref(kind, id);
      const thing = known<Bookable>(state, reference, where);
      if (isRefusal(thing)) return thing;
      const holder = holderOf(reference, thing);
      const mine = holder === null || (!given.has(reference) && isClaimedBy(thing, { by, incident }));
      if (!mine) objections.push(alreadyPromised(kind, id, holder, where));
      given.set(reference, by);
      events.push(claimed(kind, id, { by, incident }, occurred));
      return null;
    },
    claimRoom(id, names, where) {
      const reference = ref("room", id);
      const room = known<RoomView>(state, reference, where);
      if (isRefusal(room)) return room;
      const here = released.has(reference) || room.claimedIn !== incident ? [] : [room.claimedBy!, ...(room.claimedWith ?? [])];
      const others = here.filter((name) => !names.includes(name));
      const [first, ...rest] = [...(others.length === here.length ? [] : here.filter((name) => names.includes(name))), ...names.filter((name) => !here.includes(name))];
      const holder = holderOf(reference, room);
      const foreign = holder !== null && (given.has(reference) || room.claimedIn !== incident);
      const stranger = names.find((name) => ![...others, ...names].every((other) => together(state, name, other)));
      if (foreign || (others.length > 0 && stranger !== undefined)) objections.push(alreadyPromised("room", id, holder ?? others[0]!, where));
      else if (stranger !== undefined) objections.push(alreadyPromised("room", id, names.find((name) => name !== stranger)!, where));
      else if (others.length + names.length > 1 && room.capacity < others.length + names.length) objections.push(tooSmall(id, room.capacity, others.length + names.length, where));
      given.set(reference, first!);
      if (others.length > 0 && !foreign && stranger === undefined) {
        events.push(shared(id, { by: room.claimedBy!, incident }, [...(room.claimedWith ?? []), ...names].filter((name) => name !== room.claimedBy), occurred));
        return null;
      }
      events.push(claimed("room", id, { by: first!, incident }, occurred));
      if (rest.length > 0) events.push(shared(id, { by: first!, incident }, rest, occurred));
      return null;
    },
  };
}

function tooSmall(room: string, beds: number, people: number, where: string): Objection {
  return {
    refusal: refuse("room-too-small", `Room ${room} has ${beds} beds for ${people} people.`, { where, fix: "Choose a larger room, or a second one.", params: { room, beds, people } }),
    about: [ref("room", room)], finding: null,
  };
}
