import type { JobKind } from "@aidc/store";

/** Drafting reads a year of roll-ups; what fails is likely the database, and is tried for half an hour. */
export const draftingJob: JobKind = {
  name: "report-draft",
  retryLimit: 5,
  retryDelayS: 60,
  longestDelayS: 900,
  expireInS: 900,
};

/** Receivers may be away for a night: a day of tries, each after a longer pause, then it is given up and that shows. */
export const deliveryJob: JobKind = {
  name: "report-delivery",
  retryLimit: 11,
  retryDelayS: 60,
  longestDelayS: 4 * 3600,
  expireInS: 300,
};
