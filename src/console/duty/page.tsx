/**
 * One duty: its whole life on a time line, the rule behind its clock, its chain up and down, and what the acting
 * post may do next. Read anew whenever an event touches it.
 */
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { showLength } from "../../base/civil.ts";
import type { Ms } from "../../base/time.ts";
import type { DutyDetail } from "../api-types.ts";
import { boardPath } from "../board/filters.ts";
import { touchedDuties } from "../board/live.ts";
import { withQuery } from "../data/http.ts";
import { useNow } from "../data/now.ts";
import { useIncidentId, useLedger, useScene } from "../data/scene.tsx";
import { useResource } from "../data/use-resource.ts";
import { useKeys } from "../frame/keyboard.ts";
import { EventTable } from "../parts/event-table.tsx";
import { Icon } from "../parts/icons.tsx";
import { showRange } from "../parts/ranges.ts";
import { SignOf, Tag } from "../parts/sign.tsx";
import { Loaded } from "../parts/states.tsx";
import { Instant } from "../parts/when.tsx";
import { useText } from "../text/index.ts";
import { Actions } from "./actions.tsx";
import { ChainCard } from "./chain.tsx";
import { ClauseCard } from "./clause-card.tsx";
import "./duty.css";
import { refPath } from "./path.ts";
import { clockOf, heldSince, signOf } from "./reading.ts";
import { TimeLine } from "./time-line.tsx";

export default function DutyPage({ id }: { id: string }) {
  const incident = useIncidentId();
  const { acting, clock } = useScene();
  const [, navigate] = useLocation();
  const path = `/api/duties/${encodeURIComponent(incident)}/${encodeURIComponent(id)}`;
  const resource = useResource<DutyDetail>(withQuery(path, { org: acting?.org, role: acting?.role }));
  const now = useNow(clock, 5000);
  useLedger((events) => {
    if (touchedDuties(events).has(id)) resource.reload();
  });
  useKeys({ u: () => navigate(boardPath(incident, {})) });
  return <Loaded resource={resource}>{(detail) => <DutyView detail={detail} now={now} reload={resource.reload} />}</Loaded>;
}

function DutyView({ detail, now, reload }: { detail: DutyDetail; now: Ms; reload: () => void }) {
  const { t } = useText();
  const { duty, events } = detail;
  return (
    <article className="duty">
      <DutyHead detail={detail} now={now} />
      <div className="duty-body">
        <div className="duty-main">
          <section className="panel life" aria-labelledby="line-title">
            <header>
              <h2 id="line-title">{t("line.heading")}</h2>
            </header>
            <div className="body">
              <TimeLine duty={duty} events={events} now={now} />
            </div>
          </section>
          <section className="panel events" aria-labelledby="events-title">
            <header>
              <h2 id="events-title">{t("duty.events")}</h2>
              <span className="faint">{events.length}</span>
            </header>
            <EventTable events={events} caption={t("duty.eventsCaption")} about={`duty:${duty.id}`} early={detail.raisedBeforeKnown} />
          </section>
        </div>
        <aside className="duty-side" aria-label={t("duty.side")}>
          <Actions detail={detail} onDone={reload} />
          <ChainCard duty={duty} chain={detail.chain} now={now} />
          <ClauseCard duty={duty} clause={detail.clause} />
        </aside>
      </div>
    </article>
  );
}

function DutyHead({ detail, now }: { detail: DutyDetail; now: Ms }) {
  const { t, lang } = useText();
  const { names } = useScene();
  const { duty } = detail;
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard?.writeText(duty.id).then(() => setCopied(true));
  };
  return (
    <header className="duty-head">
      <p className="crumbs">
        <Link href={boardPath(duty.incident, {})}>
          <Icon name="left" /> {t("way.board")}
        </Link>
        <button type="button" className="quiet small" onClick={copy} aria-label={t("duty.copy", { id: duty.id })}>
          <code>{duty.id}</code> {copied ? <Icon name="check" /> : null}
        </button>
      </p>
      <h1>
        {names.duty(duty.kind)} <Link href={refPath(duty.incident, duty.subject)}>{names.thing(duty.subject)}</Link>
      </h1>
      <p className="duty-state row">
        <SignOf sign={signOf(duty)} />
        <DueWords detail={detail} now={now} />
        {duty.unassigned ? <Tag tone="warning">{t("board.unassigned")}</Tag> : null}
        {duty.level > 0 ? <Tag tone="critical" icon="up">{t("board.escalated", { n: duty.level })}</Tag> : null}
        {duty.batch === null ? null : <Link href={boardPath(duty.incident, { batch: duty.batch })}>{t("board.batch", { id: duty.batch })}</Link>}
      </p>
      <dl className="head-facts">
        <div>
          <dt>{t(duty.closed === null ? "duty.heldBy" : "duty.lastHeldBy")}</dt>
          <dd>
            <span className="strong">{names.post(duty.holder)}</span>{" "}
            <span className="faint">
              {t("duty.since")} <Instant when={heldSince(duty)} />
              {duty.closed === null ? ` · ${t("board.heldFor", { length: showLength(now - heldSince(duty).latest, lang) })}` : ""}
            </span>
          </dd>
        </div>
        <div>
          <dt>{t("duty.askedBy")}</dt>
          <dd>{names.post(duty.asker)}</dd>
        </div>
        <div>
          <dt>{t("duty.due")}</dt>
          <dd>{duty.due === null ? t("due.none") : <Instant when={duty.due} />}</dd>
        </div>
        {duty.planned === null ? null : (
          <div>
            <dt>{t("duty.planned")}</dt>
            <dd>
              <Instant when={duty.planned} />
            </dd>
          </div>
        )}
        {duty.done === null ? null : (
          <div>
            <dt>{t("duty.done")}</dt>
            <dd>
              <Instant when={duty.done.at} /> <span className="dim">{t(`timing.${duty.done.timing}`)}</span>
            </dd>
          </div>
        )}
      </dl>
    </header>
  );
}

function DueWords({ detail: { duty }, now }: { detail: DutyDetail; now: Ms }) {
  const { t, lang } = useText();
  const closedAt = duty.done?.at ?? duty.closed?.at ?? null;
  const clock = clockOf(duty.due, closedAt?.latest ?? now);
  if (clock.what === "none" || duty.due === null) return null;
  if (closedAt !== null) {
    const least = Math.max(0, closedAt.earliest - duty.due.latest);
    const most = Math.max(0, closedAt.latest - duty.due.earliest);
    if (most === 0) return <span className="good">{t("due.inTime")}</span>;
    const words = { length: showRange(least, most, lang) };
    return least > 0 ? <span className="critical strong">{t("due.late", words)}</span> : <span className="warning">{t("due.perhaps", { length: showLength(most, lang) })}</span>;
  }
  if (clock.what === "late") return <span className="critical strong">{t("due.late", { length: showRange(clock.least, clock.most, lang) })}</span>;
  if (clock.what === "perhaps") return <span className="warning strong">{t("due.perhaps", { length: showLength(clock.most, lang) })}</span>;
  return <span>{t("due.left", { length: showRange(clock.least, clock.most, lang) })}</span>;
}
