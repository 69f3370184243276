import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "@aidc/contract";
import { canonicalJson, contentHashes, sealHash } from "@aidc/domain";
import { aReportContent } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyReportFile } from "./report-file.ts";
import { runCli } from "./run.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

function aKey() {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const { x = "" } = publicKey.export({ format: "jwk" });
  return { privateKey, raw: Buffer.from(x, "base64url").toString("base64") };
}
const ours = aKey();
const theirs = aKey();

const start = "0".repeat(64);
const length = 6;

const hashesOf = (content: Report["content"]) => {
  const { contentSha256, parts } = contentHashes(content, sha256);
  return { contentSha256, parts };
};

function aReport(seq: number, revenue = seq * 100): Omit<Report, "seal"> {
  const content = aReportContent({ revenue });
  const month = `2026-${String((seq % 12) + 1).padStart(2, "0")}`;
  return {
    id: `00000000-0000-4000-8000-${String(seq).padStart(12, "0")}`,
    number: `c1-${month}-${seq}`,
    version: seq,
    status: "issued",
    supersedes: null,
    asKnownAt: null,
    draftedAt: "2026-06-01T00:00:00.000Z",
    draftedBy: "A",
    reviewer: "B",
    issuer: "A",
    reviewedAt: "2026-06-02T00:00:00.000Z",
    issuedAt: "2026-06-03T00:00:00.000Z",
    ...hashesOf(content),
    restatement: [{ figure: "economics.revenue", old: 1, new: revenue, cause: "late data", author: "A" }],
    content,
  };
}

/** Seals reports into a chain that follows `previous`. */
function chained(
  reports: readonly Omit<Report, "seal">[],
  previous = start,
  firstSeq = 1,
  key = ours,
): Report[] {
  let last = previous;
  return reports.map((report, at) => {
    const link = { seq: firstSeq + at, previousHash: last };
    last = sealHash({ ...report, seal: link }, sha256);
    const signature = sign(null, Buffer.from(last), key.privateKey).toString("base64");
    return { ...report, seal: { ...link, hash: last, signature, publicKey: key.raw } };
  });
}

/** Of a report that nobody touched the line is made once. */
const lines = new WeakMap<Report, string>();
const lineOf = (report: Report): string => {
  const line = lines.get(report) ?? canonicalJson(report);
  lines.set(report, line);
  return line;
};

const linesOf = (reports: readonly Report[]): string[] => [
  ...reports.map(lineOf),
  canonicalJson({ reports: reports.length, head: reports.at(-1)?.seal?.hash ?? start }),
];
const bytesOf = (lines: readonly string[]) => Buffer.from(`${lines.join("\n")}\n`);

const stored = chained(Array.from({ length }, (_, at) => aReport(at + 1)));
const head = stored.at(-1)?.seal?.hash ?? "";

/** The same numbers every time: a tampering that is not found can be looked at. */
function seededRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
type Random = (below: number) => number;

const edits: readonly ((report: Report) => Report)[] = [
  (report) => ({ ...report, issuer: "C" }),
  (report) => ({ ...report, reviewer: "C" }),
  (report) => ({ ...report, number: "c1-2026-09-9" }),
  (report) => ({ ...report, issuedAt: "2020-01-01T00:00:00.000Z" }),
  (report) => ({ ...report, version: report.version + 1 }),
  (report) => ({ ...report, status: "superseded" }),
  (report) => ({ ...report, restatement: [] }),
  (report) => ({ ...report, contentSha256: sha256("x") }),
  (report) => ({ ...report, content: aReportContent({ revenue: 1e9 }) }),
  (report) => ({ ...report, content: { ...report.content, headline: { en: "x", zh: "x" } } }),
  (report) => ({ ...report, content: { ...report.content, findings: [] } }),
];
const resealed = (report: Report): Report => {
  const content = aReportContent({ revenue: 1e9 });
  return { ...report, content, ...hashesOf(content) };
};

