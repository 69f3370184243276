import { protocolVersion } from "@aidc/contract";
import { AppError } from "../../usecases/app-error.ts";
import { describeViewer } from "../../usecases/describe-viewer.ts";
import { nobody } from "../../usecases/identity.ts";
import type { Services } from "../../usecases/services.ts";
import { createSignInLink, signIn, signOut } from "../../usecases/sign-in.ts";
import { createWall, readWallLink, revokeWall, settingsOfWall, setWall } from "../../usecases/walls.ts";
import { visitorOf } from "../auth-routes.ts";
import { api } from "../contract-access.ts";

export function accessRoutes(services: Services) {
  const { access } = api;
  return {
    whoAmI: access.whoAmI.handler(({ context }) => describeViewer(services, context.identity)),
    signIn: access.signIn.handler(async ({ input, context: { request, response } }) => {
      const { identity, cookies } = await signIn(services, input, visitorOf(request, response));
      response.setHeader("set-cookie", cookies);
      return describeViewer(services, identity);
    }),
    signOut: access.signOut.handler(async ({ context }) => {
      await signOut(services, context);
      context.response.setHeader("set-cookie", services.auth.endedCookies);
      return describeViewer(services, nobody);
    }),
    createSignInLink: access.createSignInLink.handler(({ context }) => createSignInLink(services, context)),
    createWall: access.createWall.handler(({ input, context }) => createWall(services, context, input)),
    revokeWall: access.revokeWall.handler(({ input, context }) => revokeWall(services, context, input)),
    readWallLink: access.readWallLink.handler(({ input }) => readWallLink(services, input)),
    setWall: access.setWall.handler(({ input, context }) => setWall(services, context, input)),
    wall: access.wall.handler(async ({ context: { identity } }) => {
      if (identity.role !== "wall")
        throw new AppError("bad_request", "Send the token of a wall link as bearer.");
      const { centerId, id } = identity;
      const settings = await settingsOfWall(services, { center: centerId, wall: id });
      return { centerId, build: services.build, protocol: protocolVersion, settings };
    }),
  };
}
