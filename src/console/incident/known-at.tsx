/**
 * The moment to look back to: everything on the page is then shown as it was known at that moment. A slider for
 * the eye and the hand, a field for an exact time, and the way back to now.
 */
import { useId } from "react";
import { MINUTE, type Ms } from "../../base/time.ts";
import { fromLocal, toLocal } from "../forms/local-time.ts";
import { Instant, useZone } from "../parts/when.tsx";
import { useText } from "../text/index.ts";
import type { Stretch } from "./rows.ts";

const STEPS = 400;

export function KnownAt({ stretch, end, value, onChange }: { stretch: Stretch; end: Ms; value: Ms | null; onChange: (at: Ms | null) => void }) {
  const { t } = useText();
  const zone = useZone();
  const id = useId();
  const last = Math.max(stretch.to, end);
  const step = Math.max(MINUTE, Math.ceil((last - stretch.from) / STEPS / MINUTE) * MINUTE);
  const shown = value ?? last;
  return (
    <div className="known-at">
      <label htmlFor={id}>{t("known.label")}</label>
      <input
        id={id} type="range" min={stretch.from} max={last} step={step} value={shown} aria-valuetext={toLocal(zone, shown).replace("T", " ")}
        onChange={(event) => onChange(Number(event.target.value) >= last - step ? null : Number(event.target.value))}
      />
      <input
        type="datetime-local" aria-label={t("known.exact")} value={toLocal(zone, shown)}
        onChange={(event) => {
          const at = fromLocal(zone, event.target.value);
          if (at !== null) onChange(at >= last ? null : at);
        }}
      />
      {value === null ? (
        <span className="faint">{t("known.all")}</span>
      ) : (
        <>
          <span className="warning strong">
            {t("known.at")} <Instant when={value} />
          </span>
          <button type="button" className="quiet" onClick={() => onChange(null)}>
            {t("known.reset")}
          </button>
        </>
      )}
    </div>
  );
}
