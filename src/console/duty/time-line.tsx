/**
 * The life of a duty as a drawing: one row a matter, bars for lengths, bands for what is not known exactly,
 * marks for what the clock raised. The table of events below says the same in words.
 */
import { useId, useRef } from "react";
import type { Ms } from "../../base/time.ts";
import type { Duty, LedgerEvent } from "../api-types.ts";
import type { Names } from "../data/names.ts";
import { useScene } from "../data/scene.tsx";
import { scaleOf, ticksOf, type Scale } from "../parts/axis.ts";
import { useWidth } from "../parts/use-width.ts";
import { useZone } from "../parts/when.tsx";
import { useText, type Say } from "../text/index.ts";
import { lifeOf, type Bar, type Mark, type MarkShape, type Track } from "./life.ts";

const ROW = 46;
const HEAD = 26;
const MARGIN = 10;
const BAR_Y = 23;
const BAR_HEIGHT = 14;

export function TimeLine({ duty, events, now }: { duty: Duty; events: readonly LedgerEvent[]; now: Ms }) {
  const { t, lang } = useText();
  const zone = useZone();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 640);
  const titleId = useId();
  const life = lifeOf(duty, events, now);
  const room = Math.max((life.to - life.from) * 0.02, 60_000);
  const scale = scaleOf(life.from - room, life.to + room, width, MARGIN);
  const ticks = ticksOf(zone, scale.from, scale.to, Math.max(2, Math.floor(width / 84)), lang);
  const height = HEAD + life.tracks.length * ROW;
  const open = duty.closed === null;
  return (
    <div className="time-line" ref={box}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={titleId}>
        <title id={titleId}>{t("line.title")}</title>
        {ticks.map((tick) => (
          <g key={tick.at} className={tick.day ? "tick day" : "tick"}>
            <path d={`M${scale.x(tick.at)} ${HEAD - 6}V${height}`} />
            <text x={scale.x(tick.at)} y={12} textAnchor={anchorOf(scale.x(tick.at), width)}>
              {tick.text}
            </text>
          </g>
        ))}
        {life.tracks.map((track, index) => (
          <TrackRow key={`${track.track}-${index}`} track={track} y={HEAD + index * ROW} scale={scale} now={now} width={width} />
        ))}
        {open ? <path className="line-now" d={`M${scale.x(now)} ${HEAD - 6}V${height}`} /> : null}
      </svg>
      <Legend tracks={life.tracks} />
    </div>
  );
}

function anchorOf(x: number, width: number): "start" | "middle" | "end" {
  return x < 30 ? "start" : x > width - 30 ? "end" : "middle";
}

function TrackRow({ track, y, scale, now, width }: { track: Track; y: number; scale: Scale; now: Ms; width: number }) {
  const { t } = useText();
  const { names } = useScene();
  const label = labelOf(track, t, names);
  return (
    <g transform={`translate(0 ${y})`}>
      <path className="track-rule" d={`M0 ${ROW - 0.5}H${width}`} />
      <text className="track-label" x={4} y={15}>
        {label}
      </text>
      {track.bars.map((bar, index) => (
        <BarShape key={index} bar={bar} scale={scale} now={now} />
      ))}
      {track.marks.map((mark) => (
        <MarkShapeOf key={`${mark.seq}-${mark.shape}`} mark={mark} scale={scale} />
      ))}
    </g>
  );
}

function labelOf(track: Track, t: Say, names: Names): string {
  const post = track.post === undefined ? "" : names.post(track.post);
  if (track.track === "offer") return t("line.offerOf", { post });
  return track.track === "follow" ? t("line.followOf", { post }) : t(`line.${track.track}`);
}

/** Solid where it surely was so; faded over the time in which it began or ended. */
function BarShape({ bar, scale, now }: { bar: Bar; scale: Scale; now: Ms }) {
  const { names } = useScene();
  const { t } = useText();
  if (bar.tone === "due") return <DueBand bar={bar} scale={scale} />;
  const x0 = scale.x(bar.from.earliest);
  const x1 = scale.x(bar.from.latest);
  const x2 = scale.x(bar.to?.earliest ?? now);
  const x3 = scale.x(bar.to?.latest ?? now);
  const solidFrom = Math.min(x1, x3);
  const solidTo = Math.max(solidFrom, x2);
  const words = bar.post === undefined ? "" : names.post(bar.post);
  return (
    <g className={`life-bar tone-${bar.tone}`}>
      <title>{words === "" ? t(`tone.${bar.tone}`) : words}</title>
      {x1 - x0 > 1 ? <rect className="unsure" x={x0} y={BAR_Y} width={Math.min(x1, x3) - x0} height={BAR_HEIGHT} /> : null}
      <rect className="sure" x={solidFrom} y={BAR_Y} width={Math.max(2, solidTo - solidFrom)} height={BAR_HEIGHT} rx="2" />
      {x3 - solidTo > 1 ? <rect className="unsure" x={solidTo} y={BAR_Y} width={x3 - solidTo} height={BAR_HEIGHT} /> : null}
      {words !== "" && solidTo - solidFrom > widthOf(words) + 12 ? (
        <text className="bar-words" x={solidFrom + 6} y={BAR_Y + 11}>
          {words}
        </text>
      ) : null}
    </g>
  );
}

