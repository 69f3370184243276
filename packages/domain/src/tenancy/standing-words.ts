/**
 * What is stated of a tenant, in both languages. Industries: sections of GB/T 4754-2017, Industrial classification for
 * national economic activities (国民经济行业分类), table 1; the English names follow the National Bureau of Statistics.
 */
import type { IndustrySection, TenantClass, Worded } from "@aidc/contract";

export const classWords: Readonly<Record<TenantClass, Worded>> = {
  public: { en: "Public", zh: "公共" },
  own: { en: "Own use", zh: "自用" },
  commercial: { en: "Commercial", zh: "商业" },
};

export const industryWords: Readonly<Record<IndustrySection, Worded>> = {
  A: { en: "Agriculture, forestry, animal husbandry and fishery", zh: "农、林、牧、渔业" },
  B: { en: "Mining", zh: "采矿业" },
  C: { en: "Manufacturing", zh: "制造业" },
  D: {
    en: "Production and supply of electricity, heat, gas and water",
    zh: "电力、热力、燃气及水生产和供应业",
  },
  E: { en: "Construction", zh: "建筑业" },
  F: { en: "Wholesale and retail trades", zh: "批发和零售业" },
  G: { en: "Transport, storage and post", zh: "交通运输、仓储和邮政业" },
  H: { en: "Hotels and catering services", zh: "住宿和餐饮业" },
  I: {
    en: "Information transmission, software and information technology",
    zh: "信息传输、软件和信息技术服务业",
  },
  J: { en: "Financial intermediation", zh: "金融业" },
  K: { en: "Real estate", zh: "房地产业" },
  L: { en: "Leasing and business services", zh: "租赁和商务服务业" },
  M: { en: "Scientific research and technical services", zh: "科学研究和技术服务业" },
  N: {
    en: "Management of water conservancy, environment and public facilities",
    zh: "水利、环境和公共设施管理业",
  },
  O: { en: "Services to households, repair and other services", zh: "居民服务、修理和其他服务业" },
  P: { en: "Education", zh: "教育" },
  Q: { en: "Health and social service", zh: "卫生和社会工作" },
  R: { en: "Culture, sports and entertainment", zh: "文化、体育和娱乐业" },
  S: {
    en: "Public management, social security and social organisations",
    zh: "公共管理、社会保障和社会组织",
  },
  T: { en: "International organisations", zh: "国际组织" },
};

/** Of a tenant of which nobody said it. */
export const notStatedWords: Worded = { en: "not stated", zh: "未登记" };
