/**
 * The story of the demo center, as constants: what stands where, who leases it and how they behave. The machines'
 * powers follow measured anchors (8 x H100: 2.6 kW idle, 6.9 kW in training); institutions are invented.
 */
import type { IndustrySection, TenantClass } from "@aidc/contract";

export const seed = 20_260_101;
export const demoCenterId = "demo";

/** One kind of server and the rack it comes in. Powers at the plug, W. */
export interface Kit {
  readonly model: string;
  readonly heightU: number;
  readonly idleW: number;
  readonly loadedW: number;
  readonly ratedW: number;
  readonly cardIdleW: number;
  readonly cardLoadedW: number;
  readonly rackLimitW: number;
  readonly liquid: boolean;
}
export const cardsPerServer = 8;
export const serversPerRack = 4;
/** Switches, fans and controllers of a rack that has servers. */
export const rackBaseW = 280;

export const kits = {
  h100: {
    model: "h100-sxm",
    heightU: 8,
    idleW: 2600,
    loadedW: 7150,
    ratedW: 10_200,
    cardIdleW: 75,
    cardLoadedW: 640,
    rackLimitW: 40_000,
    liquid: true,
  },
  h20: {
    model: "h20",
    heightU: 8,
    idleW: 1700,
    loadedW: 4700,
    ratedW: 6500,
    cardIdleW: 60,
    cardLoadedW: 370,
    rackLimitW: 26_000,
    liquid: true,
  },
  ascend: {
    model: "ascend-910b3",
    heightU: 7,
    idleW: 1350,
    loadedW: 4150,
    ratedW: 5600,
    cardIdleW: 70,
    cardLoadedW: 335,
    rackLimitW: 22_000,
    liquid: false,
  },
  mlu: {
    model: "mlu590",
    heightU: 6,
    idleW: 1150,
    loadedW: 3600,
    ratedW: 5000,
    cardIdleW: 55,
    cardLoadedW: 300,
    rackLimitW: 20_000,
    liquid: false,
  },
  kunlun: {
    model: "kunlun-p800",
    heightU: 7,
    idleW: 1250,
    loadedW: 3900,
    ratedW: 5200,
    cardIdleW: 60,
    cardLoadedW: 320,
    rackLimitW: 20_000,
    liquid: false,
  },
  hygon: {
    model: "hygon-k100-ai",
    heightU: 6,
    idleW: 1100,
    loadedW: 3700,
    ratedW: 5000,
    cardIdleW: 55,
    cardLoadedW: 330,
    rackLimitW: 20_000,
    liquid: false,
  },
  metax: {
    model: "metax-c500-oam",
    heightU: 6,
    idleW: 1300,
    loadedW: 4300,
    ratedW: 5800,
    cardIdleW: 65,
    cardLoadedW: 400,
    rackLimitW: 22_000,
    liquid: false,
  },
} as const satisfies Record<string, Kit>;
export type KitId = keyof typeof kits;

/** 20 racks a hall, in two rows; `null` are racks that stand empty. */
export const hallPlans: readonly {
  id: string;
  name: string;
  zones: readonly (readonly [KitId | null, number])[];
}[] = [
  {
    id: "A",
    name: "Hall A, liquid cooled",
    zones: [
      ["h100", 12],
      ["h20", 8],
    ],
  },
  {
    id: "B",
    name: "Hall B",
    zones: [
      ["ascend", 8],
      ["mlu", 6],
      ["kunlun", 6],
    ],
  },
  {
    id: "C",
    name: "Hall C, half empty",
    zones: [
      ["hygon", 5],
      ["metax", 5],
      [null, 10],
    ],
  },
];
export const racksPerRow = 10;

/** Runs close to its breaker, in a bad place of the air stream. */
export const hotRack = { id: "B-07", limitW: 17_200, extraCelsius: 6.5 } as const;

/** Says nothing for three hours of a night about ten days before the anchor. Its register went on counting. */
export const silentMeter = { id: "grid-b", daysBefore: 10, fromHour: 3, hours: 3 } as const;

/** The current transformer of one busway reads a fifth low since the second midnight before the anchor. */
export const badTransformer = { feed: "C1-B", reads: 0.8, daysBefore: 2 } as const;

export type Habit = "training" | "inference" | "research" | "batch" | "idle" | "full";

/** `racks` are held whole, `servers` card by card, the last one only as far as the amount goes. */
export interface Contract {
  readonly id: string;
  readonly kit: KitId;
  readonly cards: number;
  readonly racks: readonly string[];
  readonly servers?: readonly string[];
  readonly sinceDays: number;
  readonly forDays: number | null;
}
export interface TenantStory {
  readonly id: string;
  readonly name: string;
  readonly nameZh: string;
  /** Absent: the operator has not stated them. */
  readonly class?: TenantClass;
  readonly industry?: IndustrySection;
  readonly habit: Habit;
  readonly contracts: readonly Contract[];
}

