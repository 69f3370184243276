import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const repositoryRoot = fileURLToPath(new URL("../../..", import.meta.url));

/** The only reader of the environment in the testkit. */
export const testConfig = {
  /** Tests run on this server when it is set, else on an embedded one of their own. */
  databaseUrl: process.env.DATABASE_URL,
  /** Tenant transactions that run while connections are cut under them; 5,000 is the full size. */
  fenceTransactions: Number(process.env.AIDC_TEST_FENCE_TRANSACTIONS ?? 500),
  /** Times that the PDF of one issued report is drawn anew; 100 is the full size. */
  pdfDrawings: Number(process.env.AIDC_TEST_PDF_DRAWINGS ?? 2),
  dataFolder: process.env.AIDC_TEST_DATA ?? join(repositoryRoot, "..", "shared", "data"),
} as const;

/** Folder of a recorded data set, or null where it is absent: the test then skips and says so. */
export function testData(name: string): string | null {
  const folder = join(testConfig.dataFolder, name);
  return existsSync(folder) ? folder : null;
}
