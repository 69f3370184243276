import { describe } from "vitest";
import { fuzzEndpoints } from "./fuzz.fixture.ts";

describe("hostile requests to what writes", () => fuzzEndpoints((method) => method !== "GET"));
