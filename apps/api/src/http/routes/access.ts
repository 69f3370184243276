import { protocolVersion } from "@aidc/contract";
import { AppError } from "../../usecases/app-error.ts";
import { nobody } from "../../usecases/identity.ts";
import type { Services } from "../../usecases/services.ts";
import { createSignInLink, describeViewer, signIn, signOut } from "../../usecases/sign-in.ts";
import { createWall, revokeWall } from "../../usecases/walls.ts";
import { api } from "../contract-access.ts";
import { endedSessionCookie, sessionCookie } from "../session-cookie.ts";

export function accessRoutes(services: Services) {
  const { access } = api;
  const secure = services.publicUrl.startsWith("https:");
  return {
    whoAmI: access.whoAmI.handler(({ context }) => describeViewer(services, context.identity)),
    signIn: access.signIn.handler(async ({ input, context }) => {
      const token = await signIn(services, input.token);
      context.response.setHeader("set-cookie", sessionCookie(token, secure));
      return { role: "operator" as const, centerId: null, build: services.build };
    }),
    signOut: access.signOut.handler(async ({ context }) => {
      await signOut(services, context.identity);
      context.response.setHeader("set-cookie", endedSessionCookie(secure));
      return describeViewer(services, nobody);
    }),
    createSignInLink: access.createSignInLink.handler(() => createSignInLink(services)),
    createWall: access.createWall.handler(({ input }) => createWall(services, input.center, input.name)),
    revokeWall: access.revokeWall.handler(({ input }) => revokeWall(services, input.center, input.wall)),
    wall: access.wall.handler(({ context }) => {
      if (context.identity.role !== "wall")
        throw new AppError("bad_request", "Send the token of a wall link as bearer.");
      return { centerId: context.identity.centerId, build: services.build, protocol: protocolVersion };
    }),
  };
}
