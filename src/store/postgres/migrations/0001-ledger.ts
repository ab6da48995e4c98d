/**
 * The first shape of the database. Owns the tables of design section 4 that the spine needs, and why each
 * index is there. Every unique key holds the incident and no table refers to another, so that the same text
 * serves on one machine and spread over several; nothing here is newer than PostgreSQL 15.
 *
 * Instants are bigint milliseconds. Ids sort by bytes (collate "C"), as they do in the program. What events
 * say is `json`, not `jsonb`: it comes back with its keys in the order they were written, on which a fold may
 * depend, and costs less to write. The state of things and duties is JSON too, kept as text: it is made again
 * from the events whenever wanted, so the server need not read it through at every step.
 */
export const ledger = `
create table pack (
  hash text collate "C" primary key,
  id text not null,
  content json not null
);

create table incident (
  id text collate "C" primary key,
  title text not null,
  mode text not null,
  zone text not null,
  city text collate "C" not null,
  pack text not null,
  pack_hash text not null,
  command_org text not null,
  command_role text not null,
  head bigint not null,
  -- When its last event was learned: the next is never learned earlier.
  learned bigint not null
) with (fillfactor = 50);

create table ledger (
  incident text collate "C" not null,
  seq bigint not null,
  type text collate "C" not null,
  occurred_earliest bigint not null,
  occurred_latest bigint not null,
  learned bigint not null,
  actor_org text collate "C" not null,
  actor_role text collate "C" not null,
  by text,
  about text[] collate "C" not null,
  data json not null,
  command text collate "C" not null,
  cause bigint,
  source text,
  primary key (incident, seq)
);
-- The history of one thing. Without a pending list: that is no dearer here, and no writer has to tidy up.
create index ledger_about on ledger using gin (about) with (fastupdate = off);
-- Both time axes. Events lie in about the order in which they were learned and occurred, so a few bytes for
-- every 32 pages find them, at almost no cost to the writer.
create index ledger_times on ledger using brin (learned, occurred_earliest, occurred_latest)
  with (pages_per_range = 32, autosummarize = on);

create table thing (
  incident text collate "C" not null,
  kind text collate "C" not null,
  id text collate "C" not null,
  status text collate "C" not null,
  place text collate "C",
  version bigint not null,
  state text not null,
  c1 text collate "C", c2 text collate "C", c3 text collate "C", c4 text collate "C",
  c5 text collate "C", c6 text collate "C", c7 text collate "C", c8 text collate "C",
  c9 text collate "C", c10 text collate "C", c11 text collate "C", c12 text collate "C",
  primary key (incident, kind, id)
) with (fillfactor = 85);
create index thing_status on thing (incident, kind, status, id);
create index thing_place on thing (incident, kind, place, id) where place is not null;
${Array.from({ length: 12 }, (_, index) => index + 1)
  .map((slot) => `create index thing_c${slot} on thing (incident, kind, c${slot}, id) where c${slot} is not null;`)
  .join("\n")}

-- Which declared list column of a kind lies in which slot; a changed declaration moves the values.
create table kind_column (
  kind text collate "C" not null,
  slot smallint not null,
  key text not null,
  primary key (kind, slot)
);

create table duty (
  incident text collate "C" not null,
  -- The number of the event that opened it: duty D12 is seq 12.
  seq bigint not null,
  kind text collate "C" not null,
  subject text collate "C" not null,
  holder_org text collate "C" not null,
  holder_role text collate "C" not null,
  -- Posts, as role@organisation, that have something to do on it beside the holder; and their organisations
  -- where they are not the holder's own.
  beside text[] collate "C" not null,
  beside_orgs text[] collate "C" not null,
  status text collate "C" not null,
  open boolean not null,
  offered boolean not null,
  overdue boolean not null,
  opened bigint not null,
  due_earliest bigint,
  due_latest bigint,
  batch text collate "C",
  body text not null,
  primary key (incident, seq)
) with (fillfactor = 50);
-- What is or was owed about one thing.
create index duty_subject on duty (incident, subject);
-- What an organisation holds, and what waits for it beside the holder.
create index duty_holder on duty (holder_org, incident) where open;
create index duty_beside on duty using gin (beside_orgs) with (fastupdate = off) where open and beside_orgs <> '{}';
-- The board: most overdue first.
create index duty_due on duty (incident, open, coalesce(due_latest, 9007199254740991), seq);
-- One order's duties, for its roll-up.
create index duty_batch on duty (incident, batch, seq) where batch is not null;

-- When the clock must look at a duty next. Apart from the duty, and narrow: it changes at every step of the
-- clock, and a duty row whose indexed columns stay as they were is rewritten on its own page without
-- touching any index. A hundred thousand duties falling due at once are then half the work.
create table tick (
  incident text collate "C" not null,
  seq bigint not null,
  at bigint,
  primary key (incident, seq)
);
create index tick_at on tick (incident, at, seq) where at is not null;

create table receipt (
  incident text collate "C" not null,
  command text collate "C" not null,
  -- SHA-256 of what was sent, so that the same id with another body is told apart.
  digest text collate "C" not null,
  -- Its events lie together: from and to in the incident's ledger, and in the city's.
  first bigint, last bigint,
  city_first bigint, city_last bigint,
  primary key (incident, command)
);
`;
