/**
 * Runs what has fallen due: finds the incidents with duties whose time has come and gives each one batch in
 * turn, so that a flood in one does not silence the others. Several workers may do this at once; each batch is
 * chosen anew under the incident's lock.
 */
import type { Pool } from "pg";
import type { Ms } from "../../base/time.ts";
import type { Incidents } from "./incidents.ts";
import type { Writer } from "./writer.ts";

const DEFAULT_BATCH = 5000;

/**
 * Steps taken. Without an incident: all live ones, for replays and drills have clocks of their own; with one:
 * that one, whatever it is.
 */
export async function runClock(pool: Pool, writer: Writer, incidents: Incidents, now: Ms, limit = DEFAULT_BATCH, only?: string): Promise<number> {
  let due = await dueIncidents(pool, now, only);
  let steps = 0;
  while (due.length > 0) {
    const more: string[] = [];
    for (const id of due) {
      const setting = await incidents.setting(id);
      if (setting === undefined) continue;
      const done = await writer.tick(setting, now, limit);
      steps += done.steps;
      if (done.more) more.push(id);
    }
    due = more;
  }
  return steps;
}

async function dueIncidents(pool: Pool, now: Ms, only: string | undefined): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: "due incidents",
    text: `select id from incident i where case when $2::text is null then mode = 'live' else id = $2 end
      and exists (select from tick t where t.incident = i.id and t.at <= $1) order by id`,
    values: [now, only ?? null],
  });
  return rows.map((row) => row.id);
}
