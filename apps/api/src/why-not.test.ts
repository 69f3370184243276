import { mkdirSync } from "node:fs";
import { connect, createServer } from "node:net";
import { expect, it } from "vitest";
import { whyNot } from "./why-not.ts";

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

it("names DATA_DIR when a folder cannot be made", () => {
  const words = whyNot(thrownBy(() => mkdirSync("/dev/null/aidc")));
  expect(words).toMatch(/^The data folder cannot be used \(.*\/dev\/null\/aidc'\)\. Set DATA_DIR to/);
  expect(words).not.toContain("\n");
});

it("names HOST when the address is not ours, and DATABASE_URL when nothing answers", async () => {
  const listening = await new Promise((resolve) =>
    createServer().once("error", resolve).listen(0, "192.0.2.1"),
  );
  expect(whyNot(listening)).toMatch(/EADDRNOTAVAIL.*Set HOST/);
  const refused = await new Promise((resolve) => connect(1, "127.0.0.1").once("error", resolve));
  expect(whyNot(refused)).toMatch(/ECONNREFUSED.*DATABASE_URL/);
});

it("repeats a sentence that was made for people, and shows where a defect of ours lies", () => {
  expect(whyNot(new Error("This PostgreSQL may lose samples."))).toBe("This PostgreSQL may lose samples.");
  expect(whyNot(new TypeError("x is not a function"))).toMatch(/x is not a function\n\s+at /);
});
