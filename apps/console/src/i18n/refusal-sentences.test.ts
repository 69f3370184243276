import { createIntl } from "react-intl";
import { expect, it } from "vitest";
import { catalogues } from "./languages.ts";
import { wordFault } from "./word-fault.ts";

const zh = createIntl({ locale: "zh-CN", messages: catalogues.zh });

/** As the server says them; names, ids and times stay. */
it.each([
  ["The statement of 2026-05 has been issued.", "2026-05 的账单已出具。"],
  ["2026-06 ends at 2026-06-30T16:00:00.000Z.", "2026-06 于 2026-06-30T16:00:00.000Z 结束，此前不能进行。"],
  ["It is not acknowledged yet: acknowledge it before the reset.", "尚未确认：请先确认再复位。"],
  ["It was acknowledged before, by command line.", "此前已由 command line 确认。"],
  ["The request was approved already at 2026-05-01T00:00:00.000Z.", "该申请此前已批准。"],
  ["The request was withdrawn already.", "该申请此前已撤回。"],
  [
    "The request cannot be carried out and stays open. Rack A1 is held by lease l1 from 2026-01-01T00:00:00Z until 2026-02-01T00:00:00Z.",
    "该申请无法执行，仍为待处理。Rack A1 自 2026-01-01T00:00:00Z 至 2026-02-01T00:00:00Z 由租约 l1 持有。",
  ],
  [
    "Leases of accelerators would come to 10 from 2026-01-01T00:00:00Z; 8 are installed, 1 free then.",
    "自 2026-01-01T00:00:00Z 起，加速卡的租约合计将达 10；已安装 8，届时空闲 1。",
  ],
  ["The report is issued, not a draft.", "报告不是草稿（已签发）。"],
  ["This target takes no more messages for 12 s.", "该目标在 12 秒内不再接收消息。"],
  ["Tenant t9 does not exist, or is not yours.", "Tenant t9 不存在，或不属于您。"],
  ["no longer watched", "不再受监视"],
  ["overlaps correction c-1; withdraw that one first", "与更正 c-1 重叠；请先撤回该更正"],
  ["must be after from, or null while no end is known", "必须晚于开始时间；尚无结束时间时请留空"],
  [
    "must be after 2026-01-01T00:00:00Z, where lease l1 ends",
    "必须晚于 2026-01-01T00:00:00Z，即租约 l1 的结束时间",
  ],
  ["Lease l1 goes on as l1.2; renew that one.", "租约 l1 由 l1.2 延续；请续期后者。"],
  [
    "Lease l1 holds rack A1 since 2026-01-01T00:00:00Z; it can end after that at the earliest.",
    "租约 l1 自 2026-01-01T00:00:00Z 起持有 rack A1；最早只能在此之后结束。",
  ],
  ["must be a whole number of rack units", "机柜单元数必须为整数"],
  ["there is no rack A 1 in this center", "本中心没有机柜 A 1"],
  ["is more than 31 days after from", "比开始时间晚 31 天以上"],
  ["lies in the future", "在将来"],
  ["is not after the center's now", "必须晚于中心的当前时间"],
  [
    "is needed where places are named: their alarms are suppressed until then",
    "指定了位置时必须给出：这些位置的告警将抑制到该时间",
  ],
])("%s is told in Chinese", (said, told) => {
  expect(wordFault(zh, said)).toBe(told);
});
