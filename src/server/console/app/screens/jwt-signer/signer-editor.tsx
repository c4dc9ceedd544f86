import { useEffect, useState } from "preact/hooks";
import { edge } from "../../api/edge";
import { storeEdit } from "../../api/edge-edit";
import { isSame, settingsOf } from "../../api/edge-object";
import type { Problem } from "../../api/problem";
import { adoptedSigner } from "../../as-code/adopted-signer";
import { AsCode } from "../../as-code/as-code";
import { Confirm } from "../../parts/dialog/confirm";
import { EditForm, formProblem } from "../../parts/form/edit-form";
import { fieldError, useCall } from "../../parts/form/use-call";
import { ManagedByNotice, useAskTwice } from "../../parts/managed-by";
import { navigate } from "../../routing/location";
import { paths } from "../../routing/paths";
import { isFelt } from "../sign-in-effect/effect-line";
import { EffectList, EffectNotice } from "../sign-in-effect/effect-notice";
import { Certificate } from "./certificate";
import { DeleteSigner } from "./delete-signer";
import { useDiscovery } from "./discovery";
import "./jwt-signer.css";
import { type LoadedSigner, signerPath } from "./load-signer";
import { signerEffect } from "./signer-effect";
import { SignerFields } from "./signer-fields";
import {
  NEW_SIGNER,
  type SignerForm,
  type SignerSettings,
  signerErrors,
  signerForm,
  signerOf,
} from "./signer-form";
import { SignerUsers } from "./signer-users";
import { TokenReader } from "./token-reader";

interface Props {
  /** Null for a signer that does not exist yet. */
  readonly loaded: LoadedSigner | null;
  /** Loads it anew, after a save. */
  readonly onSaved: () => void;
}

/** The form of a JWT signer, with what an edit would do to people. */
export function SignerEditor({ loaded, onSaved }: Props) {
  const stored = loaded?.signer ?? null;
  const saving = useCall();
  const [typed, setTyped] = useState<SignerForm | null>(null);
  const [isSaved, setSaved] = useState(false);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const discovering = useDiscovery();
  const { askTwice, question } = useAskTwice(stored?.managedBy);
  const [asking, setAsking] = useState<"save" | "delete" | null>(null);
  const before: SignerSettings = stored ?? NEW_SIGNER;
  const form = typed ?? signerForm(before);
  const after = signerOf(form, before);
  const isEdited = stored === null || !isSame(before, after);
  const effect = loaded === null ? [] : signerEffect({ ...loaded, id: loaded.signer.id, before, after });

  const problem = refusal ?? saving.problem;

  // The form shows what is stored as soon as a save of it was read back.
  useEffect(() => {
    if (isSaved) setTyped(null);
  }, [loaded]);
  const change = (part: Partial<SignerForm>) => {
    setTyped((now) => ({ ...(now ?? signerForm(before)), ...part }));
    setSaved(false);
  };
  const discard = () => {
    setTyped(null);
    // What was wrong counts for what was typed.
    setRefusal(null);
    saving.forget();
  };
  const create = async () => {
    const { id } = await edge<{ id: string }>("/external-jwt-signers", { method: "POST", body: after });
    // A person who left meanwhile stays where they are.
    if (location.pathname === paths.newJwtSigner) navigate(paths.jwtSigner(id), { replace: true });
  };
  const save = () =>
    saving.run(async () => {
      if (stored === null) return create();
      await storeEdit(signerPath(stored.id), before, after);
      setSaved(true);
      onSaved();
    });
  const submit = () => {
    const wrong = formProblem(signerErrors(form));
    setRefusal(wrong);
    if (wrong !== null) return;
    if (!isEdited) setSaved(true);
    else askTwice(() => (isFelt(effect) ? setAsking("save") : void save()));
  };

  return (
    <div class="stack">
      <ManagedByNotice managedBy={stored?.managedBy} />
      {loaded !== null && (
        <section aria-label="Who signs in with it">
          <SignerUsers users={loaded.users} />
        </section>
      )}
      <TokenReader form={form} onChange={change} />
      <EditForm
        problem={problem}
        isBusy={saving.isBusy}
        action={stored === null ? "Create the JWT signer" : "Save changes"}
        onSubmit={submit}
        onDiscard={typed !== null && stored !== null && isEdited ? discard : undefined}
        outcome={isSaved ? "Saved." : ""}
      >
        <SignerFields
          form={form}
          discovering={discovering}
          onChange={change}
          errorOf={(field) => fieldError(problem, field) ?? fieldError(discovering.problem, field)}
        />
        <EffectNotice lines={effect} />
      </EditForm>
      {stored !== null && (
        <>
          <Certificate signer={stored} now={Date.now()} />
          <div>
            <button type="button" class="danger" onClick={() => askTwice(() => setAsking("delete"))}>
              Delete the JWT signer
            </button>
          </div>
        </>
      )}
      <AsCode before={stored && shown(stored.id, before)} after={shown(stored?.id ?? null, after)} />
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
      {asking === "delete" && loaded !== null && (
        <DeleteSigner loaded={loaded} onClose={() => setAsking(null)} />
      )}
    </div>
  );
}

function shown(id: string | null, signer: SignerSettings) {
  const path = `/edge/management/v1${id === null ? "/external-jwt-signers" : signerPath(id)}`;
  const method = id === null ? ("POST" as const) : ("PUT" as const);
  return { adopted: adoptedSigner(id, signer), call: { method, path, body: settingsOf(signer) } };
}
