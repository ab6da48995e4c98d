/** What can happen inside a site that may infect others: people together, an infection found. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "site_gathering.recorded": zhEn("隔离点内聚集", "Gathering inside a site"),
  "site_gathering.eased": zhEn("聚集已疏散并消除原因", "Gathering dispersed, its cause removed"),
  "site_infection.recorded": zhEn("隔离点内发现感染", "Infection inside a site"),
};
