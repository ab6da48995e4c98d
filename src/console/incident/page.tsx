/**
 * An incident as a whole: what would have been noticed when, what was found, the figures with their cut-off, the
 * checks, and everything that happened on both axes of time; all of it as known at a moment one may choose.
 */
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { Link, useSearch } from "wouter";
import type { Ms } from "../../base/time.ts";
import type { FindingsAnswer, IncidentDetail } from "../api-types.ts";
import { boardPath } from "../board/filters.ts";
import { withQuery } from "../data/http.ts";
import { useIncidentId, useLedger, useScene } from "../data/scene.tsx";
import { useResource } from "../data/use-resource.ts";
import { incidentPath } from "../duty/path.ts";
import { sheetsPath } from "../sheets/sheet-types.ts";
import { Tag } from "../parts/sign.tsx";
import { Empty, Failed, Loaded, Loading } from "../parts/states.tsx";
import { Instant } from "../parts/when.tsx";
import { useText } from "../text/index.ts";
import { titleIn } from "../text/role-names.ts";
import { Checks } from "./checks.tsx";
import { Figures } from "./figures.tsx";
import { Findings } from "./findings.tsx";
import { Headline } from "./headline.tsx";
import "./incident.css";
import { KnownAt } from "./known-at.tsx";
import { rowKind, stretchOf } from "./rows.ts";
import { TimeLine } from "./time-line.tsx";
import { useEvents } from "./use-events.ts";

export default function IncidentPage() {
  const { detail } = useScene();
  return <Loaded resource={detail}>{(incident) => <IncidentView key={incident.id} incident={incident} />}</Loaded>;
}

function IncidentView({ incident }: { incident: IncidentDetail }) {
  const { t, lang } = useText();
  const id = useIncidentId();
  const search = new URLSearchParams(useSearch());
  const [knownAt, setKnownAt] = useState<Ms | null>(null);
  const asked = useDeferredValue(knownAt);
  const all = useEvents(id);
  const stretch = useMemo(() => stretchOf(all.events), [all.events]);
  const events = useMemo(() => (knownAt === null ? all.events : all.events.filter((event) => event.learned <= knownAt)), [all.events, knownAt]);
  const findings = useResource<FindingsAnswer>(withQuery(`/api/incidents/${encodeURIComponent(id)}/findings`, { asKnownAt: asked }));
  useAgainOnAlarms(findings.reload);
  return (
    <article className="incident">
      <header className="incident-head">
        <h1>{titleIn(incident.title, lang)}</h1>
        <div className="row">
          {incident.mode === "live" ? <Tag tone="good">{t("mode.live")}</Tag> : <Tag tone="waiting">{t(`mode.${incident.mode}`)}</Tag>}
          <PackTag incident={incident} answer={findings.value} />
          <Link href={boardPath(id, {})}>{t("incident.toBoard", { n: incident.counts.open })}</Link>
          <Link href={`${incidentPath(id)}/things`}>{t("incident.toThings")}</Link>
          <Link href={sheetsPath(id)}>{t("sheets.title")}</Link>
          <Link href={`${incidentPath(id)}/transfers`}>{t("transfers.title")}</Link>
        </div>
        {stretch === null ? null : <KnownAt stretch={stretch} end={incident.asOf} value={knownAt} onChange={setKnownAt} />}
      </header>
      {findings.value === undefined ? (
        findings.failure === undefined ? <Loading /> : <Failed failure={findings.failure} onRetry={findings.reload} />
      ) : (
        <>
          <Headline findings={findings.value.findings} replay={incident.mode !== "live"} />
          <Findings answer={findings.value} stretch={stretch} busy={findings.busy} events={all.events} />
        </>
      )}
      <Figures incident={incident} knownAt={knownAt} />
      {findings.value === undefined || findings.value.checks.length === 0 ? null : <Checks checks={findings.value.checks} events={all.events} />}
      {all.failure !== undefined ? <Failed failure={all.failure} onRetry={all.reload} /> : null}
      {events.length > 0 ? (
        <TimeLine events={events} stretch={stretch!} chosen={Number(search.get("event")) || null} older={all.older} busy={all.busy} />
      ) : all.busy ? <Loading /> : <Empty title={t("incident.noEvents")}>{t("incident.noEventsFix")}</Empty>}
    </article>
  );
}

const AGAIN_MS = 3000;

/** Findings follow the live alarms, gathered for a moment: each reading folds the whole ledger. */
function useAgainOnAlarms(reload: () => void): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLedger((events) => {
    if (!events.some((event) => rowKind(event) === "alarm")) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      reload();
    }, AGAIN_MS);
  });
}

function PackTag({ incident, answer }: { incident: IncidentDetail; answer: FindingsAnswer | undefined }) {
  const { t } = useText();
  const hash = (answer?.pack.hash ?? incident.packHash).replace("sha256:", "").slice(0, 8);
  return (
    <>
      <Tag>
        {t("incident.pack")} <code>{answer?.pack.id ?? incident.pack}</code> <code className="faint">{hash}</code>
      </Tag>
      {answer?.counterfactual === true ? (
        <span title={t("incident.counterfactualExplain")}>
          <Tag tone="warning">{t("incident.counterfactual")}</Tag>
        </span>
      ) : null}
      {incident.mode === "live" ? null : (
        <span className="faint">
          {t("board.stoodStill")} <Instant when={incident.asOf} />
        </span>
      )}
    </>
  );
}
