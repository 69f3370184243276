import { z } from "zod";
import { centerIdSchema } from "../nouns/center-document.ts";
import { nameOf } from "../nouns/name.ts";
import { membershipSchema, passwordSchema, staffRoleSchema } from "../nouns/people.ts";
import { wallSettingsSchema } from "../nouns/wall-settings.ts";
import { endpoint } from "./endpoint.ts";

/** Who asks, and what that opens. `staffRole` and `memberships` decide; `kind` says how it was proven. */
export const viewerSchema = z.object({
  kind: z.enum(["none", "person", "command_line", "wall", "tenant_key"]),
  person: z
    .object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      hasPassword: z.boolean(),
      twoFactor: z.boolean(),
    })
    .nullable(),
  staffRole: staffRoleSchema.nullable(),
  /** With the names a page needs to offer a choice. */
  memberships: z.array(membershipSchema.extend({ centerName: z.string(), tenantName: z.string() })),
  /** Of a wall. */
  centerId: centerIdSchema.nullable(),
  /** How people may sign in here. */
  signIn: z.object({ password: z.boolean(), oidc: z.object({ name: z.string() }).nullable() }),
  build: z.string(),
});
export type Viewer = z.infer<typeof viewerSchema>;
const whoAmI = endpoint({
  access: "public",
  method: "GET",
  path: "/session",
  summary: "Who this session is",
  tags: ["access"],
}).output(viewerSchema);
const signIn = endpoint({
  access: "public",
  method: "POST",
  path: "/session",
  summary:
    "Exchange a one-time link for a session cookie; a link of an invitation or a reset sets a password",
  tags: ["access"],
})
  .input(z.object({ token: z.string().min(20).max(200), password: passwordSchema.optional() }))
  .output(viewerSchema);
const signOut = endpoint({
  access: "public",
  method: "DELETE",
  path: "/session",
  summary: "End this session",
  tags: ["access"],
}).output(viewerSchema);

const createSignInLink = endpoint({
  access: "admin",
  method: "POST",
  path: "/sign-in-links",
  summary: "Create a one-time operator sign-in link",
  tags: ["access"],
  successStatus: 201,
}).output(z.object({ url: z.string() }));
const createWall = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/walls",
  summary: "Create a display-only wall link",
  tags: ["access"],
  successStatus: 201,
})
  .input(z.object({ center: centerIdSchema, name: nameOf(100).default("wall") }))
  .output(z.object({ id: z.string().uuid(), url: z.string() }));
const revokeWall = endpoint({
  access: "operator",
  method: "DELETE",
  path: "/centers/{center}/walls/{wall}",
  summary: "Revoke a wall link",
  tags: ["access"],
})
  .input(z.object({ center: centerIdSchema, wall: z.string().uuid() }))
  .output(z.object({ id: z.string().uuid() }));
/** What a wall page asks first, with its token as bearer. */
const wall = endpoint({
  access: "wall",
  method: "GET",
  path: "/wall",
  summary: "The center this wall shows",
  tags: ["access"],
}).output(
  z.object({
    centerId: centerIdSchema,
    build: z.string(),
    protocol: z.number().int(),
    settings: wallSettingsSchema,
  }),
);
/** A wall link as its settings page shows it; the secret is never told again. */
const wallLinkSchema = z.object({
  id: z.string().uuid(),
  name: z.string(),
  revokedAtMs: z.number().nullable(),
  settings: wallSettingsSchema,
});
const readWallLink = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/walls/{wall}",
  summary: "A wall link and how its display is set",
  tags: ["access"],
})
  .input(z.object({ center: centerIdSchema, wall: z.string().uuid() }))
  .output(wallLinkSchema);
const setWall = endpoint({
  access: "operator",
  method: "PUT",
  path: "/centers/{center}/walls/{wall}",
  summary: "Set what a wall shows and how",
  tags: ["access"],
})
  .input(z.object({ center: centerIdSchema, wall: z.string().uuid(), settings: wallSettingsSchema }))
  .output(wallLinkSchema);

export const access = {
  whoAmI,
  signIn,
  signOut,
  createSignInLink,
  createWall,
  revokeWall,
  wall,
  readWallLink,
  setWall,
};
