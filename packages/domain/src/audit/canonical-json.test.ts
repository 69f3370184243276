import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

test("keys stand in one order, what is absent is left out, and what a list lacks is null", () => {
  const value = {
    b: [1, undefined, null],
    a: { z: true, y: undefined, '"': "é\n" },
    n: 12345678901234567890n,
  };
  expect(canonicalJson(value)).toBe(
    '{"a":{"\\"":"é\\n","z":true},"b":[1,null,null],"n":"12345678901234567890"}',
  );
});

test("numbers are written as JavaScript prints them, and what is none has no form", () => {
  expect(canonicalJson([1e21, 1e-7, -0, 0.1 + 0.2])).toBe("[1e+21,1e-7,0,0.30000000000000004]");
  expect(canonicalJson(undefined)).toBe("null");
  for (const none of [Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => canonicalJson({ none })).toThrow(RangeError);
});

test("keys are told apart by code units and not by letters of a language", () => {
  expect(canonicalJson({ ä: 1, z: 2, Z: 3, "10": 4, "9": 5 })).toBe('{"10":4,"9":5,"Z":3,"z":2,"ä":1}');
});

test("a text is written as JSON.stringify writes it, as a value and as a key, whatever it holds", () => {
  const units = fc.array(fc.nat(0xffff), { maxLength: 80 });
  const texts = units.map((codes) => String.fromCharCode(...codes));
  fc.assert(
    fc.property(fc.oneof(texts, fc.string()), (text) => {
      expect(canonicalJson(text)).toBe(JSON.stringify(text));
      expect(canonicalJson({ [text]: [text] })).toBe(JSON.stringify({ [text]: [text] }));
    }),
  );
});
