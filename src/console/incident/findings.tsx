/**
 * The findings, in the order their alarms were raised: first when and to whom, then what was missed, who held it
 * and who answers for it, how late, and the events it rests on. It names no penalty and no person.
 */
import { useRef, useState } from "react";
import { Link } from "wouter";
import type { Finding, FindingsAnswer, LedgerEvent } from "../api-types.ts";
import { useScene } from "../data/scene.tsx";
import { EventLink } from "../duty/event-link.tsx";
import { refPath } from "../duty/path.ts";
import { Icon } from "../parts/icons.tsx";
import { showHours } from "../parts/ranges.ts";
import { Tag } from "../parts/sign.tsx";
import { Empty } from "../parts/states.tsx";
import { useWidth } from "../parts/use-width.ts";
import { Instant, useZone } from "../parts/when.tsx";
import { scaleOf, ticksOf, type Scale } from "../parts/axis.ts";
import { useText } from "../text/index.ts";
import type { Stretch } from "./rows.ts";

/** As many as are drawn at first: a bad week of a city has thousands. */
const PAGE = 100;

interface FindingsProps {
  readonly answer: FindingsAnswer;
  readonly stretch: Stretch | null;
  readonly events: readonly LedgerEvent[];
  readonly busy: boolean;
}

export function Findings({ answer, stretch, busy, events }: FindingsProps) {
  const { t } = useText();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 240);
  const { findings } = answer;
  const [shown, setShown] = useState(PAGE);
  const from = Math.min(stretch?.from ?? Infinity, ...findings.map((finding) => finding.due?.earliest ?? finding.raisedAt));
  const to = Math.max(stretch?.to ?? 0, ...findings.map((finding) => finding.raisedAt));
  // What came long before the first deadline would press everything else together.
  const start = Math.max(from, Math.min(...findings.map((finding) => Math.min(finding.raisedAt, finding.due?.earliest ?? Infinity))) - (to - from) * 0.05);
  const scale = scaleOf(start, to, width, 6);
  return (
    <section className="panel findings" aria-labelledby="findings-title" aria-busy={busy}>
      <header>
        <h2 id="findings-title">{t("findings.title")}</h2>
        <span className="faint">{findings.length}</span>
      </header>
      {findings.length === 0 ? (
        <Empty title={t("findings.none")}>{t("findings.noneFix")}</Empty>
      ) : (
        <div className="scroll-x" role="region" aria-labelledby="findings-title" tabIndex={0}>
          <table className="findings-table" role="table" data-testid="findings">
            <caption className="sr">{t("findings.caption")}</caption>
            <thead role="rowgroup">
              <tr role="row">
                <th role="columnheader" scope="col">{t("findings.raised")}</th>
                <th role="columnheader" scope="col">{t("findings.what")}</th>
                <th role="columnheader" scope="col">{t("findings.who")}</th>
                <th role="columnheader" scope="col">{t("findings.late")}</th>
                <th role="columnheader" scope="col" className="col-strip">
                  <div ref={box}>
                    <StripAxis scale={scale} width={width} />
                  </div>
                </th>
                <th role="columnheader" scope="col">{t("findings.evidence")}</th>
              </tr>
            </thead>
            <tbody role="rowgroup">
              {findings.slice(0, shown).map((finding, index) => (
                <FindingRow key={index} finding={finding} scale={scale} width={width} events={events} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {findings.length > shown ? (
        <p className="body">
          <button type="button" onClick={() => setShown(shown + PAGE)}>
            {t("things.andMore", { n: findings.length - shown })}
          </button>
        </p>
      ) : null}
      <ul className="legend body">
        <li><svg width="14" height="14" aria-hidden="true"><path className="strip-bell" d="M2 12 7 2l5 10Z" /></svg>{t("findings.legendRaised")}</li>
        <li><svg width="18" height="12" aria-hidden="true"><rect className="strip-due" width="18" height="12" rx="2" /></svg>{t("findings.legendDue")}</li>
        <li><svg width="14" height="14" aria-hidden="true"><circle className="strip-done" cx="7" cy="7" r="4" /></svg>{t("findings.legendDone")}</li>
      </ul>
    </section>
  );
}

function FindingRow({ finding, scale, width, events }: { finding: Finding; scale: Scale; width: number; events: readonly LedgerEvent[] }) {
  const { t, lang } = useText();
  const { names, incidentId } = useScene();
  return (
    <tr role="row" className={`finding certainty-${finding.certainty}`}>
      <td role="cell" className="col-raised">
        <span className="raised-at">
          <Icon name="bell" /> <Instant when={finding.raisedAt} />
        </span>
        <span className="raised-to dim">{finding.raisedTo === null ? t("headline.nobody") : names.post(finding.raisedTo)}</span>
      </td>
      <th role="rowheader" scope="row" className="col-what">
        <span className="finding-kind">{names.finding(finding.kind)}</span>
        <span className="finding-duty dim">
          {names.duty(finding.duty)}
          {finding.clause === null ? null : <code className="faint"> {finding.clause}</code>}
        </span>
        <span className="finding-subjects small">
          {finding.subjects.slice(0, 3).map((subject) => (
            <Link key={subject} href={refPath(incidentId ?? "", subject)}>
              {names.thing(subject)}
            </Link>
          ))}
        </span>
      </th>
      <td role="cell" className="col-who">
        {finding.holder === null ? <span className="warning">{t("findings.unassigned")}</span> : <span>{names.post(finding.holder)}</span>}
        <span className="small dim answers">
          {t("findings.answers")} {finding.missedBy.length === 0 ? t("findings.nobodyNamed") : finding.missedBy.map((post) => names.role(post.role, post.org)).join(lang === "zh" ? "、" : ", ")}
        </span>
        {finding.means.map((means, index) => (
          <span key={index} className="small means">
            {t("findings.asked", { what: means.what.map((one) => names.kind(one)).join(lang === "zh" ? "、" : ", "), post: names.post(means.of) })}{" "}
            {means.answered === null ? <span className="warning">{t("findings.noAnswer")}</span> : <Instant when={means.answered} />}
          </span>
        ))}
      </td>
      <td role="cell" className="col-late">
        {finding.lateHours === null ? (
          <span className="faint">
            <span aria-hidden="true">–</span>
            <span className="sr">{t("findings.noNumber")}</span>
          </span>
        ) : (
          <span className="late-hours">{showHours(finding.lateHours, lang)}</span>
        )}
        <span className="small certainty">{finding.certainty === "certain" ? <span className="dim">{t("findings.certain")}</span> : <Tag tone="warning">{t("findings.possible")}</Tag>}</span>
        {finding.mark === null ? null : <Tag>{t("event.early")}</Tag>}
      </td>
      <td role="cell" className="col-strip">
        <Strip finding={finding} scale={scale} width={width} />
        <span className="small faint">
          {finding.due === null ? null : <>{t("duty.due")} <Instant when={finding.due} /></>}
          {finding.done === null ? null : <> · {t("duty.done")} <Instant when={finding.done} /></>}
        </span>
      </td>
      <td role="cell" className="col-evidence">
        <span className="evidence">
          {evidenceOf(finding, events).map(([label, seq]) => (
            <EventLink key={label} seq={seq}>{label}</EventLink>
          ))}
        </span>
        <span className="small faint">{t(finding.status === "found" ? "findings.found" : "findings.foundStated")}</span>
      </td>
    </tr>
  );
}

/** One way for each fact: several events may stand for one fact of the file it came from. */
function evidenceOf(finding: Finding, events: readonly LedgerEvent[]): [string, number][] {
  const facts = new Map<string, number>();
  for (const seq of finding.evidence) {
    const label = events.find((event) => event.seq === seq)?.source ?? String(seq);
    if (!facts.has(label)) facts.set(label, seq);
  }
  return [...facts];
}

/** Due as a band, the alarm as a triangle, the end as a dot or a bar: the distance between the last two is the point. */
function Strip({ finding, scale, width }: { finding: Finding; scale: Scale; width: number }) {
  const bell = scale.x(finding.raisedAt);
  const { due, done } = finding;
  return (
    <svg className="strip" width={width} height="20" viewBox={`0 0 ${width} 20`} aria-hidden="true">
      <path className="strip-rail" d={`M0 10H${width}`} />
      {due === null ? null : <rect className="strip-due" x={scale.x(due.earliest)} y="3" width={Math.max(2, scale.x(due.latest) - scale.x(due.earliest))} height="14" rx="2" />}
      {done === null ? null : <path className="strip-gap" d={`M${bell} 10H${scale.x(done.earliest)}`} />}
      {done === null || done.earliest === done.latest ? null : <rect className="strip-done-span" x={scale.x(done.earliest)} y="8" width={scale.x(done.latest) - scale.x(done.earliest)} height="4" />}
      {done === null ? null : <circle className="strip-done" cx={scale.x(done.latest)} cy="10" r="4" />}
      <path className="strip-bell" d={`M${bell - 5} 15 ${bell} 5l5 10Z`} />
    </svg>
  );
}

function StripAxis({ scale, width }: { scale: Scale; width: number }) {
  const { t, lang } = useText();
  const zone = useZone();
  const all = ticksOf(zone, scale.from, scale.to, Math.max(2, Math.floor(width / 62)), lang);
  const days = all.filter((tick) => tick.day);
  const ticks = days.length > 1 ? days : all;
  return (
    <>
      <span className="sr">{t("findings.strip")}</span>
      <svg className="strip-axis" width={width} height="16" viewBox={`0 0 ${width} 16`} aria-hidden="true">
        {ticks.map((tick) => (
          <text key={tick.at} x={scale.x(tick.at)} y="12" textAnchor={scale.x(tick.at) < 24 ? "start" : scale.x(tick.at) > width - 24 ? "end" : "middle"}>
            {tick.text}
          </text>
        ))}
      </svg>
    </>
  );
}
