import { useEffect, useState } from "preact/hooks";
import { edge } from "../../api/edge";
import { storeEdit } from "../../api/edge-edit";
import { isSame } from "../../api/edge-object";
import type { Problem } from "../../api/problem";
import { navigate } from "../../routing/location";
import { formProblem } from "./edit-form";
import { useCall } from "./use-call";

/** What the form of a kind of edge object needs to know of the kind. */
export interface EdgeKind<Form, Settings extends object> {
  /** Its path in the edge family, as in `/auth-policies`. */
  readonly collection: string;
  /** The URL of the view that makes an object. */
  readonly newUrl: string;
  /** The URL of the view of an object. */
  readonly urlOf: (id: string) => string;
  /** The settings that the form of a new object begins with. */
  readonly fresh: Settings;
  readonly formOf: (settings: Settings) => Form;
  /** The settings with what the form says. What the form does not show stays as it was. */
  readonly settingsOf: (form: Form, before: Settings) => Settings;
  /** What is wrong with the form before any call, by field. */
  readonly errorsOf: (form: Form) => Readonly<Record<string, string | undefined>>;
}

/**
 * The state of a form that makes or edits an object of the edge family.
 * @param stored null for an object that does not exist yet.
 * @param onSaved loads the object anew.
 * @returns `submit` checks the form, and calls back when there is an edit to save. `save` saves it.
 */
export function useEdgeEdit<Form, Settings extends object>(
  kind: EdgeKind<Form, Settings>,
  stored: (Settings & { readonly id: string }) | null,
  onSaved: () => void,
) {
  const saving = useCall();
  const [typed, setTyped] = useState<Form | null>(null);
  const [isSaved, setSaved] = useState(false);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const before: Settings = stored ?? kind.fresh;
  const form = typed ?? kind.formOf(before);
  const after = kind.settingsOf(form, before);
  const isEdited = stored === null || !isSame(before, after);

  // The form shows what is stored as soon as a save of it was read back.
  useEffect(() => {
    if (isSaved) setTyped(null);
  }, [stored]);
  const change = (part: Partial<Form>) => {
    setTyped((now) => ({ ...(now ?? kind.formOf(before)), ...part }));
    setSaved(false);
  };
  const discard = () => {
    setTyped(null);
    // What was wrong counts for what was typed.
    setRefusal(null);
    saving.forget();
  };
  const create = async () => {
    const { id } = await edge<{ id: string }>(kind.collection, { method: "POST", body: after });
    // A person who left meanwhile stays where they are.
    if (location.pathname === kind.newUrl) navigate(kind.urlOf(id), { replace: true });
  };
  const save = () =>
    saving.run(async () => {
      if (stored === null) return create();
      await storeEdit(`${kind.collection}/${encodeURIComponent(stored.id)}`, before, after);
      setSaved(true);
      onSaved();
    });
  const submit = (onEdit: () => void) => {
    const wrong = formProblem(kind.errorsOf(form));
    setRefusal(wrong);
    if (wrong !== null) return;
    if (isEdited) onEdit();
    else setSaved(true);
  };
  return {
    before,
    form,
    after,
    isSaved,
    isBusy: saving.isBusy,
    problem: refusal ?? saving.problem,
    change,
    /** Undefined while there is nothing to discard. */
    discard: typed !== null && stored !== null && isEdited ? discard : undefined,
    save,
    submit,
  };
}
