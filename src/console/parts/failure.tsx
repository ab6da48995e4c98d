/** Why something asked for did not happen, beside where it was asked: a refusal with its way out, or no answer. */
import type { Failure } from "../data/http.ts";
import { useText } from "../text/index.ts";
import { RefusalNote } from "./refusal.tsx";

export function FailureNote({ failure, fix }: { failure: Failure | null | undefined; fix?: string }) {
  const { t } = useText();
  if (failure === null || failure === undefined) return null;
  return (
    <div role="alert">
      {failure.kind === "refused" ? (
        <RefusalNote refusal={failure.refusal} />
      ) : (
        <div className="refusal">
          <p className="strong">{failure.kind === "offline" ? t("failure.offline") : t("failure.outage", { status: failure.status })}</p>
          <p className="dim">{fix ?? (failure.kind === "offline" ? t("failure.offlineFix") : failure.message || t("failure.outageFix"))}</p>
        </div>
      )}
    </div>
  );
}
