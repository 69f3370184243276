import type { screensEn } from "./screens-en-catalogue.ts";

export const screensZh: Readonly<Record<keyof typeof screensEn, string>> = {
  "screens.page": "大屏",
  "screens.keys": "前往大屏",
  "screens.what": "链接仅供显示。每块屏幕每十秒上报其画面；静止超过 30 秒即告警。",
  "screens.none": "尚无大屏链接",
  "screens.new": "新建大屏链接",
  "screens.name.hint": "屏幕所在位置，例如：监控室左侧。",
  "screens.revoke.sure": "显示“{name}”的屏幕将在一秒内变黑。撤销后的链接无法恢复。",
  "screens.state.drawing": "正在刷新",
  "screens.state.late": "延迟",
  "screens.state.frozen": "已停止刷新",
  "screens.state.silent": "无屏幕",
  "screens.state.revoked": "已撤销",
  "screens.column.created": "创建时间",
  "screens.column.picture": "最近画面",
  "screens.column.frames": "每秒帧数",
  "screens.column.heap": "堆内存",
  "screens.column.build": "构建",
  "screens.column.deeds": "链接操作",
  "screens.build.other": "与服务器不同",
};
