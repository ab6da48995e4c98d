/**
 * Several Firebreaks on one folder at once, started, stopped and killed in an order drawn from the run's
 * seed: each must get the one server, at one address, and no acknowledged row may be missing in the end.
 */
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { seededRng } from "../../base/rng.ts";
import { startEmbedded } from "./embedded.ts";
import { isServing, query, SMALL, trialFolder, tryInProcess, until } from "./trial.ts";

const SEED = process.env["FIREBREAK_SEED"] ?? "20210925";
const isSoak = process.env["FIREBREAK_SOAK"] === "1";
const [USERS, ROUNDS] = isSoak ? [8, 40] : [4, 4];

const folder = trialFolder();
afterAll(() => folder.remove());

it(`one server serves ${USERS} starts, stops and kills at once (seed ${SEED})`, async () => {
  const options = { dataDir: join(folder.path, "data"), stateDir: join(folder.path, "state"), settings: SMALL };
  const first = await startEmbedded(options);
  await query(first.url, "create table acknowledged (who text)");
  const rng = seededRng(SEED);
  let acknowledged = 0;

  const use = async (who: number): Promise<void> => {
    const draws = rng.stream(`user/${who}`);
    for (let round = 0; round < ROUNDS; round += 1) {
      const trial = tryInProcess(options);
      const outcome = await trial.outcome;
      if ("outage" in outcome) throw new Error(`${outcome.outage}: ${outcome.message}`);
      expect(outcome.url).toBe(first.url);
      await query(outcome.url, `insert into acknowledged values ('${who}/${round}')`);
      acknowledged += 1;
      if (draws.unit() < 0.4) {
        process.kill(trial.child.pid ?? 0, "SIGKILL");
        await until("the killed process to be gone", () => trial.child.signalCode === "SIGKILL");
      } else {
        await trial.stop();
        expect(trial.child.exitCode).toBe(0);
      }
    }
  };
  const users = Promise.all(Array.from({ length: USERS }, (_, who) => use(who)));
  await first.stop();
  await users;

  const last = await startEmbedded(options);
  expect(await query(last.url, "select count(*)::int as n, count(distinct who)::int as different from acknowledged")).toEqual([
    { n: acknowledged, different: USERS * ROUNDS },
  ]);
  await last.stop();
  expect(await isServing(last.url)).toBe(false);
}, isSoak ? 20 * 60_000 : 60_000);
