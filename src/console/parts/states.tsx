/**
 * The three things a list can be instead of a list: on its way, empty, or not to be had. Each says what to do.
 */
import type { ReactNode } from "react";
import type { Failure } from "../data/http.ts";
import type { Resource } from "../data/use-resource.ts";
import { useText } from "../text/index.ts";
import { RefusalNote } from "./refusal.tsx";

export function Loading({ what }: { what?: string }) {
  const { t } = useText();
  return (
    <div className="state loading" role="status">
      <span className="pulse" aria-hidden="true" />
      {what ?? t("say.loading")}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state empty">
      <p className="strong">{title}</p>
      {children === undefined ? null : <div className="dim">{children}</div>}
    </div>
  );
}

export function Failed({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const { t } = useText();
  return (
    <div className="state failed" role="alert">
      {failure.kind === "refused" ? (
        <RefusalNote refusal={failure.refusal} />
      ) : (
        <>
          <p className="strong">{failure.kind === "offline" ? t("failure.offline") : t("failure.outage", { status: failure.status })}</p>
          <p className="dim">{failure.kind === "offline" ? t("failure.offlineFix") : failure.message || t("failure.outageFix")}</p>
        </>
      )}
      <button type="button" onClick={onRetry}>
        {t("say.retry")}
      </button>
    </div>
  );
}

/** Draws the value once it is there, and its states until then. */
export function Loaded<T>({ resource, children }: { resource: Resource<T>; children: (value: T) => ReactNode }) {
  if (resource.value !== undefined) return children(resource.value);
  if (resource.failure !== undefined) return <Failed failure={resource.failure} onRetry={resource.reload} />;
  return <Loading />;
}
