import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AuditEntry } from "@aidc/contract";
import { auditHash, canonicalJson, chainStart } from "@aidc/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { linesOf, verifyAuditFile } from "./audit-file.ts";
import { runCli } from "./run.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

type Unsealed = Omit<AuditEntry, "sha256" | "previousSha256">;

function anEntry(seq: number): Unsealed {
  return {
    seq,
    at: new Date(Date.UTC(2026, 4, 4, 8, 0, seq)).toISOString(),
    actor: { kind: "person", id: `p${seq % 3}`, name: `Person ${seq % 3} 机房` },
    action: "lease.resize",
    outcome: "done",
    center: "c1",
    tenant: seq % 4 === 0 ? null : `t${seq % 4}`,
    subject: `l${seq}`,
    before: { amount: seq },
    after: { amount: seq + 1, note: '\u2028 "quoted"' },
    requestId: `r${seq}`,
  };
}

/** Seals entries into a chain that follows `previous`. */
function chained(entries: readonly Unsealed[], previous = chainStart): AuditEntry[] {
  let last = previous;
  return entries.map((entry) => {
    const unsealed = { ...entry, previousSha256: last };
    last = auditHash(unsealed, sha256);
    return { ...unsealed, sha256: last };
  });
}

const fileOf = (entries: readonly AuditEntry[]): string[] => [
  ...entries.map((entry) => canonicalJson(entry)),
  canonicalJson({ entries: entries.length, head: entries.at(-1)?.sha256 ?? chainStart }),
];

/** Entries up to yesterday, whose head was kept elsewhere, and those of today. */
const length = 16;
const written = 20;
const log = chained(Array.from({ length: written }, (_, i) => anEntry(i + 1)));
const head = log[length - 1]?.sha256 ?? "";
const headNow = log.at(-1)?.sha256 ?? "";

/** The same numbers every time: a tampering that is not found can be looked at. */
function seededRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What an attacker with the file in his hands may do; `first` is the entry that has to be named. */
const tamperings: Record<string, (random: (below: number) => number) => { lines: string[]; first: number }> =
  {
    "edit a field": (random) => {
      const at = random(length);
      const changes: Partial<AuditEntry>[] = [
        { subject: "other" },
        { at: "2020-01-01T00:00:00.000Z" },
        { tenant: "t9" },
        { outcome: "refused" },
        { after: { amount: 10 ** 6 } },
        { actor: { kind: "system", id: null, name: "system" } },
        { requestId: null },
      ];
      const change = changes[random(changes.length)];
      return {
        lines: fileOf(log.map((entry, i) => (i === at ? { ...entry, ...change } : entry))),
        first: at + 1,
      };
    },
    "edit a field and seal the entry again": (random) => {
      const at = random(length);
      const sealed = chained([{ ...anEntry(at + 1), subject: "other" }], log[at]?.previousSha256);
      return {
        lines: fileOf(log.map((entry, i) => (i === at ? (sealed[0] ?? entry) : entry))),
        first: at + 2,
      };
    },
    "change one byte": (random) => {
      const lines = fileOf(log);
      const at = random(length);
      const line = lines[at] ?? "";
      const place = random(line.length);
      const other = line[place] === "x" ? "y" : "x";
      lines[at] = `${line.slice(0, place)}${other}${line.slice(place + 1)}`;
      return { lines, first: at + 1 };
    },
    "add a member that no hash covers": (random) => {
      const lines = fileOf(log);
      const at = random(length);
      lines[at] = (lines[at] ?? "").replace(/}$/, ',"zz":1}');
      return { lines, first: at + 1 };
    },
    "delete entries": (random) => {
      const at = random(length);
      const count = 1 + random(Math.min(5, length - at));
      return { lines: fileOf(log.toSpliced(at, count)), first: at + 1 };
    },
    "swap two entries": (random) => {
      const [a, b] = [random(length / 2), length / 2 + random(length / 2)];
      const [one, two] = [log[a], log[b]];
      if (!one || !two) throw new Error("no such entry");
      return { lines: fileOf(log.with(a, two).with(b, one)), first: a + 1 };
    },
    "insert an entry": (random) => {
      const at = random(length);
      const forged = chained(
        [anEntry(at + 1)].map((entry) => ({ ...entry, subject: "forged" })),
        log[at]?.previousSha256,
      );
      return { lines: fileOf(log.toSpliced(at, 0, ...forged)), first: at + 2 };
    },
    "repeat an entry": (random) => {
      const at = random(length);
      const entry = log[at];
      return { lines: fileOf(entry ? log.toSpliced(at, 0, entry) : log), first: at + 2 };
    },
    "cut the tail and make the last line fit": (random) => {
      const left = random(length);
      return { lines: fileOf(log.slice(0, left)), first: left + 1 };
    },
    "cut the file": (random) => {
      const left = random(length);
      // Cut inside the entries: the line that stands last is taken for the one with the head.
      return { lines: fileOf(log).slice(0, left), first: Math.max(left, 1) };
    },
    "write the chain anew from an entry on": (random) => {
      const at = random(length);
      const kept = log.slice(0, at);
      const forged = Array.from({ length: written - at }, (_, i) => ({
        ...anEntry(at + i + 1),
        subject: "forged",
      }));
      return { lines: fileOf([...kept, ...chained(forged, kept.at(-1)?.sha256)]), first: written + 1 };
    },
    "change the last line": (random) => {
      const last =
        random(2) === 0 ? { entries: written, head: sha256("x") } : { entries: written - 1, head: headNow };
      return { lines: [...fileOf(log).slice(0, -1), canonicalJson(last)], first: written + 1 };
    },
  };

