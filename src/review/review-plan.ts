import { type Finding, graver, SEVERITIES, type Severity } from "./findings/finding";
import type { OnlyKind, Review } from "./findings/rule";
import { runRules } from "./findings/run-rules";
import type { LiveAnswers } from "./live/answers";
import { maskPeople } from "./people/mask";
import type { Plan } from "./plan/plan";
import type { LoggedWarning } from "./plan/read-log";
import { countPeople } from "./report/count-people";
import { listObjects } from "./report/list-objects";
import type { Report, Verdict } from "./report/report";
import { ALL_RULES } from "./rules/all-rules";
import { applySettings } from "./settings/apply-settings";
import { scheduleMs } from "./settings/read-settings";
import type { ReviewSettings } from "./settings/review-settings";
import { signInImpacts } from "./world/impacts";
import { buildWorlds } from "./world/worlds";

/** What a review is made of. */
export interface ReviewParts {
  readonly plan: Plan;
  readonly live: LiveAnswers | null;
  readonly warnings: readonly LoggedWarning[];
  readonly settings: ReviewSettings;
  /** The only kind of change that the plan may hold; null when it may hold any. */
  readonly only: OnlyKind | null;
  /** The clock of the report (RFC 3339); that of the plan when it is null. */
  readonly now: string | null;
  /** The real time, in milliseconds since the epoch. Only exceptions are judged by it. */
  readonly today: number;
  /** Whether names of people in the plan are shown in full. */
  readonly showPeople: boolean;
}

const VERDICTS: Readonly<Record<Severity, Verdict>> = {
  info: "clean",
  attention: "attention",
  blocked: "blocked",
};

/** Reviews a plan. The same parts give the same report, byte for byte. */
export function reviewPlan(parts: ReviewParts): Report {
  const { plan, live, warnings, settings, only } = parts;
  const worlds = buildWorlds(plan, live);
  const clock = parts.now ?? plan.timestamp;
  const now = clock === null ? null : Date.parse(clock);
  const { impacts, totals } = signInImpacts(worlds, live);
  const review: Review = {
    plan,
    live,
    warnings,
    only,
    worlds,
    impacts,
    totals,
    now,
    scheduleMs: scheduleMs(settings),
  };
  const today = Math.max(now ?? 0, parts.today);
  const findings = [...applySettings(runRules(ALL_RULES, review), settings, today)].sort(inOrder);
  const worst = findings.reduce<Severity>((one, { severity }) => graver(one, severity), "info");
  const report: Report = {
    formatVersion: "1.0",
    verdict: VERDICTS[worst],
    findings: findings.map((finding) => ({
      ...finding,
      instances: [...finding.instances],
      samples: [...finding.samples],
    })),
    people: countPeople(review),
    changes: { all: { ...plan.counts }, own: { ...plan.ownCounts } },
    objects: listObjects(plan),
    notes: notesOf(review, findings),
  };
  return masked(report, (text) => plan.secrets(parts.showPeople ? text : maskPeople(text)));
}

function notesOf({ live }: Review, findings: readonly Finding[]): string[] {
  const isCounted = findings.some(
    ({ counts }) => counts.people !== undefined || counts.atLeast !== undefined,
  );
  if (!isCounted) return [];
  return live === null
    ? ["People were not counted: run the review with --live to count them."]
    : ["Numbers of people include disabled identities."];
}

/** The gravest first, then by address and code. */
function inOrder(one: Finding, other: Finding): number {
  return (
    SEVERITIES.indexOf(other.severity) - SEVERITIES.indexOf(one.severity) ||
    compare(one.address, other.address) ||
    compare(one.code, other.code) ||
    compare(one.effect, other.effect)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Masks every text of a report but the words of its own. */
function masked(report: Report, mask: (text: string) => string): Report {
  return {
    ...report,
    findings: report.findings.map((finding) => ({
      ...finding,
      address: mask(finding.address),
      instances: finding.instances.map(mask),
      effect: mask(finding.effect),
      remedy: mask(finding.remedy),
      // The server masks the values of its samples. This keeps a server that does not from showing people.
      samples: finding.samples.map(({ what, before, after }) => ({
        what,
        before: before === null ? null : mask(maskPeople(before)),
        after: after === null ? null : mask(maskPeople(after)),
      })),
    })),
    objects: report.objects.map((object) => ({
      ...object,
      address: mask(object.address),
      previousAddress: object.previousAddress === null ? null : mask(object.previousAddress),
      attributes: object.attributes.map((attribute) => ({
        ...attribute,
        path: mask(attribute.path),
        before: mask(attribute.before),
        after: mask(attribute.after),
      })),
    })),
  };
}
