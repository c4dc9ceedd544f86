/**
 * NODE_OPTIONS loads this into the measured process. At its end it writes its largest memory, in megabytes,
 * to the file that BENCH_USAGE names.
 */
import { writeFileSync } from "node:fs";

const { BENCH_USAGE } = process.env;

if (BENCH_USAGE !== undefined) {
  process.on("exit", () => writeFileSync(BENCH_USAGE, String(process.resourceUsage().maxRSS / 1024)));
}
