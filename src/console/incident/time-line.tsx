/**
 * What happened when and when it was learned, one row an event on one common axis: a bar for when it occurred, as
 * wide as it is uncertain, a ring for when it was learned, the line between them the time in which nobody knew.
 */
import { useEffect, useMemo, useRef, useState } from "react";
import { Link } from "wouter";
import { showLength } from "../../base/civil.ts";
import { MINUTE } from "../../base/time.ts";
import type { LedgerEvent } from "../api-types.ts";
import { useScene } from "../data/scene.tsx";
import { refPath } from "../duty/path.ts";
import { scaleOf, ticksOf, type Scale } from "../parts/axis.ts";
import { EventWords } from "../parts/event-words.tsx";
import { Icon } from "../parts/icons.tsx";
import { useWidth } from "../parts/use-width.ts";
import { Instant, useZone } from "../parts/when.tsx";
import { useText } from "../text/index.ts";
import { EventDetail } from "./event-detail.tsx";
import { alarmTo, rowKind, type RowKind, type Stretch } from "./rows.ts";

interface TimeLineProps {
  readonly events: readonly LedgerEvent[];
  readonly stretch: Stretch;
  readonly chosen: number | null;
  readonly older: (() => void) | null;
  readonly busy: boolean;
}

const SHOWN: readonly RowKind[] = ["fact", "alarm", "duty", "setup"];

export function TimeLine({ events, stretch, chosen, older, busy }: TimeLineProps) {
  const { t } = useText();
  const [kinds, setKinds] = useState<ReadonlySet<RowKind>>(new Set(["fact", "alarm"]));
  const rows = useMemo(() => events.filter((event) => kinds.has(rowKind(event)) || event.seq === chosen), [events, kinds, chosen]);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 420);
  const scale = scaleOf(stretch.from, stretch.to, width, 8);
  const toggle = (kind: RowKind): void => setKinds((before) => (before.has(kind) ? new Set([...before].filter((one) => one !== kind)) : new Set([...before, kind])));
  return (
    <section className="panel incident-line" aria-labelledby="time-title">
      <header>
        <h2 id="time-title">{t("time.title")}</h2>
        <span className="faint">{rows.length}</span>
        <div className="row push" role="group" aria-label={t("time.show")}>
          {SHOWN.map((kind) => (
            <label key={kind} className="tick">
              <input type="checkbox" checked={kinds.has(kind)} onChange={() => toggle(kind)} /> {t(`time.${kind}`)}
            </label>
          ))}
        </div>
      </header>
      <table className="line-table" role="table" data-testid="time-line">
        <caption className="sr">{t("time.caption")}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col" className="col-when">{t("event.occurred")}</th>
            <th role="columnheader" scope="col" className="col-event">{t("event.what")}</th>
            <th role="columnheader" scope="col" className="col-axis">
              <div ref={box}>
                <Axis scale={scale} width={width} />
              </div>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {older === null ? null : (
            <tr role="row">
              <td role="cell" colSpan={3}>
                <button type="button" onClick={older} disabled={busy}>
                  {t("time.older")}
                </button>
              </td>
            </tr>
          )}
          {rows.map((event) => (
            <Row key={event.seq} event={event} scale={scale} width={width} chosen={event.seq === chosen} />
          ))}
        </tbody>
      </table>
      <ul className="legend body">
        <li><svg width="18" height="10" aria-hidden="true"><rect className="occurred" width="18" height="8" y="1" rx="2" /></svg>{t("time.legendOccurred")}</li>
        <li><svg width="12" height="12" aria-hidden="true"><circle className="learned" cx="6" cy="6" r="4" /></svg>{t("time.legendLearned")}</li>
        <li><svg width="14" height="14" aria-hidden="true"><path className="raised" d="M2 12 7 2l5 10Z" /></svg>{t("time.legendAlarm")}</li>
      </ul>
    </section>
  );
}

function Row({ event, scale, width, chosen }: { event: LedgerEvent; scale: Scale; width: number; chosen: boolean }) {
  const { t, lang } = useText();
  const { names } = useScene();
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: "center" });
  }, [chosen]);
  const kind = rowKind(event);
  const to = alarmTo(event);
  const lag = event.learned - event.occurred.latest;
  const duty = typeof event.data["kind"] === "string" && event.type.startsWith("duty.") ? event.data["kind"] : null;
  return (
    <tr role="row" ref={row} className={`line-row kind-${kind}${chosen ? " chosen" : ""}`} aria-current={chosen ? "true" : undefined} id={`event-${event.seq}`}>
      <td role="cell" className="col-when">
        <Instant when={kind === "alarm" ? event.learned : event.occurred} />
        {lag > MINUTE ? <span className="small faint">{t("time.learnedLater", { length: showLength(lag, lang) })}</span> : null}
      </td>
      <th role="rowheader" scope="row" className="col-event">
        {kind === "alarm" ? <Icon name="bell" className="critical" /> : null} <span>{names.event(event.type)}</span>
        {duty === null ? null : <span className="dim"> · {names.duty(duty)}</span>}
        {event.source === undefined ? null : <code className="faint source"> {event.source}</code>}
        {to === null || event.type === "breach.recorded" ? <EventWords event={event} /> : <span className="event-words strong">{t("event.to", { post: names.post(to) })}</span>}
        <span className="event-about small">
          {event.about.slice(0, 3).map((ref) => (
            <Link key={ref} href={refPath(event.incident, ref)}>
              {names.thing(ref)}
            </Link>
          ))}
          <span className="faint">{to === null ? names.post(event.actor) : null}</span>
        </span>
        {chosen ? <EventDetail event={event} /> : null}
      </th>
      <td role="cell" className="col-axis">
        <Shape event={event} kind={kind} scale={scale} width={width} />
      </td>
    </tr>
  );
}

function Shape({ event, kind, scale, width }: { event: LedgerEvent; kind: RowKind; scale: Scale; width: number }) {
  const learned = scale.x(event.learned);
  const x0 = scale.x(event.occurred.earliest);
  const x1 = scale.x(event.occurred.latest);
  return (
    <svg className="line-shape" width={width} height="18" viewBox={`0 0 ${width} 18`} aria-hidden="true">
      <path className="strip-rail" d={`M0 9H${width}`} />
      {kind === "alarm" ? (
        <path className="raised" d={`M${learned - 5} 14 ${learned} 4l5 10Z`} />
      ) : (
        <>
          <path className="unknown" d={`M${x1} 9H${learned}`} />
          <rect className="occurred" x={x0 - (x1 - x0 < 4 ? 2 : 0)} y="5" width={Math.max(4, x1 - x0)} height="8" rx="2" />
          <circle className="learned" cx={learned} cy="9" r="4" />
        </>
      )}
    </svg>
  );
}

function Axis({ scale, width }: { scale: Scale; width: number }) {
  const { t, lang } = useText();
  const zone = useZone();
  const ticks = ticksOf(zone, scale.from, scale.to, Math.max(2, Math.floor(width / 70)), lang);
  return (
    <>
      <span className="sr">{t("time.axis")}</span>
      <svg className="strip-axis" width={width} height="16" viewBox={`0 0 ${width} 16`} aria-hidden="true">
        {ticks.map((tick) => (
          <text key={tick.at} x={scale.x(tick.at)} y="12" className={tick.day ? "day" : ""} textAnchor={scale.x(tick.at) < 24 ? "start" : scale.x(tick.at) > width - 24 ? "end" : "middle"}>
            {tick.text}
          </text>
        ))}
      </svg>
    </>
  );
}
