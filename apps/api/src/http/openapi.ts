import type { Access } from "@aidc/contract";
import { contract, errorCodes } from "@aidc/contract";
import { OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { z } from "zod";

const errorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  requestId: z.string(),
  data: z.object({ issues: z.array(z.object({ path: z.string(), message: z.string() })) }).optional(),
});

const securityOf: Record<Access, Record<string, string[]>[]> = {
  public: [],
  person: [{ session: [] }],
  wall: [{ wallToken: [] }, { session: [] }, { adminSecret: [] }],
  planner: [{ session: [] }, { adminSecret: [] }],
  member: [{ session: [] }, { tenantKey: [] }, { adminSecret: [] }],
  tenant_admin: [{ session: [] }, { adminSecret: [] }],
  operator: [{ session: [] }, { adminSecret: [] }],
  admin: [{ session: [] }, { adminSecret: [] }],
};

/** The contract as an OpenAPI 3.1 document, with the errors and the access every endpoint has. */
export async function openApiDocument(publicUrl: string) {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(contract, {
    info: { title: "AIDC Console API", version: "0.1.0" },
    servers: [{ url: `${publicUrl}/api` }],
    commonSchemas: { Error: { schema: errorSchema } },
    components: {
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "aidc_session" },
        adminSecret: { type: "http", scheme: "bearer", description: "The secret in DATA_DIR/admin-secret" },
        tenantKey: { type: "http", scheme: "bearer", description: "A read key of the tenant" },
        wallToken: { type: "http", scheme: "bearer", description: "The token of a wall link" },
      },
    },
  });
  const answer = {
    description: "Error",
    content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
  };
  const accessOf = accessByOperation();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of ["get", "post", "put", "delete"] as const) {
      const operation = item?.[method];
      if (!operation) continue;
      operation.responses = { ...operation.responses, default: answer };
      operation.security = securityOf[accessOf.get(`${method.toUpperCase()} ${path}`) ?? "admin"];
    }
  }
  return document;
}

export interface EndpointFacts {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly access: Access;
}

/** Every endpoint of the contract, flat: for the document, the tests and whoever wants to enumerate them. */
export function listEndpoints(): EndpointFacts[] {
  return Object.entries(contract).flatMap(([group, endpoints]) =>
    Object.entries(endpoints).map(([name, endpoint]) => {
      const { route, meta } = endpoint["~orpc"];
      return {
        name: `${group}.${name}`,
        method: route.method ?? "POST",
        path: route.path ?? "",
        access: meta.access,
      };
    }),
  );
}

function accessByOperation(): Map<string, Access> {
  return new Map(listEndpoints().map(({ method, path, access }) => [`${method} ${path}`, access]));
}
