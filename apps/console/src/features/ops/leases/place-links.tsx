import type { Assignment } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useOpsCenter } from "../ops-center.tsx";
import { useTenantName } from "./use-leases.ts";

/** The name of a tenant, leading to its page. */
export function TenantLink({ tenant, className }: { tenant: string; className: string }) {
  const center = useOpsCenter();
  const nameOf = useTenantName();
  return (
    <Link to="/ops/tenants/$center/$tenant" params={{ center: center.id, tenant }} className={className}>
      {nameOf(tenant)}
    </Link>
  );
}

/** What an assignment holds: a rack, leading to its page, or an accelerator. */
export function HeldPlace({ assignment: { rack, accelerator } }: { assignment: Assignment }) {
  const center = useOpsCenter();
  if (!rack) return accelerator;
  return (
    <Link to="/ops/racks/$center/$rack" params={{ center: center.id, rack }} className="hover:underline">
      {rack}
    </Link>
  );
}
