/**
 * Events as a table: when each happened, when it was learned, what it was, on whose authority. The lag between
 * the two times is shown where there is one.
 */
import { Link } from "wouter";
import { showLength } from "../../base/civil.ts";
import { MINUTE } from "../../base/time.ts";
import type { LedgerEvent } from "../api-types.ts";
import { useScene } from "../data/scene.tsx";
import { refPath } from "../duty/path.ts";
import { EventLink } from "../duty/event-link.tsx";
import { useText } from "../text/index.ts";
import { EventWords } from "./event-words.tsx";
import { Tag } from "./sign.tsx";
import { Instant } from "./when.tsx";

export function EventTable({ events, caption, about, early = [] }: { events: readonly LedgerEvent[]; caption: string; about?: string; early?: readonly number[] }) {
  const { t, lang } = useText();
  const { names } = useScene();
  return (
    <div className="scroll-x" role="region" aria-label={caption} tabIndex={0}>
      <table className="event-table" role="table" data-testid="events">
        <caption className="sr">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">{t("event.occurred")}</th>
            <th role="columnheader" scope="col">{t("event.what")}</th>
            <th role="columnheader" scope="col">{t("event.who")}</th>
            <th role="columnheader" scope="col">{t("event.learned")}</th>
            <th role="columnheader" scope="col">{t("event.no")}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {events.map((event) => {
            const lag = event.learned - event.occurred.latest;
            const others = event.about.filter((ref) => ref !== about);
            return (
              <tr role="row" key={`${event.incident} ${event.seq}`}>
                <td role="cell">
                  <Instant when={event.occurred} />
                </td>
                <td role="cell">
                  <span className="strong">{names.event(event.type)}</span>
                  {early.includes(event.seq) ? <Tag>{t("event.early")}</Tag> : null}
                  <EventWords event={event} />
                  {others.length === 0 ? null : (
                    <span className="event-about">
                      {others.slice(0, 4).map((ref) => (
                        <Link key={ref} href={refPath(event.incident, ref)} className="small">
                          {names.thing(ref)}
                        </Link>
                      ))}
                    </span>
                  )}
                </td>
                <td role="cell" className="event-who">{names.post(event.actor)}</td>
                <td role="cell">
                  <Instant when={event.learned} />
                  {lag > MINUTE ? <span className="lag faint">{t("event.lag", { length: showLength(lag, lang) })}</span> : null}
                </td>
                <td role="cell">
                  <EventLink seq={event.seq}>{event.source ?? String(event.seq)}</EventLink>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
