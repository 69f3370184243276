import { describe } from "vitest";
import { fuzzEndpoints } from "./fuzz.fixture.ts";

describe("hostile requests to what reads", () => fuzzEndpoints((method) => method === "GET"));
