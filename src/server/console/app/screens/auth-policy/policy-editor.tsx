import { useEffect, useState } from "preact/hooks";
import type { AuthPolicyChange } from "../../../../../contract/edge/auth-policy";
import { edge } from "../../api/edge";
import { storeEdit } from "../../api/edge-edit";
import { isSame, settingsOf } from "../../api/edge-object";
import type { Problem } from "../../api/problem";
import { adoptedPolicy } from "../../as-code/adopted-policy";
import { AsCode } from "../../as-code/as-code";
import { Confirm } from "../../parts/dialog/confirm";
import { EditForm, formProblem } from "../../parts/form/edit-form";
import { fieldError, useCall } from "../../parts/form/use-call";
import { ManagedByNotice, useAskTwice } from "../../parts/managed-by";
import { navigate } from "../../routing/location";
import { paths } from "../../routing/paths";
import { isFelt } from "../sign-in-effect/effect-line";
import { EffectList, EffectNotice } from "../sign-in-effect/effect-notice";
import { DeletePolicy } from "./delete-policy";
import { type LoadedPolicy, policyPath } from "./load-policy";
import { policyEffect } from "./policy-effect";
import { PolicyFields } from "./policy-fields";
import { NEW_POLICY, type PolicyForm, policyErrors, policyForm, policyOf } from "./policy-form";
import { PolicyUsers } from "./policy-users";

interface Props {
  readonly loaded: LoadedPolicy;
  /** Loads it anew, after a save. */
  readonly onSaved: () => void;
}

/** The form of an auth policy, with what an edit would do to people. */
export function PolicyEditor({ loaded, onSaved }: Props) {
  const { stored, signers } = loaded;
  const saving = useCall();
  const [typed, setTyped] = useState<PolicyForm | null>(null);
  const [isSaved, setSaved] = useState(false);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const { askTwice, question } = useAskTwice(stored?.policy.managedBy);
  const [asking, setAsking] = useState<"save" | "delete" | null>(null);
  const before: AuthPolicyChange = stored?.policy ?? NEW_POLICY;
  const form = typed ?? policyForm(before);
  const after = policyOf(form, before);
  const isEdited = stored === null || !isSame(before, after);
  const effect = stored === null ? [] : policyEffect(stored.people, signers, before, after);

  const problem = refusal ?? saving.problem;

  // The form shows what is stored as soon as a save of it was read back.
  useEffect(() => {
    if (isSaved) setTyped(null);
  }, [loaded]);
  const change = (part: Partial<PolicyForm>) => {
    setTyped((now) => ({ ...(now ?? policyForm(before)), ...part }));
    setSaved(false);
  };
  const discard = () => {
    setTyped(null);
    // What was wrong counts for what was typed.
    setRefusal(null);
    saving.forget();
  };
  const create = async () => {
    const { id } = await edge<{ id: string }>("/auth-policies", { method: "POST", body: after });
    // A person who left meanwhile stays where they are.
    if (location.pathname === paths.newAuthPolicy) navigate(paths.authPolicy(id), { replace: true });
  };
  const save = () =>
    saving.run(async () => {
      if (stored === null) return create();
      await storeEdit(policyPath(stored.policy.id), before, after);
      setSaved(true);
      onSaved();
    });
  const submit = () => {
    const wrong = formProblem(policyErrors(form));
    setRefusal(wrong);
    if (wrong !== null) return;
    if (!isEdited) setSaved(true);
    else askTwice(() => (isFelt(effect) ? setAsking("save") : void save()));
  };

  return (
    <div class="stack">
      <ManagedByNotice managedBy={stored?.policy.managedBy} />
      {stored !== null && (
        <section aria-label="Who has it">
          <PolicyUsers people={stored.people} integrations={stored.integrations} />
        </section>
      )}
      <EditForm
        problem={problem}
        isBusy={saving.isBusy}
        action={stored === null ? "Create the auth policy" : "Save changes"}
        onSubmit={submit}
        onDiscard={typed !== null && stored !== null && isEdited ? discard : undefined}
        outcome={isSaved ? "Saved." : ""}
      >
        <PolicyFields
          form={form}
          signers={signers}
          onChange={change}
          errorOf={(field) => fieldError(problem, field)}
        />
        <EffectNotice lines={effect} />
      </EditForm>
      {stored !== null && (
        <div>
          <button type="button" class="danger" onClick={() => askTwice(() => setAsking("delete"))}>
            Delete the auth policy
          </button>
        </div>
      )}
      <AsCode
        before={stored && shown(stored.policy.id, before)}
        after={shown(stored?.policy.id ?? null, after)}
      />
      {question}
      {asking === "save" && (
        <Confirm
          key="save"
          title="Save the changes?"
          action="Save all the same"
          isDanger
          onConfirm={async () => void save()}
          onClose={() => setAsking(null)}
        >
          <EffectList lines={effect} />
        </Confirm>
      )}
      {asking === "delete" && stored !== null && (
        <DeletePolicy stored={stored} onClose={() => setAsking(null)} />
      )}
    </div>
  );
}

function shown(id: string | null, policy: AuthPolicyChange) {
  const path = `/edge/management/v1${id === null ? "/auth-policies" : policyPath(id)}`;
  const method = id === null ? ("POST" as const) : ("PUT" as const);
  return { adopted: adoptedPolicy(id, policy), call: { method, path, body: settingsOf(policy) } };
}
