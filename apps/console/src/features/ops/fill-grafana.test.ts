import { expect, it } from "vitest";
import { fillGrafana } from "./fill-grafana.ts";

const place = {
  center: "c1",
  rack: "R 7&x=1",
  from: "2026-05-01T00:00:00Z",
  to: "2026-05-01T01:00:00.000Z",
};

it("carries center, rack and the time in milliseconds, and lets no name change the address", () => {
  const template = "https://g.example/d/a?var-center={center}&var-rack={rack}&from={from}&to={to}";
  expect(fillGrafana(template, place)).toBe(
    "https://g.example/d/a?var-center=c1&var-rack=R%207%26x%3D1&from=1777593600000&to=1777597200000",
  );
});
it("leaves a placeholder that nobody knows as it is", () => {
  expect(fillGrafana("https://g.example/{other}", place)).toBe("https://g.example/{other}");
});
it("shows every rack where the page is about none", () => {
  expect(fillGrafana("https://g.example/?var-rack={rack}", { ...place, rack: "" })).toBe(
    "https://g.example/?var-rack=%24__all",
  );
});
