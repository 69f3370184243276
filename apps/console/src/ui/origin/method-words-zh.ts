import type { MethodId } from "@aidc/domain";

interface MethodWords {
  readonly formula: string;
  readonly standard: string;
}

const ownPolicy = "标准未作规定之处，采用本控制台的规则";
const pueText = "ISO/IEC 30134-2、EN 50600-4-2";
const rackText = "上架率有三种定义，各自注明";

/** What the methods table says in English, for readers of Chinese. A new method does not compile without its words. */
export const methodWordsZh: Readonly<Record<MethodId, MethodWords>> = {
  energy: {
    formula:
      "有电能寄存器时取其差值，否则对功率作梯形积分，时段两端插值。超过允许间隔的缺口既不计电量也不计覆盖。各测点以整数毫焦相加。",
    standard: "电能积分依 IEC 62053 电表的做法；缺口与边界规则为本控制台规则",
  },
  facility_energy: {
    formula: "市电输入 + 发电机 + 光伏 − 上网电量，各自为同一时段的电量",
    standard: `${pueText}：跨越数据中心边界的电量，现场发电以其输出计`,
  },
  power_peak: { formula: "各测点插值功率之和的最大值；长时段取其 5 分钟均值", standard: ownPolicy },
  pue: {
    formula:
      "总用电量 / IT 用电量，均取全部电表共同覆盖的时间。共同覆盖 99 % 为有效，95 % 为暂定，更低则不给出。",
    standard: `${pueText}；不足 12 个月为 iPUE`,
  },
  pue_live: {
    formula: "此刻总功率 / IT 功率：仅供参考，不作平均",
    standard: `并非 ${pueText} 意义上的 PUE，后者为电量之比`,
  },
  assigned: { formula: "此刻有效的分配所持有的加速卡数", standard: ownPolicy },
  idle: { formula: "已分配加速卡 − 在用加速卡，不低于 0", standard: ownPolicy },
  held_power: {
    formula:
      "所分配设备的最新功率之和：整柜持有者按机柜电表，其余服务器按其自身电表，共用服务器按所持加速卡占比分摊；无电表的共用服务器按各加速卡",
    standard: ownPolicy,
  },
  held_energy: {
    formula:
      "所分配设备在分配期间的电量：整柜持有者按机柜电表，其余服务器按其自身电表，共用服务器按所持加速卡占比分摊；无电表的共用服务器按各加速卡",
    standard: "电能积分；机柜的计量与共用服务器的分摊与中心电量去向（energy_flow）相同",
  },
  energy_with_overhead: {
    formula: "所分配设备的电量 × 中心同一时段的 PUE",
    standard: `${pueText}；附加能耗按 IT 电量比例分摊`,
  },
  grid_per_it: {
    formula:
      "电网受电量 ÷ IT 电量，取全部电表共同覆盖的时间。共同覆盖率 99 % 为有效，95 % 为暂定，更低则不给出。",
    standard:
      "GHG Protocol 范围二，基于位置：受电量全额计入，有上网电量时亦同；现场光伏或燃料发电不属于电网电量",
  },
  carbon: {
    formula:
      "所分配设备的电量 × 中心同一时段每单位 IT 电量的电网受电量（仅由电网供电时即 PUE）× 电网公布的排放因子（基于位置）",
    standard: "GHG Protocol 范围二，基于位置，与中心的 CUE（ISO/IEC 30134-8）同一口径；因子来源随数据列出",
  },
  energy_price: { formula: "有电价期间的购电费用 ÷ 同期购电量", standard: ownPolicy },
  pue_worth: {
    formula: "IT 电量 × 0.01 × 同期购电均价：IT 电量不变时，PUE 每升高 0.01 的费用",
    standard: ownPolicy,
  },
  power_sum: { formula: "各测点最新功率之和，样本不超过三个采样周期", standard: ownPolicy },
  rack_power_use: {
    formula:
      "机柜功率之和 / 同一批机柜的上限之和，仅计柜内设备全部有数据的时间；无服务器的机柜以 0 W 计；无数据的机柜不计入任何一边，并降低覆盖率",
    standard: rackText,
  },
  rack_occupancy_count: {
    formula: "有运行 IT 设备的机柜 / 已知其状态的机柜；无数据的机柜不计入任何一边，并降低覆盖率",
    standard: rackText,
  },
  rack_occupancy_u: { formula: "已占 U 位 / 可用 U 位", standard: rackText },
  rack_occupancy_power: {
    formula:
      "平均 IT 功率 / 同一批机柜（其 IT 电表均有数据）与空机柜的上限之和；电表无数据不作 0 W，而降低覆盖率",
    standard: rackText,
  },
  rack_power_contracted: {
    formula: "有效的功率租约之和，每份在其持有的机柜间平均分摊",
    standard: ownPolicy,
  },
  rack_power_allocated: { formula: "机柜内各服务器额定功率之和", standard: ownPolicy },
  rack_power_limit: { formula: "清册所载的机柜功率上限", standard: ownPolicy },
  relative_humidity: {
    formula: "进风处传感器的最新相对湿度",
    standard: "ASHRAE TC 9.9：以 IT 进风处的湿度为准",
  },
  dew_point: {
    formula: "由进风温度与相对湿度按 Magnus 公式计算（a = 17.62，b = 243.12）；否则取机柜或机房实测的露点",
    standard: "Magnus 公式，Sonntag 常数",
  },
  loop_reading: { formula: "回路传感器的最新读数", standard: ownPolicy },
  heat_removed: {
    formula: "密度 × 流量 × 比热 ×（回液温度 − 供液温度），常数取自该回路的工质",
    standard: "DMTF Redfish CoolingLoop：工质常数属于回路",
  },
  inlet_temperature: {
    formula: "机柜进风传感器；没有时取其服务器中最热的有效进风",
    standard: "ASHRAE TC 9.9：IT 设备进风温度",
  },
  outlet_temperature: { formula: "机柜出风侧传感器的最新温度", standard: ownPolicy },
  accelerators_installed: { formula: "台账中的加速卡数", standard: ownPolicy },
  lease_hours: {
    formula: "各租约数量 × 租约与时段重叠的时间，求和；不按卡计的租约，按为其指配位置的加速卡 × 指配时间计",
    standard: ownPolicy,
  },
  allocated_hours: { formula: "调度器所持加速卡数对时间的积分；每个计数保持到下一个", standard: ownPolicy },
  active_hours: {
    formula: "活跃加速卡数对时间的积分：取调度器计数，否则取活跃度不低于 5 % 的卡",
    standard: ownPolicy,
  },
  occupancy: { formula: "租用卡时 / 已装卡时", standard: ownPolicy },
  allocation: { formula: "分配卡时 / 已装卡时，取各租户计数均已知的时间", standard: ownPolicy },
  utilisation: { formula: "活跃卡时 / 分配卡时", standard: ownPolicy },
  activity: { formula: "上报活跃度的加速卡的平均值；没有时取服务器", standard: ownPolicy },
  effective: { formula: "全部上报活跃度的加速卡的活跃度之和", standard: ownPolicy },
  powered: { formula: "有功率的服务器中的加速卡", standard: ownPolicy },
  healthy: { formula: "已上电且无故障上报的加速卡", standard: ownPolicy },
  capacity: {
    formula: "各型号数量 × 同一精度的稠密峰值，求和；不同精度从不相加或换算",
    standard: "目录中厂商公布的稠密峰值，各附来源与证据等级",
  },
  energy_cost: {
    formula:
      "按电价版本与时段求和：购电量 × 电价，每个时段只取整一次；随时段浮动的电价部分乘以该时段系数。不含需量电费。",
    standard: "各电价版本所注明的公布文件",
  },
  energy_flow: {
    formula:
      "平衡各级在共同覆盖时间内的电量；某一级未传给下级的部分为其残差。机柜电量（有机柜电表者按机柜电表）归持有者，共用服务器按所持加速卡分摊，与租户自己的电量（held_energy）相同。",
    standard: ownPolicy,
  },
};
