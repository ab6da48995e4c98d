/**
 * Who has which room once people have arrived: the room somebody is in is theirs, planned or not; those they were in
 * before are free again, but for whoever stays. A household shares a room up to its beds; what goes beyond, or puts
 * strangers together, is recorded as it is, with its breach.
 */
import { ref } from "../../base/ids.ts";
import { refuse } from "../../base/refusal.ts";
import type { When } from "../../base/time.ts";
import type { NewEvent } from "../../engine/event.ts";
import type { Objection } from "../../engine/loop.ts";
import type { State } from "../../engine/state.ts";
import { together } from "../transfer/needs/views.ts";
import { alreadyPromised, claimed, freedOf, shared } from "../transfer/views.ts";
import type { RoomView } from "./views.ts";

export interface Rooms {
  /** One person's move, from the room they had to the one they are in now. */
  moves(contact: string, before: string | undefined, into: string | undefined): void;
  settle(): { events: NewEvent[]; objections: Objection[] };
}

export function roomsOf(state: State, incident: string, site: string, occurred: When): Rooms {
  const leaving = new Map<string, string[]>();
  const entering = new Map<string, string[]>();
  const roomOf = (id: string): RoomView | undefined => state.thing(ref("room", id))?.state as RoomView | undefined;
  const add = (map: Map<string, string[]>, room: string, name: string): void => void map.set(room, [...(map.get(room) ?? []), name]);
  return {
    moves(contact, before, into) {
      const stays = before === undefined || before === into || (into === undefined && roomOf(before)?.site === site);
      if (!stays) add(leaving, before, contact);
      if (into !== undefined && roomOf(into) !== undefined) add(entering, into, contact);
    },
    settle() {
      const events = [...leaving].flatMap(([room, names]) => freedOf(state, "room", room, names, incident, occurred));
      const objections: Objection[] = [];
      for (const [id, names] of entering) {
        const taken = take(state, incident, id, roomOf(id)!, { names, gone: leaving.get(id) ?? [] }, occurred);
        events.push(...taken.events);
        objections.push(...taken.objections);
      }
      return { events, objections };
    },
  };
}

function take(
  state: State, incident: string, id: string, room: RoomView, { names, gone }: { names: readonly string[]; gone: readonly string[] }, occurred: When,
): { events: NewEvent[]; objections: Objection[] } {
  const own = room.claimedBy !== null && room.claimedIn === incident;
  const here = own ? [room.claimedBy!, ...(room.claimedWith ?? [])].filter((name) => !gone.includes(name)) : [];
  const fresh = names.filter((name) => !here.includes(name));
  if (fresh.length === 0) return { events: [], objections: [] };
  const foreign = room.claimedBy !== null && !own;
  const all = [...here, ...fresh];
  const strangers = fresh.some((name) => all.some((other) => !together(state, name, other)));
  // Strangers' claims are not mixed: the newcomers have it, as it is, and that it was another's is on record.
  const [first, ...rest] = foreign || strangers ? fresh : all;
  const objections: Objection[] = [];
  if (foreign || (strangers && here.length > 0)) objections.push(alreadyPromised("room", id, foreign ? room.claimedBy! : here[0]!, "data.rooms"));
  else if (strangers) objections.push(alreadyPromised("room", id, fresh[0]!, "data.rooms"));
  else if (all.length > Math.max(1, room.capacity)) objections.push(tooSmall(id, room.capacity, all.length));
  const keeps = here.length > 0 && first === here[0];
  return { objections, events: [
    ...(keeps ? [] : [claimed("room", id, { by: first!, incident }, occurred)]),
    ...(rest.length > 0 ? [shared(id, { by: first!, incident }, rest, occurred)] : []),
  ] };
}

function tooSmall(room: string, beds: number, people: number): Objection {
  return {
    refusal: refuse("room-too-small", `Room ${room} has ${beds} beds for ${people} people.`, { where: "data.rooms", fix: "Choose a larger room, or a second one.", params: { room, beds, people } }),
    about: [ref("room", room)], finding: null,
  };
}
