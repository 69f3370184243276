import { tellNotices } from "../usecases/notices/compose.ts";
import type { Services } from "../usecases/services.ts";
import type { Job } from "./repeat.ts";

/** Alarms go out as notices, and alerts of other systems are looked at again. */
export function noticeJobs(services: Services, centerIds: () => readonly string[]): Job[] {
  return [
    { name: "notices", everyMs: 1_000, run: () => tellNotices(services) },
    {
      name: "external alerts",
      everyMs: 3_000,
      run: async () => void (await services.alerts.refresh(centerIds())),
    },
  ];
}
