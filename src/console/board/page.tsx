/**
 * The board: every duty under way in an incident, by organisation and age, overdue first, what blocks it and who
 * has not accepted it, followed live. Filters live in the address.
 */
import { useCallback, useEffect, useMemo, useRef } from "react";
import { Link, useLocation, useSearch } from "wouter";
import type { DutyCount } from "../api-types.ts";
import { withQuery } from "../data/http.ts";
import { useNow } from "../data/now.ts";
import { useLedger, useScene } from "../data/scene.tsx";
import { useResource } from "../data/use-resource.ts";
import { incidentPath } from "../duty/path.ts";
import { useKeys } from "../frame/keyboard.ts";
import { Icon } from "../parts/icons.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { useNarrow } from "../parts/use-width.ts";
import { Instant } from "../parts/when.tsx";
import { useText } from "../text/index.ts";
import { titleIn } from "../text/role-names.ts";
import "./board.css";
import { DutyTable } from "./duty-table.tsx";
import { Faces } from "./faces.tsx";
import { boardPath, FACETS, isFiltered, readFilters, type Filters } from "./filters.ts";
import { FindBox } from "./find-box.tsx";
import { touchedDuties } from "./live.ts";
import { OrgPane } from "./org-pane.tsx";
import { subtreeOf, totalsOf } from "./tree.ts";
import { useDuties } from "./use-duties.ts";

export default function BoardPage() {
  const { t } = useText();
  const { incidentId, incidents } = useScene();
  if (incidentId !== null) return <Board key={incidentId} incident={incidentId} />;
  if (incidents.failure !== undefined) return <Failed failure={incidents.failure} onRetry={incidents.reload} />;
  if (incidents.value === undefined) return <Loading />;
  return (
    <Empty title={t("board.noIncident")}>
      <p>{t("board.noIncidentFix")}</p>
      <Link href="/setup" className="button primary">{t("board.toSetup")}</Link>
    </Empty>
  );
}

function Board({ incident }: { incident: string }) {
  const { t, lang } = useText();
  const { orgs, clock, detail, names } = useScene();
  const [, navigate] = useLocation();
  const search = useSearch();
  const filters = useMemo(() => readFilters(new URLSearchParams(search)), [search]);
  const subtree = useMemo(() => (filters.under === null ? null : subtreeOf(orgs, filters.under)), [orgs, filters.under]);
  const now = useNow(clock, 10_000);
  const counts = useLiveCounts(incident);
  const rows = useDuties(incident, filters, subtree);
  const narrow = useNarrow();
  const totals = useMemo(() => totalsOf(counts, filters.kind, subtree), [counts, filters.kind, subtree]);
  useKeys({
    x: () => navigate(boardPath(incident, {})),
    ...Object.fromEntries(FACETS.map((facet, index) => [String(index + 1), () => navigate(boardPath(incident, { ...filters, facet }))])),
  });
  if (detail.failure !== undefined && detail.value === undefined) return <Failed failure={detail.failure} onRetry={detail.reload} />;
  const title = titleIn(detail.value?.title ?? incident, lang);
  return (
    <div className="board">
      <div className="board-head">
        <div>
          <h1>{t("board.title")}</h1>
          <p className="dim board-sub">
            {title}
            {detail.value === undefined || detail.value.mode === "live" ? null : (
              <>
                {" · "}
                {t("board.stoodStill")} <Instant when={detail.value.asOf} />
                {" · "}
                <Link href={incidentPath(incident)}>{t("board.toFindings")}</Link>
              </>
            )}
          </p>
        </div>
        <FindBox incident={incident} filters={filters} />
      </div>
      <Faces incident={incident} filters={filters} totals={totals} />
      <FilterLine incident={incident} filters={filters} />
      <div className="board-body">
        <details className="board-orgs" open={!narrow}>
          <summary>
            <h2 className="pane-title">{t("board.byOrg")}</h2>
          </summary>
          <OrgPane incident={incident} counts={counts} filters={filters} now={now} />
        </details>
        <section className="board-list" aria-labelledby="list-title">
          <h2 id="list-title" className="pane-title">
            {t(`facet.${filters.facet}`)}
            {filters.under === null ? null : ` · ${names.org(filters.under)}`}
          </h2>
          {rows.failure !== undefined ? <Failed failure={rows.failure} onRetry={rows.reload} /> : null}
          {rows.duties.length > 0 ? <DutyTable rows={rows} now={now} caption={t("board.caption")} headings={filters.facet === "all"} /> : null}
          {rows.duties.length === 0 && rows.busy ? <Loading /> : null}
          {rows.duties.length === 0 && rows.whole ? <NothingHere incident={incident} filters={filters} /> : null}
          {rows.duties.length > 0 && !rows.whole && rows.busy ? <Loading what={t("board.loadingMore")} /> : null}
        </section>
      </div>
    </div>
  );
}

function NothingHere({ incident, filters }: { incident: string; filters: Filters }) {
  const { t } = useText();
  return isFiltered(filters) ? (
    <Empty title={t("board.noneFiltered")}>
      <Link href={boardPath(incident, {})}>{t("board.clear")}</Link>
    </Empty>
  ) : (
    <Empty title={t("board.none")}>{t("board.noneFix")}</Empty>
  );
}

/** The chosen filters as removable words, and the kinds of duty to choose from. */
function FilterLine({ incident, filters }: { incident: string; filters: Filters }) {
  const { t } = useText();
  const { model, names } = useScene();
  const [, navigate] = useLocation();
  const chips = [
    filters.under === null ? null : { text: names.org(filters.under), without: { ...filters, under: null } },
    filters.subject === null ? null : { text: names.thing(filters.subject), without: { ...filters, subject: null } },
    filters.batch === null ? null : { text: t("board.batch", { id: filters.batch }), without: { ...filters, batch: null } },
  ].filter((chip) => chip !== null);
  return (
    <div className="filter-line">
      <label className="row">
        <span className="dim">{t("board.kind")}</span>
        <select value={filters.kind ?? ""} onChange={(event) => navigate(boardPath(incident, { ...filters, kind: event.target.value || null }))} data-testid="kind">
          <option value="">{t("board.allKinds")}</option>
          {(model?.rules ?? []).map((rule) => (
            <option key={rule.kind} value={rule.kind}>
              {names.duty(rule.kind)}
            </option>
          ))}
        </select>
      </label>
      {chips.map((chip) => (
        <Link key={chip.text} href={boardPath(incident, chip.without)} className="chip" aria-label={t("board.without", { what: chip.text })}>
          {chip.text} <Icon name="close" />
        </Link>
      ))}
      {isFiltered(filters) ? (
        <Link href={boardPath(incident, {})} className="small">
          {t("board.clear")} <kbd aria-hidden="true">x</kbd>
        </Link>
      ) : null}
    </div>
  );
}

const NO_COUNTS: readonly DutyCount[] = [];
const COUNT_AGAIN_MS = 1000;

/** Counts read anew at most once a second while duties move. */
function useLiveCounts(incident: string): readonly DutyCount[] {
  const { value, reload } = useResource<{ counts: readonly DutyCount[] }>(withQuery("/api/duty-counts", { incident }));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const again = useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      reload();
    }, COUNT_AGAIN_MS);
  }, [reload]);
  useLedger((events) => {
    if (touchedDuties(events).size > 0) again();
  });
  return value?.counts ?? NO_COUNTS;
}
