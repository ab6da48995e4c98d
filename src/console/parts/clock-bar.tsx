/**
 * A duty's time as a small bar: from its start to now, the due time as a band as wide as it is uncertain, what
 * lies beyond it marked. A picture beside the words, never instead of them.
 */
import type { Ms, When } from "../../base/time.ts";
import { barGeometry } from "./clock-bar-geometry.ts";

const WIDTH = 104;
const HEIGHT = 14;

export function ClockBar({ start, due, end, ended }: { start: Ms; due: When | null; end: Ms; ended: boolean }) {
  const bar = barGeometry({ start, due, end }, WIDTH);
  return (
    <svg className="clock-bar bar" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <rect className="clock-rail" x="0" y="6" width={WIDTH} height="2" rx="1" />
      <rect className="clock-spent" x="0" y="5" width={bar.spent} height="4" rx="1" />
      {bar.late === null ? null : <rect className="clock-late" x={bar.late.x} y="5" width={bar.late.width} height="4" rx="1" />}
      {bar.perhaps === null ? null : <rect className="clock-perhaps" x={bar.perhaps.x} y="5" width={bar.perhaps.width} height="4" />}
      {bar.due === null ? null : <rect className="clock-due" x={bar.due.x} y="1" width={bar.due.width} height="12" rx="1" />}
      {ended ? <circle className="clock-end" cx={bar.now} cy="7" r="3" /> : <path className="clock-now" d={`M${bar.now} 1v12`} />}
    </svg>
  );
}
