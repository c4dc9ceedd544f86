import { useState } from "preact/hooks";
import { settingsOf } from "../../api/edge-object";
import { adoptedSigner } from "../../as-code/adopted-signer";
import { AsCode } from "../../as-code/as-code";
import { EditForm } from "../../parts/form/edit-form";
import { fieldError } from "../../parts/form/use-call";
import { type EdgeKind, useEdgeEdit } from "../../parts/form/use-edge-edit";
import { ManagedByNotice, useAskTwice } from "../../parts/managed-by";
import { paths } from "../../routing/paths";
import { ConfirmEffect } from "../sign-in-effect/confirm-effect";
import { isFelt } from "../sign-in-effect/effect-line";
import { EffectNotice } from "../sign-in-effect/effect-notice";
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

const KIND: EdgeKind<SignerForm, SignerSettings> = {
  collection: "/external-jwt-signers",
  newUrl: paths.newJwtSigner,
  urlOf: paths.jwtSigner,
  fresh: NEW_SIGNER,
  formOf: signerForm,
  settingsOf: signerOf,
  errorsOf: signerErrors,
};

interface Props {
  /** Null for a signer that does not exist yet. */
  readonly loaded: LoadedSigner | null;
  /** Loads it anew, after a save. */
  readonly onSaved: () => void;
}

/** The form of a JWT signer, with what an edit would do to people. */
export function SignerEditor({ loaded, onSaved }: Props) {
  const stored = loaded?.signer ?? null;
  const edit = useEdgeEdit(KIND, stored, onSaved);
  const { before, after, problem } = edit;
  const discovering = useDiscovery();
  const { askTwice, question } = useAskTwice(stored?.managedBy);
  const [asking, setAsking] = useState<"save" | "delete" | null>(null);
  const effect = loaded === null ? [] : signerEffect({ ...loaded, id: loaded.signer.id, before, after });
  const submit = () =>
    edit.submit(() => askTwice(() => (isFelt(effect) ? setAsking("save") : void edit.save())));

  return (
    <div class="stack">
      <ManagedByNotice managedBy={stored?.managedBy} />
      {loaded !== null && (
        <section aria-label="Who signs in with it">
          <SignerUsers users={loaded.users} />
        </section>
      )}
      <TokenReader form={edit.form} onChange={edit.change} />
      <EditForm
        problem={problem}
        isBusy={edit.isBusy}
        action={stored === null ? "Create the JWT signer" : "Save changes"}
        onSubmit={submit}
        onDiscard={edit.discard}
        outcome={edit.isSaved ? "Saved." : ""}
      >
        <SignerFields
          form={edit.form}
          discovering={discovering}
          onChange={edit.change}
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
        <ConfirmEffect
          key="save"
          lines={effect}
          onConfirm={async () => void edit.save()}
          onClose={() => setAsking(null)}
        />
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
