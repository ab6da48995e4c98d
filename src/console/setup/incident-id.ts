/** A short id for a new incident, proposed from its title. Pure. */
const LONGEST = 60;

export function idFrom(title: string, day: string): string {
  const words = title.toLowerCase().normalize("NFKD").replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "").slice(0, LONGEST);
  return /[a-z]/.test(words) ? words : `incident-${day}`;
}
