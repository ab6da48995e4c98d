/**
 * What a pack file must say beyond its shape: days that exist and run forwards, sources that are declared,
 * ranges and lists in order, parents that fit its disease, place and time. Gives every refusal, not the
 * first, each with its place in the file. Shapes themselves are `schema.ts`.
 */
import { nextDay } from "../../base/civil.ts";
import { refuse, type Refusal } from "../../base/refusal.ts";
import { within } from "./lineage.ts";
import type { Clause, ListItem, PackFile, Packs, Provenance } from "./types.ts";
import { ORDERED, type Unit } from "./units.ts";

/** Refusals about one pack taken alone. */
export function checkPack(pack: PackFile): Refusal[] {
  const found = checkValidity(pack);
  for (const [id, clause] of Object.entries(pack.clauses)) {
    const where = placeOf(pack, id);
    found.push(...checkProvenance(pack, clause.provenance, `${where}.provenance`));
    found.push(...checkValue(clause.unit, clause.value, `${where}.value`));
    for (const [index, variant] of (clause.variants ?? []).entries()) {
      found.push(...checkProvenance(pack, variant.provenance, `${where}.variants[${index}].provenance`));
      found.push(...checkValue(clause.unit, variant.value, `${where}.variants[${index}].value`));
    }
    if (clause.strictness !== "none" && !ORDERED.has(clause.unit)) {
      found.push(refuse("pack-strictness-senseless", `A ${clause.unit} is not more or less, so nothing about it is stricter.`, {
        where: `${where}.strictness`, fix: "Write “none”.",
      }));
    }
    found.push(...checkUntil(pack, clause, where));
  }
  return found;
}

/** Refusals about a pack and the packs it names; those it names exist. */
export function checkParents(pack: PackFile, packs: Packs): Refusal[] {
  const found: Refusal[] = [];
  const where = `${pack.id}.json`;
  const named = [...(pack.inherits === undefined ? [] : [pack.inherits]), ...(pack.includes ?? [])];
  for (const parent of named.flatMap((id) => packs.get(id) ?? [])) {
    if (!within(pack.jurisdiction, parent.jurisdiction)) {
      found.push(refuse("pack-other-place", `“${parent.id}” holds in ${parent.jurisdiction}, which does not contain ${pack.jurisdiction}.`, {
        where: `${where}: jurisdiction`, fix: "Name only packs of the same place or of a place around it.",
      }));
    }
    if (parent.disease !== "any" && parent.disease !== pack.disease) {
      found.push(refuse("pack-other-disease", `“${parent.id}” is about ${parent.disease}, and this pack about ${pack.disease}.`, {
        where: `${where}: disease`, fix: "Name only packs of the same disease or of any.",
      }));
    }
    if (parent.id === pack.inherits && parent.jurisdiction !== pack.jurisdiction && outlives(pack, parent)) {
      found.push(refuse("pack-outlives-parent", `It is in force on days on which “${parent.id}” is not.`, {
        where: `${where}: validFrom, validTo`, fix: `Keep inside ${parent.validFrom ?? "…"} to ${parent.validTo ?? "…"}.`,
      }));
    }
  }
  return found;
}

export function placeOf(pack: PackFile, clause: string): string {
  return `${pack.id}.json: clauses.${clause}`;
}

export function isDay(text: string): boolean {
  try {
    return nextDay(text, 0) === text;
  } catch {
    return false;
  }
}

function outlives(pack: PackFile, parent: PackFile): boolean {
  const tooEarly = parent.validFrom !== null && (pack.validFrom === null || pack.validFrom < parent.validFrom);
  const tooLate = parent.validTo !== null && (pack.validTo === null || pack.validTo > parent.validTo);
  return tooEarly || tooLate;
}

function checkValidity(pack: PackFile): Refusal[] {
  const found: Refusal[] = [];
  for (const field of ["validFrom", "validTo"] as const) {
    const day = pack[field];
    if (day !== null && !isDay(day)) found.push(noSuchDay(day, `${pack.id}.json: ${field}`));
  }
  if (pack.validFrom !== null && pack.validTo !== null && pack.validFrom >= pack.validTo) {
    found.push(refuse("pack-validity-upside-down", `It would end on ${pack.validTo} and begin on ${pack.validFrom}.`, {
      where: `${pack.id}.json: validTo`, fix: "validTo is the first day no longer in force and lies after validFrom.",
    }));
  }
  return found;
}

function checkUntil(pack: PackFile, clause: Clause, where: string): Refusal[] {
  const until = clause.deviation?.until;
  if (until === undefined) return [];
  const place = `${where}.deviation.until`;
  if (!isDay(until)) return [noSuchDay(until, place)];
  if ((pack.validFrom === null || pack.validFrom < until) && (pack.validTo === null || until <= pack.validTo)) return [];
  return [refuse("pack-deviation-outlives-pack", `The deviation ends on ${until}, outside the days the pack is in force.`, {
    where: place, fix: "End it while the pack is in force.",
  })];
}

function noSuchDay(day: string, where: string): Refusal {
  return refuse("no-such-day", `There is no day ${day}.`, { where, fix: "Write it as 2021-09-24." });
}

function checkProvenance(pack: PackFile, provenance: Provenance, where: string): Refusal[] {
  const found = (provenance.sources ?? [])
    .filter((key) => !Object.hasOwn(pack.sources, key))
    .map((key) => refuse("pack-unknown-source", `The source “${key}” is not among the pack's sources.`, {
      where: `${where}.sources`, fix: "Add it under “sources” with its title.",
    }));
  if (provenance.weak === true && provenance.kind !== "source") {
    found.push(refuse("pack-weak-without-source", "Only a source can be weak.", { where: `${where}.weak`, fix: "Remove “weak”." }));
  }
  return found;
}

function checkValue(unit: Unit, value: Clause["value"], where: string): Refusal[] {
  const bad = (message: string, fix: string): Refusal[] => [refuse("pack-bad-value", message, { where, fix })];
  switch (unit) {
    case "date":
      return isDay(value as string) ? [] : [noSuchDay(value as string, where)];
    case "day-range":
    case "hour-range": {
      const [least = 0, most = 0] = value as number[];
      return least <= most ? [] : bad(`The range runs from ${least} to ${most}, upside down.`, "Exchange the two ends.");
    }
    case "day-list":
    case "count-list": {
      const numbers = value as number[];
      return numbers.every((number, index) => index === 0 || number > numbers[index - 1]!)
        ? [] : bad("The numbers must rise, none twice.", "Sort them and drop repeats.");
    }
    case "list": {
      const ids = (value as ListItem[]).map((item) => item.id);
      const twice = ids.find((id, index) => ids.indexOf(id) !== index);
      return twice === undefined ? [] : [refuse("pack-duplicate-id", `The word “${twice}” stands twice in the list.`, { where, fix: "Drop one." })];
    }
    default:
      return [];
  }
}
