import { noticeAddressSchema, noticeSettingsSchema, severities } from "@aidc/contract";
import { expect, it } from "vitest";
import { addressOf, newDraft, settingsOf, toggled } from "./target-draft.ts";

const draft = { ...newDraft("zh"), name: " Night shift ", url: " https://qyapi.weixin.qq.com/send?key=k " };

it("becomes what the server takes", () => {
  expect(noticeSettingsSchema.parse(settingsOf(draft))).toMatchObject({
    name: "Night shift",
    language: "zh",
    digestMinutes: 5,
    quiet: null,
  });
  expect(noticeAddressSchema.parse(addressOf(draft))).toEqual({
    kind: "wecom",
    url: "https://qyapi.weixin.qq.com/send?key=k",
  });
  const quiet = settingsOf({ ...draft, quietFrom: "22:00", quietTo: "07:00" });
  expect(noticeSettingsSchema.parse(quiet).quiet).toEqual({ from: "22:00", to: "07:00" });
});

it("half of a quiet time is refused, not forgotten", () => {
  const half = settingsOf({ ...draft, quietFrom: "22:00" });
  expect(noticeSettingsSchema.safeParse(half).success).toBe(false);
});

it("an empty address keeps the stored one; a secret goes only where there is one", () => {
  expect(addressOf({ ...draft, url: " " })).toBeUndefined();
  expect(addressOf({ ...draft, secret: "x" })).not.toHaveProperty("secret");
  expect(addressOf({ ...draft, kind: "dingtalk", secret: "SECx" })).toMatchObject({ secret: "SECx" });
  expect(addressOf({ ...draft, kind: "email", to: "a@x.org，b@x.org\n c@x.org" })).toEqual({
    kind: "email",
    to: ["a@x.org", "b@x.org", "c@x.org"],
  });
});

it("a choice keeps the order of the whole", () => {
  expect(toggled(severities, ["warning"], "critical")).toEqual(["critical", "warning"]);
  expect(toggled(severities, ["critical", "warning"], "critical")).toEqual(["warning"]);
});
