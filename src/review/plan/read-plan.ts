import { parse } from "../../contract/parse";
import { blockAddress } from "./address";
import { countChanges } from "./count-changes";
import { findSecrets } from "./find-secrets";
import { listOf, objectOf } from "./loose";
import type { Action, FailedCheck, Plan, PlannedChange } from "./plan";
import { PlanError } from "./plan-error";
import { type PlanJson, planJson, type ResourceChangeJson } from "./plan-json";
import { readReferences } from "./references";
import { secretMask } from "./secrets";
import { isValues, type Json, joinValue, type Values } from "./values";

const OWN_TYPE = /^netfoundry_/;
const FORMAT = /^1\./;

/**
 * Reads the JSON of a plan (`terraform show -json`, `tofu show -json`). Throws PlanError when the text is
 * something else, or a format that this version does not know.
 */
export function readPlan(text: string): Plan {
  const json = checkedPlan(text);
  const changes = json.resource_changes ?? [];
  const drift = json.resource_drift ?? [];
  return {
    terraformVersion: json.terraform_version ?? "",
    timestamp: json.timestamp ?? null,
    isErrored: json.errored === true,
    partial: partOf(json),
    isRefreshOnly: isRefreshOnly(json),
    changes: changes.filter(isOwn).map(plannedChange),
    otherChanges: changes.filter(isOther).map(plannedChange),
    outputs: Object.entries(json.output_changes ?? {}).map(([name, change]) => ({
      name,
      action: actionOf(change.actions),
      before: joinValue(change.before as Json, undefined, change.before_sensitive),
      after: joinValue(change.after as Json, change.after_unknown, change.after_sensitive),
    })),
    calledActions: (json.action_invocations ?? []).map(({ address }) => address),
    drift: drift.filter(isOwn).map(plannedChange),
    counts: countChanges(changes),
    ownCounts: countChanges(changes.filter(isOwn)),
    insecureProviders: insecureProviders(json.configuration),
    failedChecks: failedChecks(json.checks),
    references: readReferences(json.configuration),
    secrets: secretMask(findSecrets(json)),
  };
}

function checkedPlan(text: string): PlanJson {
  const value = parsed(text);
  const { format_version } = objectOf(value);
  if (typeof format_version !== "string")
    throw new PlanError(
      "This JSON is no plan: it has no format_version. Give the output of terraform show -json <plan file>.",
    );
  const { values, resource_changes, planned_values } = objectOf(value);
  if (values !== undefined && resource_changes === undefined && planned_values === undefined)
    throw new PlanError(
      "This is the JSON of a state, not of a plan. Give the plan file to terraform show -json.",
    );
  if (!FORMAT.test(format_version))
    throw new PlanError(
      `The plan has the format version ${format_version.slice(0, 20)}. This version of ` +
        `netfoundry-scim reads 1.x. ` +
        "Update netfoundry-scim.",
    );
  const checked = parse(planJson, value);
  if (checked.ok) return checked.value;
  const [issue] = checked.issues;
  throw new PlanError(`The JSON of the plan is damaged: ${issue?.field}: ${issue?.reason}.`);
}

function parsed(text: string): unknown {
  if (text.trim() === "")
    throw new PlanError("The plan is empty. Give the output of terraform show -json <plan file>.");
  if (text.startsWith("PK"))
    throw new PlanError(
      "This is a plan file, not its JSON. Run: terraform show -json <plan file> > plan.json",
    );
  try {
    return JSON.parse(text);
  } catch {
    const isLog = /^\s*\{"@level"/.test(text);
    throw new PlanError(
      isLog
        ? "This is the log of terraform plan -json. Give it to --log, and the output of terraform " +
            "show -json as the plan."
        : "The plan is no JSON. Give the output of terraform show -json <plan file>.",
    );
  }
}

function isOwn({ type, mode }: ResourceChangeJson): boolean {
  return mode !== "data" && OWN_TYPE.test(type);
}

function isOther({ type, mode }: ResourceChangeJson): boolean {
  return mode !== "data" && !OWN_TYPE.test(type);
}

function plannedChange(json: ResourceChangeJson): PlannedChange {
  const { change } = json;
  const isDeposed = json.deposed !== undefined;
  return {
    address: isDeposed ? `${json.address} (deposed)` : json.address,
    block: blockAddress(json.address),
    module: json.module_address ?? "",
    previousAddress: json.previous_address ?? null,
    type: json.type,
    action: actionOf(change.actions),
    isForgotten: change.actions.includes("forget"),
    isDeletedFirst: change.actions.length > 1 && change.actions[0] === "delete",
    isImport: change.importing !== undefined,
    reason: json.action_reason ?? null,
    before: valuesOf(change.before, undefined, change.before_sensitive),
    after: valuesOf(change.after, change.after_unknown, change.after_sensitive),
  };
}

/** The object of a change; null when the plan has none. */
function valuesOf(value: unknown, unknown: unknown, sensitive: unknown): Values | null {
  if (value === undefined || value === null) return null;
  const joined = joinValue(value as Json, unknown, sensitive);
  return isValues(joined) ? joined : null;
}

function actionOf(actions: readonly string[]): Action {
  if (actions.length > 1) return "replace";
  const [action] = actions;
  switch (action) {
    case "create":
    case "read":
    case "update":
    case "delete":
    case "forget":
      return action;
    default:
      return "no-op";
  }
}

function partOf({ complete, deferred_changes, errored }: PlanJson): Plan["partial"] {
  if ((deferred_changes ?? []).length > 0) return "deferred";
  // A plan that failed is incomplete too, which says nothing new.
  return complete === false && errored !== true ? "target" : null;
}

/**
 * No key says so. A refresh-only plan has drift and changes no object and no output, and Terraform can apply
 * it. OpenTofu does not say whether it can.
 */
function isRefreshOnly(json: PlanJson): boolean {
  const isChange = ({ change, previous_address }: ResourceChangeJson) =>
    actionOf(change.actions) !== "no-op" || change.importing !== undefined || previous_address !== undefined;
  return (
    (json.resource_drift ?? []).length > 0 &&
    json.applyable !== false &&
    json.errored !== true &&
    !(json.resource_changes ?? []).some(isChange)
  );
}

function insecureProviders(configuration: unknown): string[] {
  return Object.entries(objectOf(objectOf(configuration).provider_config))
    .filter(([, provider]) => objectOf(provider).name === "netfoundry")
    .filter(([, provider]) => {
      const { insecure_skip_verify } = objectOf(objectOf(provider).expressions);
      return objectOf(insecure_skip_verify).constant_value === true;
    })
    .map(([address]) => `provider.${address}`);
}

function failedChecks(checks: unknown): FailedCheck[] {
  return listOf(checks).flatMap((check) => {
    const { address, status, instances } = objectOf(check);
    if (status !== "fail" && status !== "error") return [];
    const messages = listOf(instances).flatMap((instance) =>
      listOf(objectOf(instance).problems).map((problem) => String(objectOf(problem).message ?? "")),
    );
    return [{ address: String(objectOf(address).to_display ?? "check"), messages }];
  });
}
