/**
 * Where a mistake of ours stops: the page says so, with what to do and what to report, and the frame around it
 * stays usable. React knows this only as a class.
 */
import { Component, type ReactNode } from "react";
import { useText } from "../text/index.ts";

interface FaultProps {
  /** Another place clears the fault. */
  readonly place: string;
  readonly children: ReactNode;
}

interface FaultState {
  readonly error: Error | null;
  readonly place: string;
}

export class Fault extends Component<FaultProps, FaultState> {
  override state: FaultState = { error: null, place: this.props.place };

  static getDerivedStateFromError(error: Error): Partial<FaultState> {
    return { error };
  }

  static getDerivedStateFromProps(props: FaultProps, state: FaultState): Partial<FaultState> | null {
    return props.place === state.place ? null : { error: null, place: props.place };
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <FaultNote error={this.state.error} />;
  }
}

function FaultNote({ error }: { error: Error }) {
  const { t } = useText();
  // A page of a newer build that is no longer there under its old name: loading anew is all it takes.
  const outdated = /dynamically imported module|Failed to fetch/i.test(error.message);
  return (
    <div className="state failed" role="alert">
      <p className="strong">{t(outdated ? "fault.outdated" : "fault.title")}</p>
      <p className="dim">{t(outdated ? "fault.outdatedFix" : "fault.fix")}</p>
      {outdated ? null : <code className="small">{error.message.slice(0, 300)}</code>}
      <button type="button" onClick={() => window.location.reload()}>
        {t("fault.reload")}
      </button>
    </div>
  );
}
