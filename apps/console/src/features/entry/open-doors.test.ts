import type { Viewer } from "@aidc/contract";
import { expect, it } from "vitest";
import { nameBrowser } from "./name-browser.ts";
import { openDoors } from "./open-doors.ts";

const nobody: Viewer = {
  kind: "none",
  person: null,
  staffRole: null,
  memberships: [],
  centerId: null,
  signIn: { password: true, oidc: null },
  build: "b",
};
const membership = {
  center: "c1",
  tenant: "t1",
  role: "tenant_member" as const,
  centerName: "C",
  tenantName: "T",
};

it.each([
  [nobody, []],
  [{ ...nobody, kind: "person" as const }, []],
  [{ ...nobody, staffRole: "planner" as const }, ["/reports"]],
  [{ ...nobody, staffRole: "operator" as const }, ["/ops", "/reports"]],
  [{ ...nobody, staffRole: "platform_admin" as const }, ["/ops", "/reports"]],
  [{ ...nobody, memberships: [membership] }, ["/my"]],
  [{ ...nobody, staffRole: "operator" as const, memberships: [membership] }, ["/ops", "/reports", "/my"]],
])("shows only the doors that open", (viewer, doors) => {
  expect(openDoors(viewer)).toEqual(doors);
});

it.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
    "Edge, Windows",
  ],
  ["curl/8.0", null],
  [null, null],
])("names a browser so that its owner knows it: %s", (userAgent, name) => {
  expect(nameBrowser(userAgent)).toBe(name);
});
