import { describeFormer, describeOther, describeToken } from "../facts/describe-token";
import { type ApiIntegration, joinFacts, type SlotFacts } from "../facts/slot-facts";
import { type Moment, slotTokens } from "../facts/slot-standing";
import type { StateSlot } from "../state/state-slot";
import { findingsOf } from "./findings";
import type { SlotReport, StatusReport, Verdict } from "./report";

/** What a report is made from. One of the two sources is there at least. */
export interface StatusInput extends Moment {
  readonly slots: readonly StateSlot[] | null;
  readonly integrations: readonly ApiIntegration[] | null;
}

/** Says where each token stands at a moment. Pure: the same input gives the same report. */
export function statusReport({ slots, integrations, ...moment }: StatusInput): StatusReport {
  const reports = joinFacts(slots, integrations).map((facts) => slotReport(facts, moment));
  // A watch on the wrong state would stay green for ever.
  const isStateWithoutSlot = slots !== null && slots.length === 0;
  return {
    formatVersion: "1.0",
    verdict: isStateWithoutSlot ? "attention" : worst(reports.map(({ verdict }) => verdict)),
    at: new Date(moment.at).toISOString(),
    sources: [
      ...(slots === null ? [] : ["state" as const]),
      ...(integrations === null ? [] : ["api" as const]),
    ],
    slots: reports,
  };
}

function slotReport(facts: SlotFacts, moment: Moment): SlotReport {
  const tokens = slotTokens(facts, moment);
  const unjudged = {
    address: facts.slot?.address ?? null,
    integrationId: facts.integrationId,
    integrationName: facts.api?.name ?? null,
    standing: tokens.standing,
    token: describeToken(facts, tokens),
    formerToken: describeFormer(facts, tokens, moment),
    otherToken: tokens.other === null ? null : describeOther(tokens.other),
  };
  const findings = [...findingsOf(unjudged, moment.at)];
  const verdicts = findings.map(({ severity }) => (severity === "info" ? "clean" : severity));
  return { ...unjudged, verdict: worst(verdicts), findings };
}

function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("blocked")) return "blocked";
  return verdicts.includes("attention") ? "attention" : "clean";
}
