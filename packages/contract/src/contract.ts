import { access } from "./endpoints/access.ts";
import { alarms } from "./endpoints/alarms.ts";
import { billing } from "./endpoints/billing.ts";
import { centers } from "./endpoints/centers.ts";
import { corrections } from "./endpoints/corrections.ts";
import { desk } from "./endpoints/desk.ts";
import { economics } from "./endpoints/economics.ts";
import { floor } from "./endpoints/floor.ts";
import { meters } from "./endpoints/meters.ts";
import { audit, my, serviceEvents, shared } from "./endpoints/my.ts";
import { notices } from "./endpoints/notices.ts";
import { operations } from "./endpoints/operations.ts";
import { people, team } from "./endpoints/people.ts";
import { plans } from "./endpoints/plans.ts";
import { power } from "./endpoints/power.ts";
import { queue } from "./endpoints/queue.ts";
import { region } from "./endpoints/region.ts";
import { reportFiles } from "./endpoints/report-files.ts";
import { reportSchedules } from "./endpoints/report-schedules.ts";
import { reports } from "./endpoints/reports.ts";
import { shift } from "./endpoints/shift.ts";
import { sources } from "./endpoints/sources.ts";
import { tariffs } from "./endpoints/tariffs.ts";
import { leasing, tenants } from "./endpoints/tenants.ts";

/** Every endpoint of the JSON API, below `/api`. The server mounts it, the client calls it, OpenAPI prints it. */
export const contract = {
  centers,
  meters,
  floor,
  sources,
  access,
  operations,
  people,
  team,
  tenants,
  leasing,
  billing,
  my,
  shared,
  serviceEvents,
  audit,
  alarms,
  reports,
  reportFiles,
  reportSchedules,
  corrections,
  notices,
  desk,
  shift,
  tariffs,
  economics,
  plans,
  power,
  queue,
  region,
};
