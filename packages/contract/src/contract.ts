import { access } from "./endpoints/access.ts";
import { centers } from "./endpoints/centers.ts";
import { operations } from "./endpoints/operations.ts";
import { sources } from "./endpoints/sources.ts";

/** Every endpoint of the JSON API, below `/api`. The server mounts it, the client calls it, OpenAPI prints it. */
export const contract = { centers, sources, access, operations };
