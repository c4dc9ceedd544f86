import type { Filter } from "../../../contract/scim/filter";
import { GROUP, sameName } from "../../../contract/scim/resource";
import { memberIdsOf } from "../attributes/member-ids";
import { sameValue } from "../attributes/same-value";
import type { GroupAttributes, GroupChange } from "../backend";
import { invalidFilter, ScimError } from "../scim-error";
import { type PatchStep, readPatch } from "./patch-request";
import { applyStep } from "./patch-step";

/**
 * What a PATCH does to a group. It does not read the members: they come out as differences. No id is in both
 * `add` and `remove`.
 *
 * @throws ScimError
 */
export function compileGroupPatch(attributes: GroupAttributes, body: unknown): GroupChange {
  const draft: Record<string, unknown> = { ...attributes };
  const members = new MemberChanges();
  for (const step of readPatch(GROUP, body)) {
    if (step.attribute.name === "members") members.apply(step);
    else applyStep(draft, step);
  }
  // Steps refuse to remove the name that every group has.
  const next = sameValue(draft, attributes) ? attributes : (draft as GroupAttributes);
  return { attributes: next, ...members.result() };
}

/** Whether a change leaves the group with these attributes as it is, whoever its members are. */
export function changesNothing(attributes: GroupAttributes, change: GroupChange): boolean {
  const touchesMembers = change.clearMembers || change.add.length > 0 || change.remove.length > 0;
  return !touchesMembers && sameValue(change.attributes, attributes);
}

class MemberChanges {
  private isCleared = false;
  private readonly added = new Set<string>();
  private readonly removed = new Set<string>();

  apply(step: PatchStep): void {
    if (step.valueFilter !== null) this.applySelection(step, selectedIds(step.valueFilter, step.name));
    else if (step.subAttribute !== null) this.refusePart(step);
    else this.applyList(step);
  }

  result(): Pick<GroupChange, "clearMembers" | "add" | "remove"> {
    return { clearMembers: this.isCleared, add: [...this.added], remove: [...this.removed] };
  }

  private applyList({ verb, value, at }: PatchStep): void {
    const isAbsent = value === undefined || value === null;
    const ids = isAbsent ? [] : memberIdsOf(value, at);
    if (verb === "replace" || (verb === "remove" && isAbsent)) this.clear();
    if (verb === "remove") this.remove(ids);
    else this.add(ids);
  }

  /** The parts of a member cannot be written one by one, apart from naming the member. */
  private applySelection({ verb, subAttribute }: PatchStep, ids: readonly string[]): void {
    if (verb === "remove") this.remove(ids);
    else if (subAttribute === null || subAttribute.name === "value") this.add(ids);
  }

  private refusePart(step: PatchStep): never {
    throw new ScimError(
      400,
      "invalidPath",
      `${step.name}: write members, or members[value eq "id"] to remove one; their parts cannot be written alone`,
    );
  }

  private clear(): void {
    this.isCleared = true;
    this.added.clear();
    this.removed.clear();
  }

  private add(ids: readonly string[]): void {
    for (const id of ids) {
      this.removed.delete(id);
      this.added.add(id);
    }
  }

  private remove(ids: readonly string[]): void {
    for (const id of ids) {
      this.added.delete(id);
      if (!this.isCleared) this.removed.add(id);
    }
  }
}

/** The ids that a filter on members names: `value eq "id"`, several of them joined by `or`. */
function selectedIds(filter: Filter, name: string): string[] {
  if (filter.kind === "or") return [...selectedIds(filter.left, name), ...selectedIds(filter.right, name)];
  const isId =
    filter.kind === "compare" && filter.operator === "eq" && sameName(filter.path.attribute, "value");
  if (isId && typeof filter.value === "string") return [filter.value];
  throw invalidFilter(`${name}: members are selected by value eq "id", several of them joined by or`);
}
