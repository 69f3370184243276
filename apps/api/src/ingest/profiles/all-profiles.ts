import { aidcProfile } from "./aidc.ts";
import { dcgmExporterProfile } from "./dcgm-exporter.ts";
import { nodeExporterProfile } from "./node-exporter.ts";
import type { Profile } from "./profile.ts";

export const allProfiles: readonly Profile[] = [aidcProfile, dcgmExporterProfile, nodeExporterProfile];
