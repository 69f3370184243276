/**
 * The built-in accelerator catalogue: dense peaks in TFLOPS (INT8 in TOPS), FP64 vector. null is "not published or
 * not supported"; quoted ranges and weaker evidence stand in the note. A center's document may add or replace a
 * model. Source: standards 2.1; tiers A vendor datasheet relayed, B press table, C open catalogue, D other third
 * party, F measured, M memory.
 */
import type { AcceleratorModel } from "@aidc/contract";

const sourceOfTier = {
  A: "Vendor datasheet, relayed by a maintained public comparison (2026-08)",
  B: "Specification table in the press",
  C: "Open catalogue (2026-06) quoting vendor or industry figures",
  D: "Other third party",
  F: "FlagPerf results (2025-11), declared or measured",
  M: "From memory, not verified",
} as const;

/** No value has been superseded yet, so the first edition holds for all of the past. */
const firstEdition = "2017-01-01";

type Peak = number | null;

function model(
  id: string,
  name: string,
  maker: string,
  [fp16, fp8, int8, fp64]: readonly [Peak, Peak, Peak, Peak],
  memoryGb: number | null,
  powerW: number | null,
  evidence: keyof typeof sourceOfTier,
  note = "",
): AcceleratorModel {
  return {
    id,
    name,
    maker,
    densePeakTflops: { fp16, fp8, int8, fp64 },
    memoryGb,
    powerW,
    evidence,
    source: sourceOfTier[evidence],
    effectiveFrom: firstEdition,
    ...(note ? { note } : {}),
  };
}

