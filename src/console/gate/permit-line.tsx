/** A granted permit as it is handed to the person: number and code for paper, and the line of text a gate scans. */
import { withQuery } from "../data/http.ts";
import { useResource } from "../data/use-resource.ts";
import { Loaded } from "../parts/states.tsx";
import { useText } from "../text/index.ts";

interface Line {
  readonly token: string;
  readonly code: string;
}

export function PermitLine({ incident, id }: { incident: string; id: string }) {
  const { t } = useText();
  const line = useResource<Line>(withQuery(`/api/permits/${encodeURIComponent(id)}/line`, { incident }));
  return (
    <section className="panel" aria-labelledby="permit-line-title">
      <header>
        <h2 id="permit-line-title">{t("gate.forGate")}</h2>
      </header>
      <div className="body stack">
        <Loaded resource={line}>
          {({ token, code }) => (
            <>
              <p>
                {t("gate.onPaper")} <strong className="nowrap" data-testid="permit-code">{code}</strong>
              </p>
              <label className="field">
                <span className="label">{t("gate.line")}</span>
                <textarea readOnly rows={4} value={token} onFocus={(event) => event.target.select()} data-testid="permit-token" />
              </label>
            </>
          )}
        </Loaded>
      </div>
    </section>
  );
}
