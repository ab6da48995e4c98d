/** A field in which an organisation, a kind of duty, a duty's number or a thing is found by typing (`/`). */
import { useId, useRef, useState, type KeyboardEvent } from "react";
import { useLocation } from "wouter";
import { useScene } from "../data/scene.tsx";
import { dutyPath } from "../duty/path.ts";
import { Icon, type IconName } from "../parts/icons.tsx";
import { useText } from "../text/index.ts";
import { boardPath, type Filters } from "./filters.ts";
import { findFor, type Find } from "./find.ts";

const SHAPE: Record<Find["what"], IconName> = { org: "person", kind: "board", duty: "clock", thing: "link" };

export function FindBox({ incident, filters }: { incident: string; filters: Filters }) {
  const { t } = useText();
  const { orgs, model, names } = useScene();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const found = open ? findFor(typed, orgs, model?.rules ?? [], names) : [];
  const take = (find: Find): void => {
    setTyped("");
    setOpen(false);
    // The keys are the page's again.
    input.current?.blur();
    navigate(pathTo(find, incident, filters));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      setAt((at + step + found.length) % found.length);
    } else if (event.key === "Enter" && found[at] !== undefined) {
      take(found[at]);
    } else if (event.key === "Escape") {
      setTyped("");
      event.currentTarget.blur();
    }
  };
  return (
    <div className="find">
      <Icon name="search" />
      <input
        ref={input} type="text" role="combobox" data-find="" value={typed} placeholder={t("find.placeholder")} aria-label={t("find.label")}
        aria-expanded={found.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list" autoComplete="off" spellCheck={false}
        {...(found.length > 0 ? { "aria-activedescendant": `${id}-${at}` } : {})}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <kbd aria-hidden="true">/</kbd>
      <ul id={`${id}-list`} role="listbox" aria-label={t("find.label")} hidden={found.length === 0} className="find-list">
        {found.map((find, index) => (
          // Pressing a mouse button must not take the focus away before the choice is taken.
          <li key={`${find.what} ${find.id}`} id={`${id}-${index}`} role="option" aria-selected={index === at} onMouseDown={(event) => event.preventDefault()}>
            <button type="button" className="find-option" tabIndex={-1} onClick={() => take(find)}>
              <Icon name={SHAPE[find.what]} />
              {find.text}
              <span className="faint push small">{t(`find.${find.what}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function pathTo(find: Find, incident: string, filters: Filters): string {
  switch (find.what) {
    case "org":
      return boardPath(incident, { ...filters, under: find.id });
    case "kind":
      return boardPath(incident, { ...filters, kind: find.id });
    case "thing":
      return boardPath(incident, { ...filters, subject: find.id });
    case "duty":
      return dutyPath({ incident, id: find.id });
  }
}
