import { contract } from "@aidc/contract";
import { expect, it } from "vitest";
import { api } from "./queries.ts";

it("every endpoint of the contract is there under its name: the client keeps some names for itself", () => {
  const names = Object.entries(contract).flatMap(([group, endpoints]) =>
    Object.keys(endpoints).map((name) => [group, name] as const),
  );
  const missing = names.filter(([group, name]) => !Reflect.get(Object(Reflect.get(api, group)), name));
  expect(names.length).toBeGreaterThan(100);
  expect(missing).toEqual([]);
});