/** Roughly, at the size of the drawing's text: a Chinese character is as wide as it is high. */
function widthOf(words: string): number {
  let width = 0;
  for (const character of words) width += /[\u2e80-\uffef]/.test(character) ? 11 : 6.2;
  return width;
}

function DueBand({ bar, scale }: { bar: Bar; scale: Scale }) {
  const x = scale.x(bar.from.earliest);
  const width = Math.max(2, scale.x(bar.from.latest) - x);
  return (
    <g className="life-bar tone-due">
      <rect className="due-band" x={x} y={BAR_Y - 4} width={width} height={BAR_HEIGHT + 8} rx="2" />
      <path className="due-end" d={`M${x + width} ${BAR_Y - 6}V${BAR_Y + BAR_HEIGHT + 6}m-3 0h6m-6 ${-BAR_HEIGHT - 12}h6`} />
    </g>
  );
}

const OUTLINE: Record<MarkShape, string> = {
  reminded: "M0 -5a5 5 0 1 0 .01 0Z", warned: "M0 -6 6 5H-6Z", overdue: "M0 -6 6 5H-6Z", escalated: "M0 -6 5 0H2V6H-2V0H-5Z",
  look: "M0 -5a5 5 0 1 0 .01 0Z", silence: "M-5 -5 5 5M5 -5-5 5", accepted: "M-5 0-1 4 6-4", declined: "M-4 -4 4 4M4 -4-4 4",
  rejected: "M-4 -4 4 4M4 -4-4 4", done: "M-5 0-1 4 6-4", closed: "M0 -6V6", planned: "M-4 -5H4V5H-4Z",
};

function MarkShapeOf({ mark, scale }: { mark: Mark; scale: Scale }) {
  const { t } = useText();
  const x0 = scale.x(mark.at.earliest);
  const x1 = scale.x(mark.at.latest);
  const y = BAR_Y + BAR_HEIGHT / 2;
  return (
    <g className={`mark shape-${mark.shape}`}>
      <title>{t(`mark.${mark.shape}`)}</title>
      {x1 - x0 > 4 ? <rect className="mark-span" x={x0} y={y - 2} width={x1 - x0} height="4" rx="2" /> : null}
      <path d={OUTLINE[mark.shape]} transform={`translate(${x1} ${y})`} />
      {mark.level === undefined ? null : (
        <text className="mark-level" x={x1} y={y - 9} textAnchor="middle">
          {mark.level}
        </text>
      )}
    </g>
  );
}

/** Words for the shapes in use, so that none has to be guessed. */
function Legend({ tracks }: { tracks: readonly Track[] }) {
  const { t } = useText();
  const shapes = [...new Set(tracks.flatMap((track) => track.marks.map((mark) => mark.shape)))];
  const tones = [...new Set(tracks.flatMap((track) => track.bars.map((bar) => bar.tone)))].filter((tone) => tone !== "held");
  const unsure = tracks.some((track) => track.bars.some((bar) => bar.from.earliest !== bar.from.latest));
  return (
    <ul className="legend" aria-label={t("line.legend")}>
      {tones.map((tone) => (
        <li key={tone}>
          <svg width="18" height="12" aria-hidden="true" className={`life-bar tone-${tone}`}>
            <rect className={tone === "due" ? "due-band" : "sure"} x="0" y="1" width="18" height="10" rx="2" />
          </svg>
          {t(`tone.${tone}`)}
        </li>
      ))}
      {unsure ? (
        <li>
          <svg width="18" height="12" aria-hidden="true" className="life-bar tone-open">
            <rect className="unsure" x="0" y="1" width="18" height="10" />
          </svg>
          {t("tone.unsure")}
        </li>
      ) : null}
      {shapes.map((shape) => (
        <li key={shape}>
          <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true" className={`mark shape-${shape}`}>
            <path d={OUTLINE[shape]} />
          </svg>
          {t(`mark.${shape}`)}
        </li>
      ))}
    </ul>
  );
}
