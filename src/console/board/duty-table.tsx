/**
 * The list of duties, drawn only where it is seen: a hundred thousand rows cost no more than fifty. One row is
 * active; j and k move it, Enter opens it.
 */
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { Ms } from "../../base/time.ts";
import type { Duty } from "../api-types.ts";
import { dutyPath } from "../duty/path.ts";
import { useKeys } from "../frame/keyboard.ts";
import { useNarrow } from "../parts/use-width.ts";
import { useText } from "../text/index.ts";
import { DutyRow } from "./duty-row.tsx";
import { linesOf, type Line } from "./rows.ts";
import type { DutyRows } from "./use-duties.ts";

const HEADING_HEIGHT = 30;

export function DutyTable({ rows, now, caption, headings }: { rows: DutyRows; now: Ms; caption: string; headings: boolean }) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const lines = useMemo(() => linesOf(rows.duties, now, headings), [rows.duties, now, headings]);
  const list = useRef<HTMLTableElement>(null);
  const [margin, setMargin] = useState(0);
  const narrow = useNarrow();
  useLayoutEffect(() => setMargin((list.current?.offsetTop ?? 0) + (list.current?.tHead?.offsetHeight ?? 0)), [narrow]);
  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: (index) => (lines[index]?.line === "heading" ? HEADING_HEIGHT : narrow ? 148 : 56),
    overscan: 6,
    // Scrolling must never wait for a row: rows may come a frame later instead.
    useFlushSync: false,
    scrollMargin: margin,
    getItemKey: (index) => keyOf(lines[index]!),
  });
  const items = virtual.getVirtualItems();
  const { active, setActive } = useActive(rows.duties, (index) => {
    const line = lines.findIndex((one) => one.line === "duty" && one.index === index);
    virtual.scrollToIndex(line, { align: "auto" });
  }, (duty) => navigate(dutyPath(duty)));
  const lastSeen = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastSeen >= lines.length - 60) rows.more();
  }, [lastSeen, lines.length, rows]);
  const above = (items[0]?.start ?? margin) - margin;
  const below = virtual.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin);
  return (
    <table className="duty-table" role="table" ref={list} aria-rowcount={rows.whole ? rows.duties.length + 1 : -1} data-testid="duties">
      <caption className="sr">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row" aria-rowindex={1}>
          {(["state", "duty", "holder", "due"] as const).map((column) => (
            <th key={column} role="columnheader" scope="col" className={`col-${column}`}>{t(`board.col.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        <Spacer height={above} />
        {items.map((item) => {
          const line = lines[item.index]!;
          if (line.line === "heading") return <Heading key={item.key} line={line} measure={virtual.measureElement} index={item.index} />;
          return (
            <DutyRow
              key={item.key} index={item.index} row={line.index + 2} duty={line.duty} now={now} active={line.duty.id === active}
              fresh={rows.fresh.has(line.duty.id)} measure={virtual.measureElement} onFocus={setActive}
            />
          );
        })}
        <Spacer height={below} />
      </tbody>
    </table>
  );
}

function Heading({ line, measure, index }: { line: Extract<Line, { line: "heading" }>; measure: (node: Element | null) => void; index: number }) {
  const { t } = useText();
  return (
    <tr role="row" ref={measure} data-index={index} className={`bucket bucket-${line.bucket}`}>
      <th role="rowheader" scope="rowgroup" colSpan={4}>
        {t(`bucket.${line.bucket}`)}
      </th>
    </tr>
  );
}

function Spacer({ height }: { height: number }) {
  return height <= 0 ? null : (
    <tr aria-hidden="true" className="spacer">
      <td colSpan={4} style={{ height }}>{"\u00a0"}</td>
    </tr>
  );
}

function keyOf(line: Line): string {
  return line.line === "heading" ? `heading-${line.bucket}` : line.duty.id;
}

/** The active row by id, so that it stays the same duty when the list moves under it. */
function useActive(duties: readonly Duty[], reveal: (index: number) => void, open: (duty: Duty) => void) {
  const [active, setActive] = useState<string | null>(null);
  const move = (step: number): void => {
    const from = duties.findIndex((duty) => duty.id === active);
    const to = from === -1 ? 0 : Math.min(duties.length - 1, Math.max(0, from + step));
    const duty = duties[to];
    if (duty === undefined) return;
    setActive(duty.id);
    reveal(to);
    // Focus follows once the row is drawn, so that a screen reader reads it.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-duty="${CSS.escape(duty.id)}"] a`)?.focus({ preventScroll: true }));
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    Enter: () => {
      const duty = duties.find((one) => one.id === active);
      if (duty !== undefined) open(duty);
    },
  });
  return { active, setActive };
}
