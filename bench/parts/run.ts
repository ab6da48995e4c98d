/**
 * A city run in memory through the engine on a simulated clock: a new group of contacts every ten minutes, each
 * released when its room is needed again. Deterministic, so that every run of a bench does the same work.
 */
import { bug, isRefusal } from "../../src/base/refusal.ts";
import { MINUTE, type Ms } from "../../src/base/time.ts";
import type { LedgerEvent } from "../../src/engine/event.ts";
import type { ResolvedPack } from "../../src/engine/pack/types.ts";
import { simulate, type Simulation } from "../../src/engine/simulation.ts";
import { model } from "../../src/loops/index.ts";
import { CITY, COMMAND, makeCity, type City, type CitySize } from "./city.ts";
import { disinfect, find, groupOf, holdAtHome, move, order, push, release, type Send } from "./life.ts";
import { ZONE } from "./packs.ts";

/** 2021-09-21 08:00 in Harbin. */
export const START: Ms = 1_632_182_400_000;

export const TOWN: CitySize = { districts: 4, subdistricts: 5, communities: 10, sites: 10, rooms: 40, trips: 40 };
export const GROUP = 10;
const EVERY = 10 * MINUTE;

export interface Run {
  readonly city: City;
  readonly simulation: Simulation;
  /** Commands sent by people so far. */
  sent(): number;
  readonly send: Send;
  /** The next group, from found to placed; an earlier one goes home. */
  nextGroup(): void;
}

export function startRun(pack: ResolvedPack, size: CitySize = TOWN): Run {
  const city = makeCity(size);
  const simulation = simulate({ model, pack, incident: CITY, zone: ZONE, commandPost: COMMAND, start: START });
  let sent = 0;
  const send: Send = (draft): readonly LedgerEvent[] => {
    const events = simulation.send({ id: `run/${++sent}`, ...draft });
    if (isRefusal(events)) bug(`refused: ${JSON.stringify(events)} for ${JSON.stringify(draft)}`);
    return events;
  };
  for (const draft of city.drafts) send(draft);
  const groupsAtOnce = (city.sites.length * size.rooms) / GROUP;
  let groups = 0;
  return {
    city, simulation, send,
    sent: () => sent,
    nextGroup() {
      const number = groups++;
      if (number >= groupsAtOnce) release(send, groupOf(city, number - groupsAtOnce, GROUP));
      const group = groupOf(city, number, GROUP);
      const now = (): Ms => simulation.now();
      find(send, group);
      simulation.advance(now() + MINUTE);
      holdAtHome(send, group);
      push(send, group, true);
      simulation.advance(now() + MINUTE);
      order(send, group, now());
      move(send, group, now());
      disinfect(send, group);
      simulation.advance(now() + EVERY - 2 * MINUTE);
    },
  };
}
