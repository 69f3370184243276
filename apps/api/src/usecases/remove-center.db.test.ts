import { aCenterDocument } from "@aidc/testkit";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import type { TestServer } from "../test-server.fixture.ts";
import { startTestServer } from "../test-server.fixture.ts";
import { removeCenter } from "./remove-center.ts";
import type { Services } from "./services.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const document = aCenterDocument();
  const { status, text } = await server.call("/api/centers/import", {
    method: "POST",
    headers: server.credentials.admin,
    body: { ...document, center: { ...document.center, id: "p1", origin: "replay" } },
  });
  expect([status, text]).toEqual([200, text]);
});
afterAll(() => server.close());

const caller = { requestId: null, identity: { role: "admin" } } as const;
const fails = () => Promise.reject(new Error("broke off"));

it.each<[string, (services: Services) => Partial<Services>]>([
  ["that could not be shut", ({ intake }) => ({ intake: { ...intake, shut: fails } })],
  [
    "whose rows could not be deleted",
    ({ inventory }) => ({ inventory: { ...inventory, removeCenter: fails } }),
  ],
])("a center %s is worked on again and let in", async (_, change) => {
  const { services } = server;
  const told: string[] = [];
  onTestFinished(services.directory.onChange((centerId) => told.push(centerId)));
  const isOpen: boolean[] = [];
  const { intake } = services;
  const watched = {
    ...intake,
    shut: async (centerId: string) => {
      const reopen = await intake.shut(centerId);
      return () => {
        reopen();
        isOpen.push(true);
      };
    },
  };
  const own = { ...services, intake: watched };
  await expect(removeCenter({ ...own, ...change(own) }, caller, "p1")).rejects.toThrow("broke off");
  expect(told).toEqual(["p1"]);
  expect(isOpen).toEqual(change(own).intake ? [] : [true]);
  expect(await services.directory.find("p1")).not.toBeNull();
});

it("a center that is removed is no more", async () => {
  const { services } = server;
  expect(await removeCenter(services, caller, "p1")).toEqual({ center: "p1", rowsLeft: 0 });
  expect(await services.directory.find("p1")).toBeNull();
});
