/** The list of one kind of thing, drawn from the columns the kind declares; filters and pages live in the address. */
import { useState } from "react";
import { Link, useLocation, useSearchParams } from "wouter";
import { idOf } from "../../base/ids.ts";
import type { Thing, ThingPage } from "../api-types.ts";
import { withQuery } from "../data/http.ts";
import { useIncidentId, useLedger, useScene } from "../data/scene.tsx";
import { useResource } from "../data/use-resource.ts";
import { incidentPath, refPath } from "../duty/path.ts";
import { useKeys } from "../frame/keyboard.ts";
import { Icon } from "../parts/icons.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { inLang, readable, useText } from "../text/index.ts";
import { DeskLink } from "./beside.tsx";
import { Field } from "./state-fields.tsx";
import { valueAt } from "./shape.ts";
import { statusWord } from "./status.ts";
import "./things.css";

const PAGE = 100;

export default function ListPage({ kind }: { kind: string }) {
  const { t, lang } = useText();
  const { names } = useScene();
  const incident = useIncidentId();
  const [search, setSearch] = useSearchParams();
  const [, navigate] = useLocation();
  const [trail, setTrail] = useState<{ readonly status: string | null; readonly befores: readonly string[] }>({ status: null, befores: [] });
  const after = search.get("after");
  const status = search.get("status");
  const page = useResource<ThingPage>(withQuery(`/api/things/${encodeURIComponent(kind)}`, { incident, limit: PAGE, after, status, under: search.get("under") }));
  const { value, failure, reload } = page;
  useLedger((events) => {
    if (events.some((event) => event.about.some((ref) => ref.startsWith(`${kind}:`)))) reload();
  });
  useKeys({ u: () => navigate(`${incidentPath(incident)}/things`) });
  const to = (next: string | null): void => setSearch((before) => pageAfter(before, next));
  const befores = trail.status === status ? trail.befores : [];
  const setBefores = (next: readonly string[]): void => setTrail({ status, befores: next });
  return (
    <article className="records">
      <p className="crumbs">
        <Link href={`${incidentPath(incident)}/things`}>
          <Icon name="left" /> {t("way.things")}
        </Link>
      </p>
      <h1>{names.kind(kind)}</h1>
      <DeskLink kind={kind} incident={incident} />
      {status === null ? null : (
        <p>
          <Link href={`${incidentPath(incident)}/things/${kind}`} className="chip" aria-label={t("board.without", { what: statusWord(status, lang) })}>
            {statusWord(status, lang)} <Icon name="close" />
          </Link>
        </p>
      )}
      {failure !== undefined ? <Failed failure={failure} onRetry={reload} /> : null}
      {value === undefined ? failure === undefined ? <Loading /> : null : value.things.length === 0 ? (
        <Empty title={t("things.none")}>{t("things.noneFix")}</Empty>
      ) : (
        <ThingTable kind={kind} page={value} incident={incident} />
      )}
      <div className="row">
        {befores.length === 0 ? null : (
          <button
            type="button"
            onClick={() => {
              to(befores.at(-1) === "" ? null : befores.at(-1)!);
              setBefores(befores.slice(0, -1));
            }}
          >
            <Icon name="left" /> {t("things.before")}
          </button>
        )}
        {value?.next === null || value === undefined ? null : (
          <button
            type="button"
            onClick={() => {
              setBefores([...befores, after ?? ""]);
              to(value.next);
            }}
          >
            {t("things.next")} <Icon name="right" />
          </button>
        )}
      </div>
    </article>
  );
}

function pageAfter(search: URLSearchParams, next: string | null): URLSearchParams {
  const changed = new URLSearchParams(search);
  if (next === null) changed.delete("after");
  else changed.set("after", next);
  return changed;
}

function ThingTable({ kind, page, incident }: { kind: string; page: ThingPage; incident: string }) {
  const { t, lang } = useText();
  const { names } = useScene();
  return (
    <div className="panel scroll-x" role="region" aria-label={names.kind(kind)} tabIndex={0}>
      <table className="thing-table" data-testid="things">
        <caption className="sr">{names.kind(kind)}</caption>
        <thead>
          <tr>
            <th scope="col">{t("things.id")}</th>
            <th scope="col">{t("things.status")}</th>
            {page.columns.filter((column) => column.key !== "status").map((column) => (
              <th key={column.key} scope="col" className={column.type === "number" ? "number" : ""}>
                {inLang(column.title, lang, readable(column.key))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.things.map((thing) => (
            <ThingRow key={thing.ref} thing={thing} columns={page.columns} incident={incident} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ThingRow({ thing, columns, incident }: { thing: Thing; columns: ThingPage["columns"]; incident: string }) {
  const { lang } = useText();
  return (
    <tr>
      <th scope="row">
        <Link href={refPath(incident, thing.ref)}>{idOf(thing.ref)}</Link>
      </th>
      <td>{statusWord(thing.state.status, lang)}</td>
      {columns.filter((column) => column.key !== "status").map((column) => (
        <td key={column.key} className={column.type === "number" ? "number" : ""}>
          <Field name={column.key.split(".").at(-1)!} value={valueAt(thing.state, column.key)} incident={incident} />
        </td>
      ))}
    </tr>
  );
}
