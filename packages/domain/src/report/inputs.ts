/**
 * What a report is made from, already read. Figures of the report follow from these alone, so that the same inputs
 * give the same report whoever builds it, when, and on which machine.
 */
import type {
  CenterDocument,
  EconomicScenario,
  FlowKind,
  Grade,
  MeterRole,
  Planned,
  ServiceEvent,
  TariffVersion,
  TenantStanding,
  WindowMs,
} from "@aidc/contract";
import type { SelfGrade } from "../alarms/self-grade.ts";
import type { CardTime } from "../capacity/card-time.ts";
import type { RackLimit, RackLine } from "../capacity/rack-limits.ts";
import type { ServerAbsence } from "../capacity/server-absence.ts";
import type { BalanceSide } from "../corrections/readings.ts";
import type { EnergySpan, UsedStatement } from "../corrections/used.ts";
import type { FlowSplit } from "../energy/flow.ts";
import type { UnmeteredHalls } from "../energy/halls-without-meter.ts";
import type { LimitUse } from "../rack/occupancy.ts";
import type { QueueOwners, QueueWait } from "../service/queue-wait.ts";
import type { BandCost } from "../tariff/price-energy.ts";
import type { HeldAmount } from "../tenancy/lease-holding.ts";
import type { ReportPeriod } from "./period.ts";
import type { ListedStatement } from "./statements.ts";

/** One local day of the energy balance. Integers of mJ and ms; sums over sources. */
export interface EnergyDay {
  readonly window: WindowMs;
  readonly facility: DaySum;
  readonly it: DaySum;
  /** Both sides over the time that every meter of both covers. */
  readonly joint: { readonly facilityMj: bigint; readonly itMj: bigint; readonly coveredMs: number };
  /** Time in which some source of a side was not heard, to the quarter hour; absent: not looked at finer than the day. */
  readonly gaps?: DayGaps;
}

export type DayGaps = Readonly<Partial<Record<"facility" | "it", readonly WindowMs[]>>>;

/** Of several sources: what they add up to, and the time they cover together (n sources cover n x the day). */
export interface DaySum {
  readonly integral: bigint;
  readonly coveredMs: number;
  readonly resets: number;
}

/** Sources that ought to report, and how well they are known. */
export interface Sources {
  readonly count: number;
  readonly grade: Grade;
}

export interface EnergyInputs {
  readonly facility: Sources;
  readonly it: Sources;
  readonly days: readonly EnergyDay[];
  /** What documents state of longer times, and everything that was corrected or stated in the reach. */
  readonly spans: readonly EnergySpan[];
  readonly used: readonly UsedStatement[];
  /** In the period; absent: nobody looked. */
  readonly silences?: readonly RegisterSilence[];
  /**
   * By side, which silences are among them: those over an edge of 5 minutes, with many registers over one of an hour; of a
   * part of the period; none. Absent: nobody looked.
   */
  readonly silencesSeen?: Readonly<Record<BalanceSide, "5m" | "1h" | "part" | "none">>;
}

/** A register was not read and went on counting: the energy of that time is known, and how it spreads over it is not. */
export interface RegisterSilence {
  readonly side: BalanceSide;
  readonly window: WindowMs;
  /** Ids of the meters whose registers it is of; empty: registers of racks or servers. */
  readonly meters: readonly string[];
}

/** Of a meter or a rack of one side what was not heard of the period, its servers' with it. */
export interface SourceGap {
  readonly side: BalanceSide;
  readonly kind: "meter" | "rack";
  readonly id: string;
  /** Its energy is unknown, or a register was silent and went on counting. */
  readonly what: "unknown" | "silent";
  readonly stretches: number;
  readonly lengthMs: number;
  /** From the first of them to the end of the last. */
  readonly window: WindowMs;
}

export interface SourceGaps {
  readonly rows: readonly SourceGap[];
  /** Sides of which there were too many to look at each. */
  readonly notSeen: readonly BalanceSide[];
}

/** One local day of the accelerators, in accelerators x ms. */
export interface HoldingDay {
  readonly window: WindowMs;
  /** In cards: what leases of cards count, and the places given for others. */
  readonly leased: HeldAmount;
  readonly allocated: DaySum;
  readonly active: DaySum;
  /** Allocated over the time that every tenant's count is known. */
  readonly allocation: { readonly allocatedMs: bigint; readonly coveredMs: number };
  /** Active and allocated, tenant by tenant over the time that both counts are known. */
  readonly use: {
    readonly activeMs: bigint;
    readonly allocatedMs: bigint;
    readonly coveredMs: number;
    /** Of all tenants together: time in which none of their counts is expected. */
    readonly idleMs: number;
  };
  /** Contributions of the single tenants, for the rule that keeps each of them unreadable. */
  readonly byTenant: {
    readonly leased: readonly number[];
    readonly allocated: readonly number[];
    readonly active: readonly number[];
  };
}

