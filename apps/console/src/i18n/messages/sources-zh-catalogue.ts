import type { sourcesEn } from "./sources-en-catalogue.ts";

export const sourcesZh: Readonly<Record<keyof typeof sourcesEn, string>> = {
  "sources.ended": "录制已结束",
  "sources.bind": "绑定",
  "sources.bind.seems": "推测为",
  "sources.bind.unsure": "无法确定，或已有测量",
  "sources.bind.meaning": "{kind} {id}：{quantity}，以 {unit} 发送",
  "sources.bind.one": "绑定为{what}",
  "sources.bind.all": "绑定该指标的全部序列",
  "sources.bind.all.about": "{metric} 的每条未识别序列，按其标签 {label} 所指对象绑定",
  "sources.bind.choose": "指定…",
  "sources.bind.choose.of": "指定 {series} 的测量对象",
  "sources.bind.done": "已绑定：{what}。其样本即刻计入，此前发送的也计入。",
  "sources.bind.all.done":
    "{metric}：已绑定 {bound} 条序列{left, plural, =0 {} other {；其余 # 条未绑定，标签所指未知或已有测量}}。",
  "sources.bind.title": "这条序列测量什么？",
  "sources.bind.kind": "对象类型",
  "sources.bind.id": "资产清单中的编号",
  "sources.bind.id.slot": "服务器:槽位，槽位从 0 起",
  "sources.bind.quantity": "测量量",
  "sources.bind.unit": "发送单位",
  "sources.bind.unit.hint": "数据源发送时使用的单位",
  "sources.unit.ratio": "0 至 1",
  "sources.unit.count": "个",
  "sources.unit.code": "代码",
  "sources.unmatched.about": "这些序列已保存，但在指明其测量对象之前不计入任何数字。绑定操作会写入日志。",
};
