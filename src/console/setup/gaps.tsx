/** What the city still lacks, by kind of gap, each in a sentence; long lists unfold. */
import { useState } from "react";
import type { SetupGap } from "../api-types.ts";
import { Icon } from "../parts/icons.tsx";
import { inLang, useText } from "../text/index.ts";
import { groupGaps } from "./group-gaps.ts";

const SHOWN = 6;

export function Gaps({ gaps }: { gaps: readonly SetupGap[] }) {
  const { t } = useText();
  if (gaps.length === 0) {
    return (
      <p className="good">
        <Icon name="check" /> {t("setup.noGaps")}
      </p>
    );
  }
  return (
    <div className="gap-groups" data-testid="gaps">
      {groupGaps(gaps).map(([code, members]) => (
        <GapGroup key={code} code={code} gaps={members} />
      ))}
    </div>
  );
}

function GapGroup({ code, gaps }: { code: ReturnType<typeof groupGaps>[number][0]; gaps: readonly SetupGap[] }) {
  const { t, lang } = useText();
  const [all, setAll] = useState(false);
  const shown = all ? gaps : gaps.slice(0, SHOWN);
  return (
    <section>
      <h3>
        {t(`gap.${code}`)} <span className="faint">{gaps.length}</span>
      </h3>
      <ul className="gap-list">
        {shown.map((gap, index) => (
          <li key={index}>{inLang(gap.text, lang)}</li>
        ))}
      </ul>
      {gaps.length > shown.length ? (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {t("things.andMore", { n: gaps.length - shown.length })}
        </button>
      ) : null}
    </section>
  );
}
