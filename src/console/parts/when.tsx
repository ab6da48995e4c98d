/**
 * Instants on screen: in the incident's zone, with the precision they are known to, and machine-readable beside.
 */
import { isoIn, showLength, showWhen } from "../../base/civil.ts";
import { at, type Ms, type When } from "../../base/time.ts";
import { useScene } from "../data/scene.tsx";
import { useText } from "../text/index.ts";

export function useZone(): string {
  return useScene().detail.value?.zone ?? "Asia/Shanghai";
}

export function Instant({ when }: { when: When | Ms }) {
  const { lang } = useText();
  const zone = useZone();
  const interval = typeof when === "number" ? at(when) : when;
  return (
    <time className="nowrap" dateTime={isoIn(zone, interval.earliest)} title={exactly(zone, interval)}>
      {showWhen(zone, interval, lang)}
    </time>
  );
}

function exactly(zone: string, { earliest, latest }: When): string {
  return earliest === latest ? isoIn(zone, earliest) : `${isoIn(zone, earliest)} – ${isoIn(zone, latest)}`;
}

export function Length({ ms }: { ms: Ms }) {
  const { lang } = useText();
  return <span className="nowrap">{showLength(ms, lang)}</span>;
}
