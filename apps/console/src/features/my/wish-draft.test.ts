import type { Lease } from "@aidc/contract";
import { expect, it } from "vitest";
import type { WishDraft } from "./wish-draft.ts";
import { readWish } from "./wish-draft.ts";

const zone = "Asia/Shanghai";
const lease: Lease = {
  id: "l1",
  tenant: "t1",
  resource: "power_w",
  amount: 20_000,
  from: "2026-01-01T00:00:00Z",
  to: null,
  grade: "metered",
  terms: "commitment",
};
const draft: WishDraft = {
  kind: "new",
  lease: "",
  resource: "accelerators",
  model: "h20",
  amount: "8",
  from: "2026-06-01",
  to: "",
};
const read = (changes: Partial<WishDraft>) => readWish({ ...draft, ...changes }, [lease], zone);

it("a new lease begins at the center's midnight", () => {
  const wish = {
    kind: "new",
    resource: "accelerators",
    model: "h20",
    amount: 8,
    from: "2026-05-31T16:00:00.000Z",
  };
  expect(read({})).toEqual({ ...wish, to: null });
});
it("kW in the field are W on the wire, for the lease's own resource", () => {
  expect(read({ kind: "resize", lease: "l1", amount: "30" })).toMatchObject({ amount: 30_000 });
  expect(read({ resource: "power_w", amount: "1.5" })).toMatchObject({ amount: 1_500 });
});
it("any model is no model", () => expect(read({ model: "" })).not.toHaveProperty("model"));
it("ends and renewals name the lease and a day", () => {
  expect(read({ kind: "end", lease: "l1" })).toEqual({
    kind: "end",
    lease: "l1",
    at: "2026-05-31T16:00:00.000Z",
  });
  expect(read({ kind: "renew", lease: "l1" })).toEqual({ kind: "renew", lease: "l1", to: null });
});
it.each([
  { amount: "" },
  { amount: "0" },
  { amount: "-4" },
  { from: "" },
  { to: "2026-02-31" },
  { kind: "resize" as const, lease: "somebody-elses" },
])("is no wish yet: %j", (changes) => expect(read(changes)).toBeNull());
