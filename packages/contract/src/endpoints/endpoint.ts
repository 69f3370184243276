import { oc } from "@orpc/contract";

/**
 * Who may call an endpoint. A new endpoint does not compile without one; `can` in domain has the table.
 * public: anyone. person: anybody who is signed in. wall: a wall token of the center, or more. planner: planners and
 * operators, never about one tenant. member: people and keys of the tenant that the input names, and operators.
 * tenant_admin: its administrators, and operators. operator: operators. admin: platform administrators and the local
 * command line.
 */
export const accesses = [
  "public",
  "person",
  "wall",
  "planner",
  "member",
  "tenant_admin",
  "operator",
  "admin",
] as const;
export type Access = (typeof accesses)[number];

export interface EndpointMeta {
  readonly access: Access;
}

const base = oc.$meta<EndpointMeta>({ access: "admin" });

/** Starts an endpoint: the one place where method, path and access are said together. */
export function endpoint(route: {
  access: Access;
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: `/${string}`;
  summary: string;
  tags: string[];
  successStatus?: number;
}) {
  const { access, ...rest } = route;
  return base.meta({ access }).route({ ...rest, inputStructure: "compact" });
}
