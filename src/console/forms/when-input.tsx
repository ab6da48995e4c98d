/** An instant as people know it: to the minute, to the day, or between two bounds. Never more exact than said. */
import { useId, useState } from "react";
import type { When } from "../api-types.ts";
import { useZone } from "../parts/when.tsx";
import { useText } from "../text/index.ts";
import { toLocal, whenFrom, type Precision } from "./local-time.ts";

const PRECISIONS: readonly Precision[] = ["minute", "day", "between"];

interface WhenInputProps {
  readonly id: string;
  readonly labelledBy: string;
  readonly value: When | undefined;
  /** Only an exact instant will do. */
  readonly exact?: boolean;
  readonly onChange: (when: When | undefined) => void;
}

export function WhenInput({ id, value, onChange, labelledBy, exact = false }: WhenInputProps) {
  const { t } = useText();
  const zone = useZone();
  const hintId = useId();
  const [precision, setPrecision] = useState<Precision>("minute");
  const [first, setFirst] = useState(value === undefined ? "" : toLocal(zone, value.earliest));
  const [second, setSecond] = useState("");
  const change = (next: { precision?: Precision; first?: string; second?: string }): void => {
    const now = { precision, first, second, ...next };
    // The day picked stays when only the precision changes.
    if (next.precision !== undefined && now.first !== "") now.first = next.precision === "day" ? now.first.slice(0, 10) : now.first.length === 10 ? `${now.first}T00:00` : now.first;
    setPrecision(now.precision);
    setFirst(now.first);
    setSecond(now.second);
    onChange(whenFrom(zone, now.precision, now.first, now.second) ?? undefined);
  };
  const type = precision === "day" ? "date" : "datetime-local";
  return (
    <div className="when-input" role="group" aria-labelledby={labelledBy} aria-describedby={hintId}>
      {exact ? null : (
        <select aria-label={t("form.precision")} value={precision} onChange={(event) => change({ precision: event.target.value as Precision })}>
          {PRECISIONS.map((one) => (
            <option key={one} value={one}>
              {t(`form.precise.${one}`)}
            </option>
          ))}
        </select>
      )}
      <input id={id} type={type} value={first} aria-label={t(precision === "between" ? "form.earliest" : "form.at")} onChange={(event) => change({ first: event.target.value })} />
      {precision === "between" ? <input type={type} value={second} aria-label={t("form.latest")} onChange={(event) => change({ second: event.target.value })} /> : null}
      <span id={hintId} className="hint">
        {t("form.zone", { zone })}
      </span>
    </div>
  );
}