export interface HoldingInputs {
  readonly leases: Sources;
  readonly allocated: Sources;
  readonly active: Sources;
  /** Tenants that send either count. */
  readonly pairs: Sources;
  /** Active is judged from the accelerators themselves and adds no tenants up. */
  readonly activeByTenant: boolean;
  readonly days: readonly HoldingDay[];
}

/** One local day of the steps of the ladder that accelerators and their servers tell; by model, in ms of each card. */
export interface LadderDay {
  readonly window: WindowMs;
  readonly powered: Readonly<Record<string, CardTime>>;
  readonly healthy: Readonly<Record<string, CardTime>>;
  /** Of the cards that were held for so long how long their activity is known, and what it adds up to. */
  readonly effective: readonly (CardTime & {
    /** null: nothing was assigned, and all accelerators count. */
    readonly tenant: string | null;
    readonly model: string;
    readonly heldMs: number;
  })[];
}

export interface LadderInputs {
  readonly powered: Sources;
  readonly healthy: Sources;
  readonly effective: Sources;
  readonly days: readonly LadderDay[];
}

export interface RackFacts {
  readonly id: string;
  /** Units; null: not known. */
  readonly usableU: number | null;
  readonly usedU: number | null;
  readonly limitW: number | null;
  /** Whether anything in it drew power; null: nothing in it is metered. */
  readonly live: boolean | null;
  /** How long its power is known, the mean of its points; null: nothing is in it and nothing measures it. */
  readonly coveredMs: number | null;
}

/** One metered IT source over a window. */
export interface ItPointFacts {
  readonly id: string;
  readonly integral: bigint;
  readonly coveredMs: number;
}

/** What stands in the racks, over one of the compared windows. */
export interface RackInputs {
  readonly racks: readonly RackFacts[];
  /** Whether any rack has a point that tells its power. */
  readonly isMetered: boolean;
  readonly itPoints: readonly ItPointFacts[];
  readonly itGrade: Grade;
}

/** The racks of a hall over a local day: what they drew and their limits, in W x ms, which are mJ. */
export interface HallDay {
  readonly window: WindowMs;
  readonly use: Readonly<LimitUse>;
}

export interface HallUse {
  readonly hall: string;
  /** As it was called in the period, of one that is gone since; absent: the document has it. */
  readonly name?: string;
  /** Every day of the period. */
  readonly days: readonly HallDay[];
}

/** One local month of issued statements, summed over tenants. */
export interface RevenueMonth {
  readonly month: string;
  /** Billed amounts of each tenant, in minor units. */
  readonly byTenant: readonly bigint[];
  /** Of which a statement is expected. */
  readonly tenants: number;
}

/** Cost of one local month of energy as the tariff makes it; null with why where it cannot be told. */
export interface EnergyCostMonth {
  readonly month: string;
  readonly cost: number | null;
  readonly reason: "no_tariff" | "no_meter" | "no_data" | undefined;
  readonly coverage: number;
  readonly grade: Grade;
  /** By version and band; they add up to the cost. Empty where the cost is not known. */
  readonly bands: readonly BandCost[];
  /** What registers counted in silences across bands: known, and of no band. mJ */
  readonly unbandedMj: bigint;
}

/** Greatest quarter of an hour of a local month; null with why where no quarter is known. */
export interface DemandMonth {
  readonly month: string;
  readonly watts: number | null;
  readonly atMs: number | null;
  readonly reason: "no_meter" | "no_data" | undefined;
  /** Quarters that all meters cover, of those of the month. */
  readonly coverage: number;
  readonly grade: Grade;
  /** Registers, momentary power, or of some meters the one and of some the other; absent: nothing is known. */
  readonly readFrom?: "register" | "power" | "both" | undefined;
}

/** How much the center held from an instant on, as imports left it. */
export interface HeldState {
  readonly atMs: number;
  readonly racks: number;
  /** null: of some rack it is not known. */
  readonly usableU: number | null;
  readonly limitW: number;
  /** Accelerators by model id. */
  readonly models: Readonly<Record<string, number>>;
}

/** A request for accelerators that waited for an answer when the period ended. */
export interface PendingRequest {
  readonly tenant: string;
  /** More than the tenant has; 0 where the request asks for no more accelerators. */
  readonly accelerators: number;
}

/** Energy that a kind of meter saw over one local day, beside the facility's own. */
export interface SideDay {
  readonly window: WindowMs;
  readonly sum: DaySum;
}

export interface SideMeters extends Sources {
  readonly days: readonly SideDay[];
}

/** A level or a part of the energy balance that is told by meters, or by the racks themselves. */
export type FlowSource = Extract<FlowKind, MeterRole | "racks">;

/** The balance of the period by local day, of days only that every meter of it covers wholly. */
export interface FlowInputs {
  /** Whose meters all told something in the period. */
  readonly known: readonly FlowSource[];
  /** Left out, because some of its meters told nothing. */
  readonly silent: readonly { readonly kind: FlowSource; readonly meters: readonly string[] }[];
  readonly grade: Grade;
  readonly daysOfPeriod: number;
  readonly days: readonly {
    readonly window: WindowMs;
    /** mJ */
    readonly energies: Readonly<Partial<Record<FlowSource, bigint>>>;
    /** Who drew it; null: not every rack is covered wholly, or an assignment changed in the middle of the day. */
    readonly split: FlowSplit | null;
  }[];
}

