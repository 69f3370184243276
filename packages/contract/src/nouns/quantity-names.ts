import type { Quantity } from "./quantity.ts";

/** As a point names what it measures; reports and the console say it alike. */
export const quantityNamesZh: Readonly<Record<Quantity, string>> = {
  power: "功率",
  dc_power: "直流功率",
  energy: "电量",
  volume: "水量",
  inlet_temperature: "进风温度",
  outlet_temperature: "出风温度",
  temperature: "温度",
  relative_humidity: "相对湿度",
  dew_point: "露点",
  supply_temperature: "供液温度",
  return_temperature: "回液温度",
  flow: "流量",
  leak: "泄漏",
  utilisation: "利用率",
  kernel_presence: "内核驻留",
  memory_used: "内存占用",
  accelerators_allocated: "已分配加速卡",
  accelerators_active: "活跃加速卡",
  fault_code: "故障码",
  ecc_double_bit: "不可纠正的显存错误",
  throttle_reasons: "降频原因",
};
