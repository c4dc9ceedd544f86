import { useState } from "preact/hooks";
import type { AuthPolicyChange } from "../../../../../contract/edge/auth-policy";
import { settingsOf } from "../../api/edge-object";
import { adoptedPolicy } from "../../as-code/adopted-policy";
import { AsCode } from "../../as-code/as-code";
import { EditForm } from "../../parts/form/edit-form";
import { fieldError } from "../../parts/form/use-call";
import { type EdgeKind, useEdgeEdit } from "../../parts/form/use-edge-edit";
import { ManagedByNotice, useAskTwice } from "../../parts/managed-by";
import { paths } from "../../routing/paths";
import { ConfirmEffect } from "../sign-in-effect/confirm-effect";
import { isFelt } from "../sign-in-effect/effect-line";
import { EffectNotice } from "../sign-in-effect/effect-notice";
import { DeletePolicy } from "./delete-policy";
import { type LoadedPolicy, policyPath } from "./load-policy";
import { policyEffect } from "./policy-effect";
import { PolicyFields } from "./policy-fields";
import { NEW_POLICY, type PolicyForm, policyErrors, policyForm, policyOf } from "./policy-form";
import { PolicyUsers } from "./policy-users";

const KIND: EdgeKind<PolicyForm, AuthPolicyChange> = {
  collection: "/auth-policies",
  newUrl: paths.newAuthPolicy,
  urlOf: paths.authPolicy,
  fresh: NEW_POLICY,
  formOf: policyForm,
  settingsOf: policyOf,
  errorsOf: policyErrors,
};

interface Props {
  readonly loaded: LoadedPolicy;
  /** Loads it anew, after a save. */
  readonly onSaved: () => void;
}

/** The form of an auth policy, with what an edit would do to people. */
export function PolicyEditor({ loaded, onSaved }: Props) {
  const { stored, signers } = loaded;
  const edit = useEdgeEdit(KIND, stored?.policy ?? null, onSaved);
  const { before, after, problem } = edit;
  const { askTwice, question } = useAskTwice(stored?.policy.managedBy);
  const [asking, setAsking] = useState<"save" | "delete" | null>(null);
  const effect = stored === null ? [] : policyEffect(stored.people, signers, before, after);
  const submit = () =>
    edit.submit(() => askTwice(() => (isFelt(effect) ? setAsking("save") : void edit.save())));

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
        isBusy={edit.isBusy}
        action={stored === null ? "Create the auth policy" : "Save changes"}
        onSubmit={submit}
        onDiscard={edit.discard}
        outcome={edit.isSaved ? "Saved." : ""}
      >
        <PolicyFields
          form={edit.form}
          signers={signers}
          onChange={edit.change}
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
        <ConfirmEffect
          key="save"
          lines={effect}
          onConfirm={async () => void edit.save()}
          onClose={() => setAsking(null)}
        />
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