/** What somebody with the stored reports in his hands may do, with and without a key of his own. */
const tamperings: Record<string, (random: Random) => string[]> = {
  "edit a field": (random) => {
    const at = random(length);
    const edit = edits[random(edits.length)];
    return linesOf(stored.map((report, i) => (i === at && edit ? edit(report) : report)));
  },
  "edit the content and make its hashes fit": (random) => {
    const at = random(length);
    return linesOf(stored.map((report, i) => (i === at ? resealed(report) : report)));
  },
  "edit and seal again with another key": (random) => {
    const at = random(length);
    const [own] = stored.slice(at, at + 1);
    const sealed = own ? chained([resealed(own)], own.seal?.previousHash, at + 1, theirs) : [];
    return linesOf(stored.map((report, i) => (i === at ? (sealed[0] ?? report) : report)));
  },
  "change one byte": (random) => {
    const lines = linesOf(stored);
    const at = random(length);
    const line = lines[at] ?? "";
    const place = random(line.length);
    const other = line[place] === "x" ? "y" : "x";
    lines[at] = `${line.slice(0, place)}${other}${line.slice(place + 1)}`;
    return lines;
  },
  "add a member that no hash covers": (random) => {
    const lines = linesOf(stored);
    const at = random(length);
    lines[at] = (lines[at] ?? "").replace(/}$/, ',"zz":1}');
    return lines;
  },
  "delete reports": (random) => {
    const at = random(length - 1);
    return linesOf(stored.toSpliced(at, 1 + random(Math.min(5, length - 1 - at))));
  },
  "swap two reports": (random) => {
    const [a, b] = [random(length / 2), length / 2 + random(length / 2)];
    const [one, two] = [stored[a], stored[b]];
    return one && two ? linesOf(stored.with(a, two).with(b, one)) : [];
  },
  "insert or repeat a report": (random) => {
    const at = random(length);
    const before = stored[at];
    const forged =
      random(2) === 0 ? chained([aReport(99)], before?.seal?.previousHash, at + 1, theirs) : [before];
    return linesOf(stored.toSpliced(at, 0, ...forged.flatMap((one) => one ?? [])));
  },
  "cut the tail and make the last line fit": (random) => linesOf(stored.slice(0, random(length))),
  "write the chain anew from a report on": (random) => {
    const at = random(length);
    const kept = stored.slice(0, at);
    const forged = Array.from({ length: length - at }, (_, i) => aReport(at + i + 1, 7));
    return linesOf([...kept, ...chained(forged, kept.at(-1)?.seal?.hash, at + 1, theirs)]);
  },
};

describe("verifying reports", () => {
  it("accepts what was exported, also against an earlier head, and one report alone", () => {
    expect(verifyReportFile(bytesOf(linesOf(stored)), { head, key: ours.raw })).toMatchObject({
      ok: true,
      facts: { reports: length, head },
    });
    const early = stored[3]?.seal?.hash;
    expect(verifyReportFile(bytesOf(linesOf(stored)), { head: early, key: undefined }).ok).toBe(true);
    const one = Buffer.from(`${canonicalJson(stored[3])}\n`);
    expect(verifyReportFile(one, { head: early, key: ours.raw })).toMatchObject({ ok: true });
    expect(verifyReportFile(bytesOf(linesOf([])), { head: undefined, key: undefined }).ok).toBe(true);
  });

  it.each(Object.entries(tamperings))("finds every one of 100 random ways to %s", (_, tamper) => {
    const found = Array.from({ length: 100 }, (_, seed) => {
      const lines = tamper(seededRandom((seed + 1) * 7919));
      return verifyReportFile(bytesOf(lines), { head, key: undefined }).ok;
    });
    expect(found.filter((ok) => ok)).toEqual([]);
  });

  it("names the part of one report that was changed", () => {
    const [report] = stored;
    if (!report) throw new Error("no report");
    const told = (changed: Report) => {
      const verdict = verifyReportFile(Buffer.from(canonicalJson(changed)), {
        head: undefined,
        key: undefined,
      });
      return verdict.ok ? "" : verdict.what;
    };
    const { content } = report;
    const figures = content.figures.map((one) => ({ ...one, figure: { ...one.figure, value: 1 } }));
    expect(told({ ...report, content: { ...content, figures } })).toContain(
      "figure economics.revenue was changed",
    );
    expect(
      told({
        ...report,
        content: {
          ...content,
          gaps: [{ what: content.headline, from: report.draftedAt, to: report.draftedAt }],
        },
      }),
    ).toMatch(/gaps was changed/);
    const pretty = `${JSON.stringify(report, null, 2)}\n`;
    expect(verifyReportFile(Buffer.from(pretty), { head: undefined, key: undefined })).toMatchObject({
      what: expect.stringMatching(
        /^the file is not in the form in which it was issued: its lines or spaces differ/,
      ),
    });
    expect(told({ ...report, issuer: "C" })).toContain("the seal does not fit");
    expect(told({ ...report, software: "9", supersedes: "c1-2026-01-1" })).toMatch(
      /version, supersedes, software, .* restatement/,
    );
    const [line] = report.restatement;
    if (!line) throw new Error("no restatement");
    expect(told({ ...report, restatement: [{ ...line, new: 9 }] })).toContain(
      "restatement of economics.revenue was changed",
    );
    expect(told({ ...report, version: 7 })).toContain("number or version was changed");
    expect(told(chained([report], start, 1, theirs)[0] ?? report)).toBe("");
    const foreign = Buffer.from(canonicalJson(chained([report], start, 1, theirs)[0]));
    expect(verifyReportFile(foreign, { head: undefined, key: ours.raw })).toMatchObject({
      ok: false,
      what: "the seal was made with another key",
    });
  });
});

