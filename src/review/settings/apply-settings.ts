import type { Finding } from "../findings/finding";
import { blockAddress } from "../plan/address";
import type { Exception, ReviewSettings } from "./review-settings";

/** Milliseconds from the start of a day to the start of the next. */
const DAY_MS = 86_400_000;

/**
 * Gives the findings the severities of review.yaml, and accepts those that an exception names. An exception
 * that has ended accepts nothing, and the remedy of its finding says so.
 * @param today the later one of the report's clock and the real one, in milliseconds since the epoch.
 */
export function applySettings(
  findings: readonly Finding[],
  { severities = {}, exceptions = [] }: ReviewSettings,
  today: number,
): readonly Finding[] {
  return findings.map((finding) => {
    const severity = severities[finding.code] ?? finding.severity;
    const found = exceptions.filter((one) => isAbout(one, finding));
    const valid = found.find(({ until }) => today < Date.parse(until) + DAY_MS);
    if (valid !== undefined) {
      const { reason, until } = valid;
      return { ...finding, severity: "info" as const, exception: { reason, until } };
    }
    const ended = found.at(-1);
    if (ended === undefined) return { ...finding, severity };
    const remedy = `${finding.remedy} The exception for it ended on ${ended.until}.`;
    return { ...finding, severity, remedy };
  });
}

function isAbout({ code, address }: Exception, finding: Finding): boolean {
  if (code !== finding.code) return false;
  if (address === undefined || address === finding.address) return true;
  return finding.address !== "" && blockAddress(finding.address) === address;
}
