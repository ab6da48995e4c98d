/**
 * Less work for each row written. Rows now travel as binary values of the types below, which the server need
 * not split and cast; what events say is text, which it need not read through (it still is JSON, as the
 * program wrote it; `data::json` opens it). A tick is found by its instant, which the writer knows, so that one
 * index does for it; a duty the clock has nothing to look at has no tick at all.
 *
 * A later shape adds types of its own instead of changing these: an older process may still be writing.
 */
export const fewerEntries = `
alter table ledger alter column data type text using data::text;

delete from tick where at is null;
drop index tick_at;
alter table tick drop constraint tick_pkey;
alter table tick alter column at set not null;
alter table tick add primary key (incident, at, seq);

create type ledger_row as (
  incident text, seq bigint, type text, occurred_earliest bigint, occurred_latest bigint, learned bigint,
  actor_org text, actor_role text, by text, about text[], data text, command text, cause bigint, source text
);
create type thing_row as (
  incident text, kind text, id text, status text, place text, version bigint, state text,
  c1 text, c2 text, c3 text, c4 text, c5 text, c6 text, c7 text, c8 text, c9 text, c10 text, c11 text, c12 text
);
create type duty_row as (
  incident text, seq bigint, kind text, subject text, holder_org text, holder_role text, beside text[], beside_orgs text[],
  status text, open boolean, offered boolean, overdue boolean, opened bigint, due_earliest bigint, due_latest bigint,
  batch text, body text
);
create type tick_row as (incident text, seq bigint, at bigint);
create type receipt_row as (
  incident text, command text, digest text, first bigint, last bigint, city_first bigint, city_last bigint
);
`;