describe("a file that was saved by another program", () => {
  const [report] = stored;
  if (!report) throw new Error("no report");
  const { content } = report;
  const figures = content.figures.map((one) => ({ ...one, figure: { ...one.figure, value: 1.2 } }));
  const edited = { ...report, content: { ...content, figures } };
  const told = (bytes: Buffer) => {
    const verdict = verifyReportFile(bytes, { head: undefined, key: undefined });
    return verdict.ok ? "" : verdict.what;
  };

  it("differs in form, and what was changed in it is named all the same", () => {
    const what = told(Buffer.from(JSON.stringify(edited, null, 2)));
    expect(what).toContain("is not in the form in which it was issued");
    expect(what).toContain("figure economics.revenue was changed");
    expect(told(Buffer.from(JSON.stringify(report, null, 2)))).not.toContain("was changed");
  });

  it("says so of a report in a chain too, and of which", () => {
    const lines = linesOf(stored).with(0, JSON.stringify(edited));
    expect(told(bytesOf(lines))).toMatch(
      /^report 1 is not in the form.*figure economics.revenue was changed/,
    );
  });

  it("of a number with more digits than it was issued with says which figure", () => {
    const line = lineOf(report).replace(
      '"unit":"CNY","value":100}',
      '"unit":"CNY","value":101.00000000000000001}',
    );
    expect(line).not.toBe(lineOf(report));
    expect(told(Buffer.from(line))).toContain("figure economics.revenue was changed");
  });
});

describe("a draft of a newer server that an older one issued", () => {
  const software = "0.2.0+33f487d";
  const named = (report: Report): Report => ({ ...report, software });
  const free = { head: undefined, key: undefined };
  const told = (report: Report) => verifyReportFile(Buffer.from(canonicalJson(report)), free);

  it("holds, and is said to have a program that is not sealed", () => {
    const [first, ...rest] = stored;
    if (!first) throw new Error("no report");
    expect(told(named(first))).toMatchObject({ ok: true, facts: { programNotSealed: [first.number] } });
    expect(
      verifyReportFile(bytesOf(linesOf([named(first), ...rest])), { head, key: ours.raw }),
    ).toMatchObject({
      ok: true,
      facts: { reports: length, programNotSealed: [first.number] },
    });
    expect(told(named({ ...first, issuer: "C" }))).toMatchObject({ ok: false });
  });

  it("is not what a sealed program looks like that somebody changed or took away", () => {
    const [sealed] = chained([{ ...aReport(1), software }]);
    if (!sealed) throw new Error("no report");
    const { software: _none, ...without } = sealed;
    const whole = told(sealed);
    expect(whole.ok && "programNotSealed" in whole.facts).toBe(false);
    expect(whole.ok).toBe(true);
    for (const changed of [{ ...sealed, software: "9" }, without])
      expect(told(changed)).toMatchObject({
        ok: false,
        what: expect.stringContaining("the seal does not fit"),
      });
  });
});

describe("aidc report verify", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "aidc-report-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("needs no server; 0 and the facts, or 1 and what was changed, or 2 for wrong use", async () => {
    writeFileSync(join(folder, "good.jsonl"), bytesOf(linesOf(stored)));
    writeFileSync(join(folder, "cut.jsonl"), bytesOf(linesOf(stored.slice(0, 5))));
    const said = { out: "", error: "" };
    const run = (...args: string[]) =>
      runCli(
        ["report", "verify", ...args],
        { dataDir: folder, workDir: folder },
        {
          stdout: (text) => {
            said.out += text;
          },
          stderr: (text) => {
            said.error += text;
          },
          isTerminal: false,
        },
      );
    expect(await run("good.jsonl", "--head", head)).toBe(0);
    expect(said.out).toContain(`"reports":${length}`);
    expect(said.out).toContain('"signer":"checked"');
    expect(said.error).toBe("");
    expect(await run("cut.jsonl", "--head", head)).toBe(1);
    expect(said.error).toContain("the chain ends before the head that was kept elsewhere");
    expect(await run("good.jsonl", "--head", "yesterday")).toBe(2);
    expect(await run("absent.jsonl")).toBe(1);
    // A file made anew and signed by a stranger agrees with itself: that alone must not read as proof.
    writeFileSync(
      join(folder, "forged.json"),
      canonicalJson(chained(stored.slice(0, 1), start, 1, theirs)[0]),
    );
    said.error = "";
    expect(await run("forged.json")).toBe(0);
    expect(said.out).toContain('"signer":"not checked"');
    expect(said.error).toContain("who signed it was not checked");
    expect(await run("forged.json", "--key", ours.raw)).toBe(1);
  });
});

it.each([
  ["an XLSX", Buffer.from("PK\u0003\u0004", "latin1")],
  ["a CSV", Buffer.from("\ufeffid,value\n")],
])("says of %s that it carries no seal, not that it was changed", (_, bytes) => {
  expect(verifyReportFile(bytes, { head: undefined, key: undefined })).toEqual({
    ok: false,
    what: "CSV and XLSX carry no seal; verify the PDF or the JSON of the report",
  });
});
