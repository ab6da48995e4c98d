/**
 * From an empty machine to a city that can be commanded: fetch the empty workbook, give it back filled in, see
 * which rows were refused and why, and what is still missing; then open an incident.
 */
import { useScene } from "../data/scene.tsx";
import { useResource } from "../data/use-resource.ts";
import type { SetupGap } from "../api-types.ts";
import { Loaded } from "../parts/states.tsx";
import { useText } from "../text/index.ts";
import { Gaps } from "./gaps.tsx";
import { OpenIncident } from "./open-incident.tsx";
import "./setup.css";
import { Workbook } from "./workbook.tsx";

export default function SetupPage() {
  const { t } = useText();
  const { incidents } = useScene();
  const city = incidents.value?.incidents.some((incident) => incident.mode === "live") ?? false;
  const gaps = useResource<{ gaps: readonly SetupGap[] }>(city ? "/api/setup/gaps" : null);
  return (
    <article className="setup">
      <h1>{t("setup.title")}</h1>
      <p className="dim lead">{t("setup.lead")}</p>
      <Workbook
        onLoaded={() => {
          gaps.reload();
          incidents.reload();
        }}
      />
      <section className="panel" aria-labelledby="gaps-title">
        <header>
          <h2 id="gaps-title">{t("setup.gaps")}</h2>
        </header>
        <div className="body">
          {city ? <Loaded resource={gaps}>{(value) => <Gaps gaps={value.gaps} />}</Loaded> : <p className="dim">{t("setup.nothingYet")}</p>}
        </div>
      </section>
      {city ? <OpenIncident onOpened={incidents.reload} /> : null}
    </article>
  );
}
