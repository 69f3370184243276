/**
 * What a new center begins with, as data: an operator changes them, and each change is a new version. Few on purpose:
 * an alarm asks for a response. Sources: standards 1.6 (ASHRAE TC 9.9, class A1: recommended up to 27, allowable up to
 * 32 degrees at the inlet, bounds inclusive), 4.2 (60 s for temperatures), 4.3 (severities).
 */
import type { AlarmRule } from "@aidc/contract";

/** Sensors tell tenths: the first value that is above a limit which itself is still allowed. */
const tenth = 0.1;

const inlet = (limitC: number): AlarmRule["condition"] => ({
  kind: "limit",
  subjectKind: "rack",
  quantity: "inlet_temperature",
  side: "above",
  raiseAt: limitC + tenth,
  deadBand: 1 + tenth,
});

export const defaultAlarmRules: readonly AlarmRule[] = [
  {
    id: "inlet-above-allowable",
    name: "Inlet above the allowable temperature",
    nameZh: "进风温度超过允许上限",
    severity: "critical",
    condition: inlet(32),
    onDelayS: 60,
    offDelayS: 60,
  },
  {
    id: "inlet-above-recommended",
    name: "Inlet above the recommended temperature",
    nameZh: "进风温度超过推荐上限",
    severity: "minor",
    condition: inlet(27),
    onDelayS: 300,
    offDelayS: 60,
  },
  {
    id: "rack-over-limit",
    name: "Rack reaches its power limit",
    nameZh: "机柜功率达到上限",
    severity: "critical",
    condition: { kind: "rack_share", raiseAt: 1, deadBand: 0.02 },
    onDelayS: 15,
    offDelayS: 60,
  },
  {
    id: "rack-near-limit",
    name: "Rack near its power limit",
    nameZh: "机柜功率接近上限",
    severity: "warning",
    condition: { kind: "rack_share", raiseAt: 0.9, deadBand: 0.02 },
    onDelayS: 60,
    offDelayS: 60,
  },
  {
    id: "accelerator-fault",
    name: "Accelerator fault",
    nameZh: "加速卡故障",
    severity: "major",
    condition: { kind: "fault" },
    onDelayS: 0,
    offDelayS: 60,
  },
  {
    id: "source-lost",
    name: "Source sends nothing",
    nameZh: "数据源中断",
    severity: "major",
    condition: { kind: "source_lost", cadences: 3 },
    onDelayS: 15,
    offDelayS: 15,
  },
  {
    id: "rack-silent",
    name: "Everything in a rack is silent",
    nameZh: "整柜无数据",
    severity: "major",
    condition: { kind: "silent", subjectKind: "rack", cadences: 3 },
    onDelayS: 30,
    offDelayS: 30,
  },
  {
    id: "server-silent",
    name: "Server is silent",
    nameZh: "服务器无数据",
    severity: "minor",
    condition: { kind: "silent", subjectKind: "server", cadences: 3 },
    onDelayS: 30,
    offDelayS: 30,
  },
  {
    id: "wall-frozen",
    name: "Wall stopped drawing",
    nameZh: "大屏停止刷新",
    severity: "minor",
    condition: { kind: "wall_frozen" },
    onDelayS: 0,
    offDelayS: 0,
  },
  {
    id: "alert-critical",
    name: "Alert of another system, critical",
    nameZh: "外部告警：严重",
    severity: "critical",
    condition: {
      kind: "external",
      severityLabels: ["critical", "emergency", "page", "fatal", "disaster"],
      others: false,
    },
    onDelayS: 0,
    offDelayS: 0,
  },
  {
    id: "alert-major",
    name: "Alert of another system, major",
    nameZh: "外部告警：重要",
    severity: "major",
    condition: {
      kind: "external",
      severityLabels: ["major", "error", "high"],
      others: false,
    },
    onDelayS: 0,
    offDelayS: 0,
  },
  {
    id: "alert-minor",
    name: "Alert of another system, minor",
    nameZh: "外部告警：次要",
    severity: "minor",
    condition: {
      kind: "external",
      severityLabels: ["minor", "medium", "average"],
      others: false,
    },
    onDelayS: 0,
    offDelayS: 0,
  },
  {
    id: "alert-warning",
    name: "Alert of another system",
    nameZh: "外部告警",
    severity: "warning",
    condition: {
      kind: "external",
      severityLabels: ["warning", "warn", "low"],
      others: true,
    },
    onDelayS: 0,
    offDelayS: 0,
  },
];
