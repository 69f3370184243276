import { oc } from "@orpc/contract";

/**
 * Who may call an endpoint.
 * public: anyone. wall: a wall token of the center, or more. operator: a signed-in operator. admin: the local
 * command line, or an operator with that right. A new endpoint does not compile without one.
 */
export type Access = "public" | "wall" | "operator" | "admin";

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
