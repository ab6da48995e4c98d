/**
 * What the machine asks of people: the commands somebody must send from a contact found to the transfer
 * verified by the site's own record, for one contact and for a list of fifty. As few as the laws allow; each
 * is named. What protects the person (law 8) is counted apart, because it may not be saved on.
 */
import { assert, isRefusal } from "../src/base/refusal.ts";
import { MINUTE } from "../src/base/time.ts";
import { simulate } from "../src/engine/simulation.ts";
import { model } from "../src/loops/index.ts";
import type { Figure } from "../scripts/figure.ts";
import { CITY, COMMAND, makeCity, type Draft } from "./parts/city.ts";
import { find, groupOf, holdAtHome, move, order, push } from "./parts/life.ts";
import { benchPack, ZONE } from "./parts/packs.ts";
import { START } from "./parts/run.ts";

export const title = "What people must do for each contact placed";

interface Placed {
  /** Command types in the order sent, from found to verified. */
  readonly moving: readonly string[];
  readonly protecting: readonly string[];
}

const LIST = 50;

export async function run(): Promise<Figure[]> {
  const [one, many] = [await place(1, true), await place(LIST, true)];
  const implied = await place(LIST, false);
  return [
    { name: "one contact: to place it", value: one.moving.length, unit: "commands", note: named(one.moving) },
    { name: `${LIST} contacts: to place them all`, value: many.moving.length, unit: "commands", note: named(many.moving) },
    { name: "for each of the fifty", value: many.moving.length / LIST, unit: "commands", target: { atMost: 0.1 } },
    { name: "the fewest the laws allow", value: implied.moving.length, unit: "commands", note: `${named(implied.moving)}: whoever plans has received` },
    { name: "one contact: to protect the person", value: one.protecting.length, unit: "commands", note: named(one.protecting) },
    { name: `${LIST} contacts: to protect them`, value: many.protecting.length, unit: "commands", note: named(many.protecting) },
  ];
}

/** Runs it through the engine and counts; every transfer must end verified, none by a click of the sender. */
async function place(size: number, receipt: boolean): Promise<Placed> {
  const city = makeCity({ districts: 1, subdistricts: 1, communities: 1, sites: 1, rooms: size, trips: 1 });
  const simulation = simulate({ model, pack: await benchPack(), incident: CITY, zone: ZONE, commandPost: COMMAND, start: START });
  let counted: string[] = [];
  let number = 0;
  const send = (draft: Draft) => {
    const events = simulation.send({ id: `action/${++number}`, ...draft });
    assert(!isRefusal(events), `${draft.type} is refused`);
    counted.push(draft.type);
    return events;
  };
  const count = (act: () => void): string[] => {
    counted = [];
    act();
    simulation.advance(simulation.now() + MINUTE);
    return counted;
  };
  for (const draft of city.drafts) send(draft);
  const group = groupOf(city, 0, size);
  find(send, group);
  const moving = [...count(() => push(send, group, receipt))];
  const protecting = [...count(() => holdAtHome(send, group)), ...count(() => order(send, group, simulation.now()))];
  moving.push(...count(() => move(send, group, simulation.now())));
  const transfers = [...simulation.state.allDuties()].filter((duty) => duty.kind === "contact.transfer");
  assert(transfers.length === size && transfers.every((duty) => duty.status === "verified" && duty.closed?.by.org === "site1-desk"), "the site's own record closes every transfer");
  return { moving, protecting };
}

/** `contact.push, transfer.plan, …`, with a number where the same command is sent several times. */
function named(types: readonly string[]): string {
  const times = new Map<string, number>();
  for (const type of types) times.set(type, (times.get(type) ?? 0) + 1);
  return [...times].map(([type, count]) => (count === 1 ? type : `${count} × ${type}`)).join(", ");
}
