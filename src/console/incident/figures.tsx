/** The figures of an incident with the position they are counted at; each number opens into its rows. */
import { Link } from "wouter";
import type { Ms } from "../../base/time.ts";
import type { IncidentDetail } from "../api-types.ts";
import { EventLink } from "../duty/event-link.tsx";
import { incidentPath } from "../duty/path.ts";
import { Empty } from "../parts/states.tsx";
import { Instant } from "../parts/when.tsx";
import { inLang, readable, useText } from "../text/index.ts";
import { statusWord } from "../things/status.ts";

export function Figures({ incident, knownAt }: { incident: IncidentDetail; knownAt: Ms | null }) {
  const { t, lang } = useText();
  const shown = incident.figures.filter((figure) => !QUIET.has(figure.kind));
  const head = incident.figures[0]?.head ?? incident.head;
  const list = (kind: string, status?: string): string => `${incidentPath(incident.id)}/things/${kind}${status === undefined ? "" : `?status=${encodeURIComponent(status)}`}`;
  return (
    <section className="panel figures" aria-labelledby="figures-title">
      <header>
        <h2 id="figures-title">{t("figures.title")}</h2>
        <p className="faint small">
          {t("figures.cutOff")} <EventLink seq={head} /> · <Instant when={incident.asOf} />
        </p>
      </header>
      {knownAt === null ? null : <p className="body warning small">{t("figures.notThen")}</p>}
      {shown.length === 0 ? (
        <Empty title={t("figures.none")} />
      ) : (
        <ul className="figure-list">
          {shown.map((figure) => (
            <li key={figure.kind}>
              <Link href={list(figure.kind)} className="figure-total">
                <span className="figure-number">
                  {figure.total}
                  {figure.atLeast ? "+" : ""}
                </span>
                <span>{inLang(figure.title, lang, readable(figure.kind))}</span>
              </Link>
              <p className="figure-parts small">
                {Object.entries(figure.byStatus).map(([status, n]) => (
                  <Link key={status} href={list(figure.kind, status)}>
                    {statusWord(status, lang)} {n}
                  </Link>
                ))}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The bookkeeping of the alarms themselves is no figure of an outbreak. */
const QUIET: ReadonlySet<string> = new Set(["bell", "alarm-desk"]);
