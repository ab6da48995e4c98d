/**
 * Decisions in memory, without store, server or database: how fast the engine itself is, which bounds what a
 * drill can simulate. A decision is one command decided, its events applied, the duty tables worked through.
 * One thread; counted by processor time, because other work on the machine would otherwise count as ours.
 */
import type { Figure } from "../scripts/figure.ts";
import { HOUR } from "../src/base/time.ts";
import { TRACER } from "./parts/city.ts";
import { median, processorWatch, rounds } from "./parts/numbers.ts";
import { benchPack } from "./parts/packs.ts";
import { startRun } from "./parts/run.ts";

export const title = "Decisions in memory";

/** Rounds not counted, in which the code is compiled. */
const WARM_UP = 3;

export async function run({ quick }: { quick: boolean }): Promise<Figure[]> {
  const pack = await benchPack();
  const [groups, contacts, times] = quick ? [60, 5000, 3] : [300, 30_000, 5];
  const commands: number[] = [];
  const events: number[] = [];
  const found: number[] = [];
  const steps: number[] = [];
  for (let round = -WARM_UP; round < times; round++) {
    const { simulation, nextGroup, sent, send, city } = startRun(pack);
    const before = { commands: sent(), events: simulation.events.length };
    const life = processorWatch();
    for (let group = 0; group < groups; group++) nextGroup();
    const lived = life();
    const done = { commands: sent() - before.commands, events: simulation.events.length - before.events };
    const finding = processorWatch();
    for (let n = 0; n < contacts; n++) {
      send({ type: "contact.find", actor: TRACER, data: { contact: `X${n}`, class: "close", home: city.communities[n % city.communities.length]!, case: "C1" } });
    }
    const sought = finding();
    const written = simulation.events.length;
    const clock = processorWatch();
    simulation.advance(simulation.now() + HOUR, true);
    const ticked = clock();
    if (round < 0) continue;
    commands.push(done.commands / lived);
    events.push(done.events / lived);
    found.push(contacts / sought);
    steps.push((simulation.events.length - written) / ticked);
  }
  return [
    { name: "contacts' whole lives", value: median(commands), unit: "commands/s", note: rounds(commands) },
    { name: "events of these", value: median(events), unit: "events/s", note: rounds(events) },
    { name: "contact.find alone", value: median(found), unit: "commands/s", note: rounds(found) },
    { name: "clock: an hour of offers and deadlines running out", value: median(steps), unit: "events/s", note: rounds(steps) },
  ];
}
