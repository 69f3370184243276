import type { Issue, JobRecord } from "@aidc/contract";
import { AppError } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import type { Services } from "../services.ts";
import { changedBy } from "./changed-by.ts";

/**
 * Records jobs as a scheduler's accounting tells them; a record that comes again, or with more known, replaces the
 * one before.
 * @throws AppError bad_request naming each record that is wrong
 */
export async function recordJobs(
  services: Services,
  caller: Caller,
  { center, jobs }: { readonly center: string; readonly jobs: readonly JobRecord[] },
) {
  const { document } = await services.directory.get(center);
  const tenants = new Set(document.tenants.map(({ id }) => id));
  const issues = checkJobs(jobs, tenants);
  const [first] = issues;
  if (first) throw new AppError("bad_request", `${first.path}: ${first.message}`, issues.slice(0, 100));
  return services.billing.recordJobs(center, jobs, changedBy(caller));
}

function checkJobs(jobs: readonly JobRecord[], tenants: ReadonlySet<string>): Issue[] {
  const seen = new Set<string>();
  return jobs.flatMap(({ id, tenant, from, to }, index) => {
    const path = `jobs.${index}`;
    const key = `${tenant}\n${id}`;
    const twice = seen.has(key);
    seen.add(key);
    const issues: Issue[] = [];
    if (!tenants.has(tenant)) issues.push({ path: `${path}.tenant`, message: "is no tenant of this center" });
    if (twice) issues.push({ path: `${path}.id`, message: `names job ${id} of ${tenant} a second time` });
    if (to !== null && Date.parse(to) < Date.parse(from))
      issues.push({ path: `${path}.to`, message: "is before from" });
    return issues;
  });
}
