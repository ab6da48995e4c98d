/**
 * The organisations with what they owe, worst first; every number opens into its rows. Closing a line keeps its
 * sum and hides what is below.
 */
import { useMemo, useState } from "react";
import { Link } from "wouter";
import type { Ms } from "../../base/time.ts";
import type { DutyCount } from "../api-types.ts";
import { useScene } from "../data/scene.tsx";
import { Icon, type IconName } from "../parts/icons.tsx";
import { showAge } from "../parts/ranges.ts";
import { useText } from "../text/index.ts";
import { boardPath, type Facet, type Filters } from "./filters.ts";
import { orgLines, type OrgLine } from "./tree.ts";

interface OrgPaneProps {
  readonly incident: string;
  readonly counts: readonly DutyCount[];
  readonly filters: Filters;
  readonly now: Ms;
}

/** Columns headed by the same shapes as the rows and the faces. */
const SIGNS = [["overdue", "overdue"], ["blocked", "blocked"], ["offered", "offered"]] as const satisfies readonly (readonly [string, IconName])[];

export function OrgPane({ incident, counts, filters, now }: OrgPaneProps) {
  const { t } = useText();
  const { orgs } = useScene();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(() => orgLines(orgs, counts, filters.kind, closed), [orgs, counts, filters.kind, closed]);
  const toggle = (org: string): void => setClosed((before) => (before.has(org) ? new Set([...before].filter((one) => one !== org)) : new Set([...before, org])));
  return (
    <div className="org-pane panel">
      <table className="org-table" data-testid="orgs">
        <caption className="sr">{t("board.orgCaption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("board.org")}</th>
            <th scope="col" className="number">{t("count.open")}</th>
            {SIGNS.map(([count, icon]) => (
              <th key={count} scope="col" className="number" title={t(`count.${count}`)}>
                <Icon name={icon} />
                <span className="sr">{t(`count.${count}`)}</span>
              </th>
            ))}
            <th scope="col" className="number">{t("board.oldest")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <OrgRow key={line.org} line={line} incident={incident} filters={filters} now={now} closed={closed.has(line.org)} onToggle={toggle} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface OrgRowProps extends Pick<OrgPaneProps, "incident" | "filters" | "now"> {
  readonly line: OrgLine;
  readonly closed: boolean;
  readonly onToggle: (org: string) => void;
}

function OrgRow({ line, incident, filters, now, closed, onToggle }: OrgRowProps) {
  const { t, lang } = useText();
  const { names } = useScene();
  const chosen = filters.under === line.org;
  const name = names.org(line.org);
  const to = (facet: Facet): string => boardPath(incident, { ...filters, facet, under: line.org });
  return (
    <tr className={chosen ? "chosen" : ""}>
      <th scope="row" className={`org-name depth-${Math.min(line.depth, 6)}`}>
        {line.hasChildren ? (
          <button type="button" className="fold" aria-expanded={!closed} aria-label={t(closed ? "board.unfold" : "board.fold", { org: name })} onClick={() => onToggle(line.org)}>
            <Icon name={closed ? "right" : "down"} />
          </button>
        ) : (
          <span className="fold" />
        )}
        <Link href={chosen ? boardPath(incident, { ...filters, under: null }) : to(filters.facet)} aria-current={chosen ? "true" : undefined}>
          {name}
        </Link>
      </th>
      <Count n={line.open - line.done} to={to("all")} label={t("board.countOf", { n: line.open - line.done, what: t("count.open"), org: name })} tone="" />
      <Count n={line.overdue} to={to("overdue")} label={t("board.countOf", { n: line.overdue, what: t("count.overdue"), org: name })} tone="critical" />
      <Count n={line.blocked} to={to("blocked")} label={t("board.countOf", { n: line.blocked, what: t("count.blocked"), org: name })} tone="warning" />
      <Count n={line.offered} to={to("offered")} label={t("board.countOf", { n: line.offered, what: t("count.offered"), org: name })} tone="waiting" />
      <td className="number faint nowrap">{line.oldest === null ? "" : showAge(now - line.oldest, lang)}</td>
    </tr>
  );
}

function Count({ n, to, label, tone }: { n: number; to: string; label: string; tone: string }) {
  return (
    <td className="number">
      {n === 0 ? (
        <span className="zero">0</span>
      ) : (
        <Link href={to} className={tone} aria-label={label}>
          {n}
        </Link>
      )}
    </td>
  );
}
