import type { Filter } from "../../../contract/scim/filter/filter";
import { GROUP, sameName } from "../../../contract/scim/resource";
import { memberIdsOf } from "../attributes/member-ids";
import { sameValue } from "../attributes/same-value";
import type { GroupAttributes, GroupChange } from "../backend";
import { invalidFilter, ScimError } from "../scim-error";
import { readPatch } from "./patch-request";
import { applyStep } from "./patch-step";
import type { PatchStep } from "./patch-target";

/**
 * Turns a PATCH into a change of a group. It does not need the present members, because the change holds
 * differences. No id is in both `add` and `remove`.
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
  // The cast is safe: no step can remove displayName.
  const next = sameValue(draft, attributes) ? attributes : (draft as GroupAttributes);
  return { attributes: next, ...members.result() };
}

/** Whether a change leaves a group with these attributes as it is. The present members do not matter. */
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

  /** Applies a step with a filter. It can name members, but it cannot write other parts of a member. */
  private applySelection({ verb, subAttribute }: PatchStep, ids: readonly string[]): void {
    if (verb === "remove") this.remove(ids);
    else if (subAttribute === null || subAttribute.name === "value") this.add(ids);
  }

  private refusePart(step: PatchStep): never {
    throw new ScimError(
      400,
      "invalidPath",
      `${step.name}: the parts of a member cannot be written alone; ` +
        'write members, or remove one with members[value eq "id"]',
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

/** The ids in a filter on members: `value eq "id"`, or several of these joined by `or`. */
function selectedIds(filter: Filter, name: string): string[] {
  if (filter.kind === "or") return [...selectedIds(filter.left, name), ...selectedIds(filter.right, name)];
  const isId =
    filter.kind === "compare" && filter.operator === "eq" && sameName(filter.path.attribute, "value");
  if (isId && typeof filter.value === "string") return [filter.value];
  throw invalidFilter(`${name}: select members with value eq "id"; join several with or`);
}
