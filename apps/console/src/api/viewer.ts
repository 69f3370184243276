import type { MemberRole, Viewer } from "@aidc/contract";

/** Whether the desk is open; the server decides again at every call. */
export function isOperator(viewer: Viewer): boolean {
  return viewer.staffRole === "operator" || viewer.staffRole === "platform_admin";
}

/** Whether reports are open: to planners, and to operators. */
export function isPlanner(viewer: Viewer): boolean {
  return viewer.staffRole === "planner" || isOperator(viewer);
}

/** @returns what the viewer may do in a tenant; operators may what its administrators may, null: nothing */
export function roleInTenant(viewer: Viewer, center: string, tenant: string): MemberRole | null {
  const own = viewer.memberships.find((each) => each.center === center && each.tenant === tenant);
  if (own?.role === "tenant_admin" || isOperator(viewer)) return "tenant_admin";
  return own?.role ?? null;
}