/** The one that pays for cards which do next to nothing, and the one at 98 % of its lease. */
export const idleTenant = "xinghe-media";
export const fullTenant = "tianshu-risk";

const contract = (
  id: string,
  kit: KitId,
  cards: number,
  sinceDays: number,
  forDays: number | null,
  racks: string[],
  servers?: string[],
): Contract => ({
  id,
  kit,
  cards,
  sinceDays,
  forDays,
  racks,
  ...(servers ? { servers } : {}),
});

export const tenantStories: readonly TenantStory[] = [
  {
    id: "orion-models",
    name: "Orion Foundation Models",
    nameZh: "猎户大模型",
    class: "commercial",
    industry: "I",
    habit: "training",
    contracts: [contract("orion-h100", "h100", 256, 420, 730, span("A", 1, 8))],
  },
  {
    id: "lanhai-speech",
    name: "Lanhai Speech Laboratory",
    nameZh: "澜海语音实验室",
    class: "commercial",
    industry: "M",
    habit: "training",
    contracts: [contract("lanhai-h100", "h100", 64, 300, 400, span("A", 9, 10))],
  },
  {
    id: "city-traffic",
    name: "City Traffic Brain Office",
    nameZh: "城市交通大脑办公室",
    class: "public",
    industry: "S",
    habit: "inference",
    contracts: [contract("traffic-h100", "h100", 32, 380, null, span("A", 11, 11))],
  },
  {
    id: "qinghe-university",
    name: "Qinghe University Computing Center",
    nameZh: "清河大学计算中心",
    class: "public",
    industry: "P",
    habit: "research",
    contracts: [
      contract("qinghe-h100", "h100", 16, 210, 365, [], ["A-12-1", "A-12-2"]),
      contract("qinghe-metax", "metax", 32, 60, 365, span("C", 6, 6)),
    ],
  },
  {
    id: "yunfan-driving",
    name: "Yunfan Autonomous Driving",
    nameZh: "云帆智驾",
    class: "commercial",
    industry: "C",
    habit: "training",
    contracts: [contract("yunfan-h20", "h20", 128, 250, 365, span("A", 13, 16))],
  },
  {
    id: "meridian-weather",
    name: "Meridian Weather Service",
    nameZh: "子午气象服务",
    class: "public",
    industry: "M",
    habit: "batch",
    contracts: [contract("meridian-h20", "h20", 64, 400, null, span("A", 17, 18))],
  },
  {
    id: "hongta-bio",
    name: "Hongta Bioscience",
    nameZh: "鸿塔生命科学",
    class: "commercial",
    industry: "M",
    habit: "research",
    contracts: [contract("hongta-ascend", "ascend", 128, 330, 540, span("B", 1, 4))],
  },
  {
    id: "language-corpus",
    name: "Provincial Language Corpus",
    nameZh: "省级语料中心",
    class: "own",
    industry: "I",
    habit: "training",
    contracts: [contract("corpus-ascend", "ascend", 96, 180, 365, span("B", 5, 7))],
  },
  {
    id: idleTenant,
    name: "Xinghe Media Rendering",
    nameZh: "星河视觉渲染",
    class: "own",
    industry: "R",
    habit: "idle",
    contracts: [contract("xinghe-mlu", "mlu", 96, 120, 365, span("B", 9, 11))],
  },
  {
    id: "beichen-vision",
    name: "Beichen Industrial Vision",
    nameZh: "北辰工业视觉",
    class: "commercial",
    industry: "C",
    habit: "inference",
    contracts: [contract("beichen-mlu", "mlu", 64, 160, 365, span("B", 12, 13))],
  },
  {
    id: fullTenant,
    name: "Tianshu Financial Risk",
    nameZh: "天枢金融风控",
    class: "commercial",
    industry: "J",
    habit: "full",
    contracts: [
      contract("tianshu-kunlun", "kunlun", 150, 270, 400, span("B", 15, 18), ["B-19-1", "B-19-2", "B-19-3"]),
    ],
  },
  {
    id: "woye-agri",
    name: "Woye Smart Agriculture",
    nameZh: "沃野农业智能",
    habit: "inference",
    contracts: [contract("agri-hygon", "hygon", 96, 90, 365, span("C", 1, 3))],
  },
];

function span(hall: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => rackId(hall, first + index));
}
export function rackId(hall: string, number: number): string {
  return `${hall}-${String(number).padStart(2, "0")}`;
}
