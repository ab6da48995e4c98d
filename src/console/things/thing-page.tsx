/** One thing: its state by declared columns and then the rest, its duties, what can be recorded of it, and its events. */
import { useState } from "react";
import { Link } from "wouter";
import type { Offered, ThingDetail } from "../api-types.ts";
import { withQuery } from "../data/http.ts";
import { useIncidentId, useLedger, useScene } from "../data/scene.tsx";
import { useResource } from "../data/use-resource.ts";
import { dutyPath, incidentPath } from "../duty/path.ts";
import { signOf } from "../duty/reading.ts";
import { CommandDialog, isFinal } from "../forms/command-dialog.tsx";
import { ActingDialog } from "../frame/acting-as.tsx";
import { EventTable } from "../parts/event-table.tsx";
import { Icon } from "../parts/icons.tsx";
import { SignOf, Tag } from "../parts/sign.tsx";
import { Loaded } from "../parts/states.tsx";
import { Instant } from "../parts/when.tsx";
import { inLang, useText } from "../text/index.ts";
import { Beside } from "./beside.tsx";
import { valueAt } from "./shape.ts";
import { Field, StateFields } from "./state-fields.tsx";
import { statusWord } from "./status.ts";
import "./things.css";

export default function ThingPage({ kind, thing }: { kind: string; thing: string }) {
  const incident = useIncidentId();
  const resource = useResource<ThingDetail>(withQuery(`/api/things/${encodeURIComponent(kind)}/${encodeURIComponent(thing)}`, { incident }));
  useLedger((events) => {
    if (events.some((event) => event.about.some((ref) => ref === `${kind}:${thing}` || ref.startsWith("duty:")))) resource.reload();
  });
  return <Loaded resource={resource}>{(detail) => <ThingView kind={kind} id={thing} detail={detail} reload={resource.reload} />}</Loaded>;
}

function ThingView({ kind, id, detail, reload }: { kind: string; id: string; detail: ThingDetail; reload: () => void }) {
  const { t, lang } = useText();
  const { names } = useScene();
  const incident = useIncidentId();
  const { thing, events, duties, can } = detail;
  return (
    <article className="records thing">
      <p className="crumbs">
        <Link href={`${incidentPath(incident)}/things/${kind}`}>
          <Icon name="left" /> {names.kind(kind)}
        </Link>
      </p>
      <h1>
        {names.kind(kind)} {id} <Tag>{statusWord(thing.state.status, lang)}</Tag>
      </h1>
      <div className="thing-body">
        <div className="thing-main">
          <StatePanel kind={kind} detail={detail} />
          <section className="panel" aria-labelledby="thing-events">
            <header>
              <h2 id="thing-events">{t("duty.events")}</h2>
              <span className="faint">{events.length}</span>
            </header>
            <EventTable events={events} caption={t("things.eventsCaption")} about={thing.ref} />
          </section>
        </div>
        <aside className="thing-side" aria-label={t("things.side")}>
          <ThingActions can={can} id={id} onDone={reload} />
          <Beside kind={kind} id={id} status={thing.state.status} incident={incident} />
          <section className="panel" aria-labelledby="thing-duties">
            <header>
              <h2 id="thing-duties">{t("things.duties")}</h2>
              <span className="faint">{duties.length}</span>
            </header>
            <ul className="duty-list">
              {duties.length === 0 ? <li className="dim">{t("things.noDuties")}</li> : null}
              {duties.map((duty) => (
                <li key={duty.id}>
                  <SignOf sign={signOf(duty)} />
                  <Link href={dutyPath(duty)}>{names.duty(duty.kind)}</Link>
                  <span className="small dim">
                    {names.post(duty.holder)} {duty.due === null ? null : <Instant when={duty.due} />}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        </aside>
      </div>
    </article>
  );
}

function StatePanel({ kind, detail: { thing } }: { kind: string; detail: ThingDetail }) {
  const { t, lang } = useText();
  const { names, model } = useScene();
  const incident = useIncidentId();
  const columns = model?.kinds.find((one) => one.kind === kind)?.columns ?? [];
  const shown = new Set(["status", "place", ...columns.map((column) => column.key.split(".")[0]!)]);
  return (
    <section className="panel" aria-labelledby="state-title">
      <header>
        <h2 id="state-title">{t("things.state")}</h2>
        <span className="faint small">{t("things.version", { n: thing.version })}</span>
      </header>
      <div className="body stack">
        <dl className="facts">
          {columns.filter((column) => column.key !== "status").map((column) => (
            <div key={column.key} className="fact-pair">
              <dt>{inLang(column.title, lang)}</dt>
              <dd>
                <Field name={column.key.split(".").at(-1)!} value={valueAt(thing.state, column.key)} incident={incident} />
              </dd>
            </div>
          ))}
          {typeof thing.state.place === "string" && thing.state.place !== "" ? (
            <div className="fact-pair">
              <dt>{t("things.place")}</dt>
              <dd>{thing.state.place.split("/").map((org) => names.org(org)).join(" › ")}</dd>
            </div>
          ) : null}
        </dl>
        <StateFields state={thing.state} incident={incident} skip={shown} />
      </div>
    </section>
  );
}

function ThingActions({ can, id, onDone }: { can: readonly Offered[]; id: string; onDone: () => void }) {
  const { t, lang } = useText();
  const { acting, detail } = useScene();
  const [open, setOpen] = useState<Offered | null>(null);
  const [choosing, setChoosing] = useState(false);
  if (can.length === 0 || detail.value?.mode === "replay") return null;
  return (
    <section className="panel actions" aria-labelledby="thing-actions">
      <header>
        <h2 id="thing-actions">{t("things.act")}</h2>
      </header>
      <div className="body stack">
        {acting === null ? (
          <button type="button" className="primary" onClick={() => setChoosing(true)}>
            {t("acting.none")}
          </button>
        ) : (
          <div className="buttons">
            {can.filter((offered) => offered.why === undefined).map((offered) => (
              <button key={offered.type} type="button" className={isFinal(offered.type) ? "danger" : ""} onClick={() => setOpen(offered)} data-testid={`act-${offered.type}`}>
                {inLang(offered.title, lang)}
              </button>
            ))}
          </div>
        )}
      </div>
      {choosing ? <ActingDialog onClose={() => setChoosing(false)} /> : null}
      {open === null ? null : (
        <CommandDialog
          offered={open} settled={open.field === undefined ? {} : { [open.field]: id }} onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            onDone();
          }}
        />
      )}
    </section>
  );
}
