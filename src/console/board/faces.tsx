/** The five faces of the board with their numbers; each is a link, so that it can be opened, shared, gone back to. */
import { Link } from "wouter";
import type { DutyTotals } from "../api-types.ts";
import { Icon, type IconName } from "../parts/icons.tsx";
import { useText } from "../text/index.ts";
import { boardPath, FACETS, type Facet, type Filters } from "./filters.ts";

const SHAPE: Record<Facet, IconName> = { all: "board", overdue: "overdue", blocked: "blocked", offered: "offered", done: "done" };
const TONE: Record<Facet, string> = { all: "", overdue: "critical", blocked: "warning", offered: "waiting", done: "good" };

export function Faces({ incident, filters, totals }: { incident: string; filters: Filters; totals: DutyTotals }) {
  const { t } = useText();
  const number: Record<Facet, number> = {
    all: totals.open - totals.done, overdue: totals.overdue, blocked: totals.blocked, offered: totals.offered, done: totals.done,
  };
  return (
    <nav className="faces" aria-label={t("facet.label")}>
      <ul>
        {FACETS.map((facet) => {
          const here = filters.facet === facet;
          const quiet = number[facet] === 0;
          return (
            <li key={facet}>
              <Link href={boardPath(incident, { ...filters, facet })} className={here ? "face here" : "face"} aria-current={here ? "true" : undefined} data-testid={`face-${facet}`}>
                <span className={`face-name ${quiet ? "faint" : TONE[facet]}`}>
                  <Icon name={SHAPE[facet]} />
                  {t(`facet.${facet}`)}
                </span>
                <span className={`face-number ${quiet ? "faint" : ""}`}>{number[facet]}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