/**
 * A local day, or the days that documents state as one: what meters of a role count, in mJ or mL, and over the time
 * that they and the other side are both known, what each of them is.
 */
export interface PairedDay {
  readonly window: WindowMs;
  readonly kind: "measured" | EnergySpan["kind"];
  readonly own: DaySum;
  readonly joint: { readonly own: bigint; readonly base: bigint; readonly coveredMs: number };
  /** Of its own meters, as of a day of the balance. */
  readonly gaps?: readonly WindowMs[];
}

export interface PairedMeters extends Sources {
  readonly days: readonly PairedDay[];
}

/** The balance at the UPS output, and water beside IT energy there. */
export interface UpsInputs extends EnergyInputs {
  readonly water: PairedMeters;
}

/** What a scheduler tells of its queue. */
export interface QueueInputs {
  /** The time of which jobs are told; null: nobody has told of any. */
  readonly feed: WindowMs | null;
  readonly waits: Readonly<Record<Compared, QueueWait>>;
  /** The database did not add them up in its time: nothing else here says anything. */
  readonly isNotComputed?: true;
  /** Of each local month of each window. */
  readonly months: Readonly<Record<Compared, readonly QueueOwners[]>>;
}

export const comparedWindows = ["current", "previous", "lastYear"] as const;
export type Compared = (typeof comparedWindows)[number];

export interface ReportInputs {
  readonly document: CenterDocument;
  /**
   * Who holds what as it is recorded now, where the document says it as of earlier: samples are those of now, so what is
   * withheld is judged by both. Absent: the document is that of now.
   */
  readonly heldNow?: Pick<CenterDocument, "leases" | "assignments"> | undefined;
  /** Halls that no IT meter reaches; null or absent: none, as far as it can be told. */
  readonly unmetered?: UnmeteredHalls | null;
  /** Ids of racks with servers that no IT meter reaches; absent: none, as far as it can be told. */
  readonly unmeteredRacks?: readonly string[];
  /** Of each rack oldest first what imports said of it; absent or none: all are as they always were. */
  readonly rackLines?: readonly RackLine[];
  /** When servers of the document did not stand there; absent or none: they always did. */
  readonly absences?: readonly ServerAbsence[];
  readonly period: ReportPeriod;
  readonly periods: Readonly<Record<Compared, ReportPeriod>>;
  readonly energy: EnergyInputs;
  /** Absent: nobody looked. */
  readonly sourceGaps?: SourceGaps;
  readonly holdings: HoldingInputs;
  readonly racks: Readonly<Record<Compared, RackInputs>>;
  readonly ladder: Readonly<Record<Compared, LadderInputs>>;
  /** In the order of the document, and then those that are gone since. */
  readonly halls: readonly HallUse[];
  /** By which the halls are told: where racks stood in the period; absent: where they stand. */
  readonly rackLimits?: readonly RackLimit[];
  readonly revenue: readonly RevenueMonth[];
  readonly energyCost: readonly EnergyCostMonth[];
  /** Of the whole facility, whoever supplies it. */
  readonly demand: readonly DemandMonth[];
  /** Of what the grid delivers: the demand charge is owed on it alone. */
  readonly gridDemand: readonly DemandMonth[];
  readonly events: readonly ServiceEvent[];
  /** Corrections, readings and bills of the reach, by id. */
  readonly statements: readonly ListedStatement[];
  readonly tariffs: readonly TariffVersion[];
  /** In force when the period ends. */
  readonly scenario: EconomicScenario | null;
  /** Oldest first. */
  readonly states: readonly HeldState[];
  readonly pending: readonly PendingRequest[];
  /** Class and industry of tenants, in the order they were said. */
  readonly standings: readonly TenantStanding[];
  /** null: the alarm journal has nothing of the window or before it. */
  readonly alarms: Readonly<Record<Compared, SelfGrade | null>>;
  /** On-site generation from the sun. */
  readonly renewable: SideMeters;
  /** What generators gave; part of the facility's energy. */
  readonly backup: SideMeters;
  /** Water brought in, beside IT energy. */
  readonly water: PairedMeters;
  /** The balance with IT energy at the UPS output; null: it is measured there already, or no meter is there. */
  readonly ups: UpsInputs | null;
  /** Grid import alone beside IT energy; null: the grid is all that supplies the facility, or has no factor. */
  readonly grid: PairedMeters | null;
  /** Heat that left the boundary to be used again, beside facility energy. */
  readonly reuse: PairedMeters;
  readonly flow: FlowInputs;
  readonly queue: QueueInputs;
  /** What counts as planned for exactly this period, by figure. */
  readonly planned: readonly Planned[];
  /** Of each kind of input as it was known. */
  readonly origins: readonly {
    readonly kind: string;
    readonly count: number;
    readonly grade: Grade;
    readonly sha256: string;
  }[];
}