describe("verifying an exported audit log", () => {
  it("accepts what was exported, also against the head of an earlier day", () => {
    const whole = { ok: true, entries: written, head: headNow };
    expect(verifyAuditFile(fileOf(log), undefined)).toEqual(whole);
    expect(verifyAuditFile(fileOf(log), head)).toEqual(whole);
    expect(verifyAuditFile(fileOf(log), log[9]?.sha256)).toMatchObject({ ok: true });
    expect(verifyAuditFile(fileOf([]), undefined)).toEqual({ ok: true, entries: 0, head: chainStart });
  });

  it.each(Object.entries(tamperings))(
    "finds every one of 84 random ways to %s by yesterday's head, and names the entry",
    (_, tamper) => {
      const missed = Array.from({ length: 84 }, (_, seed) => {
        const { lines, first } = tamper(seededRandom((seed + 1) * 7919));
        const verdict = verifyAuditFile(lines, head);
        return !verdict.ok && verdict.seq === first ? [] : { seed, first, verdict };
      });
      expect(missed.flat()).toEqual([]);
    },
  );

  it("tries 1,000 of them", () => {
    expect(Object.keys(tamperings).length * 84).toBeGreaterThanOrEqual(1000);
  });

  it("tells nothing of a rebuilt tail without a head that was kept: that is what the head is for", () => {
    expect(verifyAuditFile(fileOf(log.slice(0, 10)), undefined)).toMatchObject({ ok: true, entries: 10 });
  });
});

describe("aidc audit verify", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "aidc-audit-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = async (...args: string[]) => {
    const said = { out: "", error: "" };
    const terminal = {
      stdout: (text: string) => {
        said.out += text;
      },
      stderr: (text: string) => {
        said.error += text;
      },
      isTerminal: false,
    };
    const code = await runCli(["audit", "verify", ...args], { dataDir: folder, workDir: folder }, terminal);
    return { code, ...said };
  };

  it("needs no server; 0 and the head, or 1 and the first bad entry", async () => {
    writeFileSync(join(folder, "good.jsonl"), `${fileOf(log).join("\n")}\n`);
    expect(await run("good.jsonl", "--head", head)).toEqual({
      code: 0,
      out: `${JSON.stringify({ entries: written, head: headNow })}\n`,
      error: "",
    });
    const lines = fileOf(log.map((entry) => (entry.seq === 13 ? { ...entry, subject: "x" } : entry)));
    writeFileSync(join(folder, "bad.jsonl"), lines.join("\n"));
    const bad = await run("bad.jsonl");
    expect(bad.code).toBe(1);
    expect(bad.error).toContain("entry 13 was changed after it was written");
    expect(await run("good.jsonl", "--head", "yesterday")).toMatchObject({ code: 2 });
    expect(await run("absent.jsonl")).toMatchObject({ code: 1 });
  });

  it("reads lines over the edges of its blocks", () => {
    const path = join(folder, "long.jsonl");
    const lines = Array.from({ length: 3_000 }, (_, i) => `${i} ${"机".repeat(i % 700)}`);
    writeFileSync(path, lines.join("\n"));
    expect([...linesOf(path)]).toEqual(lines);
  });
});
