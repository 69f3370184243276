import { expect, it } from "vitest";
import { ribbonPath } from "./ribbon-path.ts";

it("a ribbon keeps its thickness from one end to the other and closes", () => {
  const path = ribbonPath({ from: "grid", to: "ups", x0: 10, y0: 0, x1: 30, y1: 40, height: 5 });
  expect(path).toBe("M10 0C20 0 20 40 30 40L30 45C20 45 20 5 10 5Z");
});
