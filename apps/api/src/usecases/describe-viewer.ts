import type { Viewer } from "@aidc/contract";
import type { Identity } from "./identity.ts";
import type { Services } from "./services.ts";

/** Who asks and what that opens, with the names that a page needs to offer a choice. */
export async function describeViewer(services: Services, identity: Identity): Promise<Viewer> {
  const plain: Viewer = {
    kind: kindOf[identity.role],
    person: null,
    staffRole: null,
    memberships: [],
    centerId: identity.role === "wall" ? identity.centerId : null,
    signIn: {
      password: true,
      oidc: services.auth.oidcName === null ? null : { name: services.auth.oidcName },
    },
    build: services.build,
  };
  if (identity.role !== "person") return plain;
  const { hasPassword, twoFactor, places } = await services.people.readAccount(identity.person.id);
  return {
    ...plain,
    person: { ...identity.person, hasPassword, twoFactor },
    staffRole: identity.staffRole,
    memberships: places.map(({ centerId, tenantId, role, centerName, tenantName }) => ({
      center: centerId,
      tenant: tenantId,
      role,
      centerName,
      tenantName,
    })),
  };
}

const kindOf: Record<Identity["role"], Viewer["kind"]> = {
  none: "none",
  admin: "command_line",
  person: "person",
  tenant_key: "tenant_key",
  wall: "wall",
};
