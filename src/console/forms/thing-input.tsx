/** The id of a thing, typed with those known offered; fetched only once the field is gone into. */
import { useId, useState } from "react";
import { idOf } from "../../base/ids.ts";
import type { ThingPage } from "../api-types.ts";
import { withQuery } from "../data/http.ts";
import { useScene } from "../data/scene.tsx";
import { useResource } from "../data/use-resource.ts";

const OFFERED = 200;

interface ThingInputProps {
  readonly state: { readonly id: string; readonly required: boolean };
  readonly of: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function ThingInput({ state, of, value, onChange }: ThingInputProps) {
  const { incidentId, model } = useScene();
  const [wanted, setWanted] = useState(false);
  const listId = useId();
  const known = model?.kinds.some((kind) => kind.kind === of) ?? false;
  const things = useResource<ThingPage>(wanted && known && incidentId !== null ? withQuery(`/api/things/${of}`, { incident: incidentId, limit: OFFERED }) : null).value?.things ?? [];
  return (
    <>
      <input {...state} type="text" list={listId} value={value} autoComplete="off" spellCheck={false} onFocus={() => setWanted(true)} onChange={(event) => onChange(event.target.value)} />
      <datalist id={listId}>
        {things.map((thing) => (
          <option key={thing.ref} value={idOf(thing.ref)}>
            {thing.state.status}
          </option>
        ))}
      </datalist>
    </>
  );
}