export const catalogue: readonly AcceleratorModel[] = [
  model("v100-sxm2-16", "V100 SXM2 16 GB", "NVIDIA", [125, null, 62, 7.8], 16, 300, "C", "FP16 only, no BF16. INT8 and FP64 from memory (M)"),
  model("v100-sxm2-32", "V100 SXM2 32 GB", "NVIDIA", [125, null, 62, 7.8], 32, 300, "C", "FP16 only, no BF16. INT8 and FP64 from memory (M)"),
  model("v100-pcie", "V100 PCIe", "NVIDIA", [112, null, null, 7.0], null, 250, "C", "FP16 only, no BF16. Sold with 16 and 32 GB. FP64 and power from memory (M)"),
  model("a100-sxm-40", "A100 SXM 40 GB", "NVIDIA", [312, null, 624, 9.7], 40, 400, "A", "FP64 matrix 19.5. Power from memory (M)"),
  model("a100-pcie-40", "A100 PCIe 40 GB", "NVIDIA", [312, null, 624, 9.7], 40, 250, "A", "FP64 matrix 19.5. Power from memory (M)"),
  model("a100-sxm-80", "A100 SXM 80 GB", "NVIDIA", [312, null, 624, 9.7], 80, 400, "A", "FP64 matrix 19.5"),
  model("a100-pcie-80", "A100 PCIe 80 GB", "NVIDIA", [312, null, 624, 9.7], 80, 300, "A", "FP64 matrix 19.5"),
  model("a800-80", "A800 80 GB", "NVIDIA", [312, null, 624, 9.7], 80, 400, "D", "FP64 matrix 19.5. NVLink cut only. Power from memory (M)"),
  model("h100-sxm", "H100 SXM", "NVIDIA", [989, 1979, 1979, 34], 80, 700, "A", "FP64 matrix 67. 1979 is quoted for BF16 in public: that is the sparse figure"),
  model("h100-pcie", "H100 PCIe", "NVIDIA", [756, 1513, 1513, 26], 80, 350, "A", "FP64 matrix 51; FP64 from memory (M)"),
  model("h800-sxm", "H800 SXM", "NVIDIA", [989, 1979, 1979, 1], 80, 700, "C", "NVLink 400 GB/s. FP8, INT8, FP64 and power from memory (M)"),
  model("h20", "H20", "NVIDIA", [148, 296, 296, 1], 96, 400, "B", "Evidence B and D"),
  model("h200", "H200", "NVIDIA", [989, 1979, 1979, 34], 141, 700, "A", "FP64 matrix 67; FP64 from memory (M)"),
  model("b200", "B200", "NVIDIA", [2250, 4500, 4500, 37], 180, 1000, "A", "FP64 37 to 40 quoted, from memory (M). Memory 192 in evidence C"),
  model("gb200", "GB200, one GPU of the superchip's two", "NVIDIA", [2500, 5000, 5000, 40], 186, 1200, "A", "Count 2 for each superchip. FP64 from memory (M)"),
  model("l40s", "L40S", "NVIDIA", [362, 733, 733, 1.4], 48, 350, "A", "FP64 from memory (M). 1466 is quoted for FP8 in public: that is the sparse figure"),
  model("l20", "L20", "NVIDIA", [119.5, 239, 239, null], 48, 275, "B", "Power from memory (M)"),
  model("mi250x", "Instinct MI250X", "AMD", [383, null, 383, 47.9], 128, 500, "A", "FP64 matrix 95.7; FP64 from memory (M). Peak power 560"),
  model("mi300x", "Instinct MI300X", "AMD", [1307, 2615, 2615, 81.7], 192, 750, "A", "FP64 matrix 163.4; FP64 from memory (M). 2614 is quoted for BF16 in public: that is the sparse figure"),
  model("ascend-910a", "Ascend 910 (A)", "Huawei", [256, null, 512, null], 32, 310, "D", "FP16 256; BF16 not documented. Power 310 announced, 350 design"),
  model("ascend-910b1", "Ascend 910B1", "Huawei", [414, null, null, null], 64, 350, "C", "INT8 about twice FP16, not published. Power 350 declared, 364.5 measured (F)"),
  model("ascend-910b2", "Ascend 910B2", "Huawei", [376, null, null, null], 64, 350, "C", "INT8 about twice FP16, not published. Power 350 declared, 364.5 measured (F)"),
  model("ascend-910b3", "Ascend 910B3", "Huawei", [313, null, null, null], 64, 350, "C", "INT8 608.6 measured, FP16 313.2 measured on Atlas 800T A2 (F). Power 350 declared, 364.5 measured (F)"),
  model("ascend-910b4", "Ascend 910B4", "Huawei", [280, null, null, null], 32, 350, "C", "INT8 about twice FP16, not published. Power 350 declared, 364.5 measured (F)"),
  model("ascend-910c", "Ascend 910C, module of two dies", "Huawei", [781.25, null, 1600, null], 128, null, "D", "300 PFLOPS / 384; 780 and 800 also quoted. Power 310, 350 and 700 quoted, so not stated"),
  model("ascend-310p", "Ascend 310P, one chip", "Huawei", [70, null, 140, null], null, null, "C", "Halved from the Duo card with 2 chips (140). Memory 24 to 48 GB LPDDR4X. Power 150 for a Duo card from memory (M)"),
  model("mlu290-m5", "MLU290-M5", "Cambricon", [null, null, 512, null], 32, 350, "D", "FP16 not published; 64 quoted. INT8 and memory from memory (M); INT4 1024; memory 64 quoted"),
  model("mlu370-x8", "MLU370-X8", "Cambricon", [96, null, 256, null], 48, 250, "D", "FP16 48 in evidence C"),
  model("mlu370-x4", "MLU370-X4", "Cambricon", [96, null, 256, null], 24, 150, "D", "FP16 48 in evidence C"),
  model("mlu590", "MLU590", "Cambricon", [314, null, 628, null], 80, null, "C", "FP16 256 and 512 quoted. INT8 evidence D. Memory 64 and 96 quoted. Power 250 and 350 quoted, so not stated"),
  model("kunlun-r200", "Kunlun R200", "Kunlunxin", [128, null, 256, null], 32, 150, "C", "Memory 16 quoted. Power from memory (M)"),
  model("kunlun-p800", "Kunlun P800", "Kunlunxin", [345, null, null, null], 96, null, "C", "FP16 partly inferred. FP8: evidence C says yes, D no"),
  model("hygon-z100", "Z100", "Hygon", [180, null, null, 10.8], 32, 350, "C", "FP16 96 quoted"),
  model("hygon-k100-ai", "K100-AI", "Hygon", [192, null, 392, null], 64, 350, "C", "INT8 evidence D"),
  model("biren-br100", "BR100", "Biren", [1024, null, 2048, null], 64, 550, "C", "BF16 256 quoted"),
  model("biren-br104", "BR104", "Biren", [512, null, 1024, null], 32, 300, "C", "BF16 128 quoted. INT8 from memory (M)"),
  model("iluvatar-bi-v100", "BI-V100", "Iluvatar CoreX", [147, null, 295, null], 32, 250, "C", "FP16 95 quoted"),
  model("iluvatar-bi-v150", "BI-V150", "Iluvatar CoreX", [192, null, 384, null], 64, 350, "F", "FP16 192 declared, 196.5 measured, 240 quoted. INT8 and memory from memory (M)"),
  model("enflame-t20", "CloudBlazer T20", "Enflame", [128, null, 256, null], 32, 300, "M", "All values from memory (M); FP16 192 quoted"),
  model("enflame-t21", "CloudBlazer T21", "Enflame", [160, null, 320, null], 32, 300, "M", "All values from memory (M); FP16 192 quoted"),
  model("enflame-s60", "S60", "Enflame", [null, null, null, null], 48, null, "D", "No peak published. Memory evidence D"),
  model("mtt-s4000", "MTT S4000", "Moore Threads", [100, null, 200, null], 48, 450, "C", "Evidence C and D"),
  model("metax-c500-oam", "C500 OAM", "MetaX", [280, null, 560, null], 64, 450, "C", "FP16 128 quoted. INT8 evidence D"),
  model("metax-c500-pcie", "C500 PCIe", "MetaX", [240, null, null, null], 64, 350, "C", "FP16 128 quoted"),
  model("tpu-v4", "TPU v4", "Google", [275, null, 275, null], 32, null, "A", "Power not published"),
  model("tpu-v5e", "TPU v5e", "Google", [197, null, 394, null], 16, null, "A", "Power not published"),
  model("tpu-v5p", "TPU v5p", "Google", [459, null, 918, null], 95, null, "A", "Power not published"),
  model("gaudi2", "Gaudi 2", "Intel", [432, 865, null, null], 96, 600, "A"),
  model("gaudi3", "Gaudi 3", "Intel", [1677, 1677, null, null], 128, 900, "A", "White paper gives 1835 at a clock that was not shipped"),
];
