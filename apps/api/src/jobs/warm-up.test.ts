import { expect, it } from "vitest";
import { warmUp } from "./warm-up.ts";

/** Reads that end when the test says so. */
function room(centers: readonly string[]) {
  const asked: string[] = [];
  const said: object[] = [];
  const answers: PromiseWithResolvers<unknown>[] = [];
  const end = new AbortController();
  const read = (center: string) => {
    asked.push(center);
    const answer = Promise.withResolvers<unknown>();
    answers.push(answer);
    return answer.promise;
  };
  const log = (_message: string, facts: object) => said.push(facts);
  return { asked, said, answers, end, parts: { centers, read, log }, signal: end.signal };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

it("reads each center, one after the other", async () => {
  const { asked, answers, parts, signal } = room(["a", "b"]);
  const warm = warmUp(parts, signal);
  expect(asked).toEqual(["a"]);
  answers[0]?.resolve({});
  await turn();
  expect(asked).toEqual(["a", "b"]);
  answers[1]?.resolve({});
  expect(await warm).toBe(true);
});

it("has nothing to wait for where there is no center", async () => {
  const { parts, signal } = room([]);
  expect(await warmUp(parts, signal)).toBe(true);
});

it("passes over a center that cannot be read, and says so", async () => {
  const { asked, said, answers, parts, signal } = room(["a", "b"]);
  const warm = warmUp(parts, signal);
  answers[0]?.reject(new Error("no roll-ups"));
  await turn();
  expect(asked).toEqual(["a", "b"]);
  answers[1]?.resolve({});
  expect(await warm).toBe(true);
  expect(said).toEqual([{ center: "a", error: "no roll-ups" }]);
});

it("ends with the server: nothing more is read, said or called warm", async () => {
  const { asked, said, answers, end, parts, signal } = room(["a", "b"]);
  const warm = warmUp(parts, signal);
  end.abort();
  expect(await warm).toBe(false);
  answers[0]?.reject(new Error("the pool has ended"));
  await turn();
  expect(asked).toEqual(["a"]);
  expect(said).toEqual([]);
});

it("keeps no start waiting longer than its time, and reads no further center then", async () => {
  const { asked, answers, parts, signal } = room(["a", "b"]);
  expect(await warmUp({ ...parts, longestMs: 1 }, signal)).toBe(true);
  answers[0]?.resolve({});
  await turn();
  expect(asked).toEqual(["a"]);
});
