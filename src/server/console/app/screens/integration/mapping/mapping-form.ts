import type { MappingAnswer } from "../../../../../../contract/gateway/mapping";
import { parseMappingPath } from "../../../../../../contract/scim/mapping-path";
import { asSentence } from "../../../parts/form/as-sentence";

/** What the fields of the mapping hold. A path that is typed stays while another external ID is chosen. */
export type MappingForm = Omit<MappingAnswer, "externalIdCustomPath"> & {
  readonly externalIdCustomPath: string;
};

/** The settings with their names, in the order of the fields. */
export const SETTINGS: Readonly<Record<keyof MappingForm, string>> = {
  identityNameField: "Identity name",
  identityNameConflict: "When the name is taken",
  authPolicyId: "Auth policy",
  externalIdField: "External ID",
  externalIdCustomPath: "Path of the external ID",
};
const FIELDS = Object.keys(SETTINGS) as (keyof MappingForm)[];

/** The fields that show settings. */
export function formOf(mapping: MappingAnswer): MappingForm {
  return { ...mapping, externalIdCustomPath: mapping.externalIdCustomPath ?? "" };
}

/** What the API gets for the fields. */
export function mappingOf(form: MappingForm): MappingAnswer {
  const path = form.externalIdField === "CUSTOM" ? form.externalIdCustomPath.trim() : null;
  return { ...form, externalIdCustomPath: path };
}

/** Whether both ask the same of the server. */
export function isSameMapping(one: MappingAnswer, other: MappingAnswer): boolean {
  return changedSettings(one, other).length === 0;
}

/** The settings that differ, in the order of the fields. */
export function changedSettings(one: MappingAnswer, other: MappingAnswer): (keyof MappingForm)[] {
  return FIELDS.filter((field) => one[field] !== other[field]);
}

/**
 * The fields after somebody else saved other settings. What the person edited stays. The rest becomes what is
 * stored now.
 */
export function rebased(form: MappingForm, before: MappingAnswer, stored: MappingAnswer): MappingForm {
  const [was, is] = [formOf(before), formOf(stored)];
  const kept = FIELDS.filter((field) => form[field] !== was[field]).map((field) => [field, form[field]]);
  return { ...is, ...Object.fromEntries(kept) };
}

/** What is wrong with the custom path, as a sentence. Null when nothing is, or when it does not count. */
export function pathProblem({ externalIdField, externalIdCustomPath }: MappingForm): string | null {
  if (externalIdField !== "CUSTOM") return null;
  const parsed = parseMappingPath(externalIdCustomPath);
  return parsed.ok ? null : asSentence(parsed.reason);
}
