/**
 * Incidents and the packs they run under. A pack's content is kept by its hash when an incident begins, so
 * that old duties keep the rule they were created under whatever the files say later. Incidents do not change
 * but for their head, so this process remembers what it has read.
 */
import type pg from "pg";
import { assert, isRefusal, type Refusal } from "../../base/refusal.ts";
import type { Ms } from "../../base/time.ts";
import type { Packs, ResolvedPack } from "../../engine/pack/types.ts";
import type { Incident, IncidentMode, NewIncident } from "../contract.ts";
import { contextOf, incidentExists, packFor, unknownCity, type Setting } from "../incident-setting.ts";

export interface Incidents {
  create(incident: NewIncident, now: Ms): Promise<Incident | Refusal>;
  all(): Promise<readonly Incident[]>;
  find(id: string): Promise<Incident | undefined>;
  setting(id: string): Promise<Setting | undefined>;
}

interface IncidentRow {
  id: string; title: string; mode: IncidentMode; zone: string; city: string; pack: string; pack_hash: string;
  command_org: string; command_role: string; head: number;
}

function incidentOf(row: IncidentRow): Incident {
  return {
    id: row.id, title: row.title, mode: row.mode, zone: row.zone, city: row.city, pack: row.pack, packHash: row.pack_hash,
    commandPost: { org: row.command_org, role: row.command_role }, head: row.head,
  };
}

const SELECT = "select id, title, mode, zone, city, pack, pack_hash, command_org, command_role, head from incident";

export function incidentsIn(pool: pg.Pool, packs: Packs): Incidents {
  const settings = new Map<string, Promise<Setting | undefined>>();
  const contents = new Map<string, ResolvedPack>();

  async function find(id: string): Promise<Incident | undefined> {
    const { rows } = await pool.query<IncidentRow>(`${SELECT} where id = $1`, [id]);
    return rows[0] === undefined ? undefined : incidentOf(rows[0]);
  }

  async function contentOf(hash: string): Promise<ResolvedPack> {
    const known = contents.get(hash);
    if (known !== undefined) return known;
    const { rows } = await pool.query<{ content: ResolvedPack }>("select content from pack where hash = $1", [hash]);
    assert(rows[0] !== undefined, `the pack ${hash} of an incident is not in the database`);
    contents.set(hash, rows[0].content);
    return rows[0].content;
  }

  async function insert(incident: NewIncident, pack: ResolvedPack): Promise<boolean> {
    await pool.query("insert into pack (hash, id, content) values ($1, $2, $3) on conflict do nothing", [pack.hash, pack.id, JSON.stringify(pack)]);
    const { id, title, mode, zone, city, commandPost } = incident;
    const { rowCount } = await pool.query(
      `insert into incident (id, title, mode, zone, city, pack, pack_hash, command_org, command_role, head, learned)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0) on conflict do nothing`,
      [id, title, mode, zone, city, pack.id, pack.hash, commandPost.org, commandPost.role],
    );
    return rowCount === 1;
  }

  async function readSetting(id: string): Promise<Setting | undefined> {
    const incident = await find(id);
    if (incident === undefined) return undefined;
    const { head: _, ...rest } = incident;
    return { incident: rest, context: contextOf(rest, await contentOf(incident.packHash)) };
  }

  return {
    find,
    async all() {
      const { rows } = await pool.query<IncidentRow>(`${SELECT} order by id`);
      return rows.map(incidentOf);
    },
    async create(incident, now) {
      const pack = packFor(incident, packs, now);
      if (isRefusal(pack)) return pack;
      if (incident.city !== incident.id) {
        const city = await find(incident.city);
        if (city === undefined || city.city !== city.id) return unknownCity(incident.city);
      }
      if (!(await insert(incident, pack))) return incidentExists(incident.id);
      return { ...incident, packHash: pack.hash, head: 0 };
    },
    setting(id) {
      const known = settings.get(id);
      if (known !== undefined) return known;
      const reading = readSetting(id);
      settings.set(id, reading);
      // What is not there may come, and a failure may pass: only what was found is remembered.
      const forget = (): boolean => settings.delete(id);
      reading.then((found) => found ?? forget(), forget);
      return reading;
    },
  };
}
