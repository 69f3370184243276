import type { reportWorkEn } from "./report-work-en-catalogue.ts";

/** 报告文件的生成过程。 */
export const reportWorkZh: Record<keyof typeof reportWorkEn, string> = {
  "files.title": "文件",
  "files.none": "PDF 和 XLSX 在有人请求时生成，保留一周。",
  "files.progress": "文件生成进度",
  "files.waiting": "等待中，{before, plural, =0 {下一个} other {前面还有 # 个}}",
  "files.step": "第 {at} 步，共 {of} 步：{what}",
  "files.step.read": "读取报告",
  "files.step.draw": "绘制页面",
  "files.step.keep": "保存文件",
  "files.failed": "未能生成：{why}。请重新请求；若再次失败，请将这段文字交给服务器管理员。",
  "files.again.soon": "稍后重试：{why}",
  "files.again": "重新请求",
  "files.kept": "{size}，保留至 {until}",
};
