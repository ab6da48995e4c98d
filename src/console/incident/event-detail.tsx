/** One event whole: its number, both times exactly, on whose authority, by which command, and its data. */
import { isoIn } from "../../base/civil.ts";
import type { LedgerEvent } from "../api-types.ts";
import { useScene } from "../data/scene.tsx";
import { EventLink } from "../duty/event-link.tsx";
import { useZone } from "../parts/when.tsx";
import { useText } from "../text/index.ts";
import { StateFields } from "../things/state-fields.tsx";

export function EventDetail({ event }: { event: LedgerEvent }) {
  const { t } = useText();
  const { names } = useScene();
  const zone = useZone();
  const { earliest, latest } = event.occurred;
  return (
    <div className="event-detail">
      <dl className="facts">
        <dt>{t("event.no")}</dt>
        <dd>
          {event.seq} {event.cause === undefined ? null : <>· {t("event.follows")} <EventLink seq={event.cause} /></>}
        </dd>
        <dt>{t("event.occurred")}</dt>
        <dd className="mono">{earliest === latest ? isoIn(zone, earliest) : `${isoIn(zone, earliest)} – ${isoIn(zone, latest)}`}</dd>
        <dt>{t("event.learned")}</dt>
        <dd className="mono">{isoIn(zone, event.learned)}</dd>
        <dt>{t("event.who")}</dt>
        <dd>
          {names.post(event.actor)} {event.by === undefined ? null : <code>{event.by}</code>}
        </dd>
        <dt>{t("event.command")}</dt>
        <dd>
          <code>{event.command}</code>
        </dd>
      </dl>
      <StateFields state={event.data} incident={event.incident} />
    </div>
  );
}
