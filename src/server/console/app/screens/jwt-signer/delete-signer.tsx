import { edge } from "../../api/edge";
import { Confirm } from "../../parts/dialog/confirm";
import { navigate } from "../../routing/location";
import { paths } from "../../routing/paths";
import { EffectList } from "../sign-in-effect/effect-notice";
import { type LoadedSigner, signerPath } from "./load-signer";
import { signerEffect } from "./signer-effect";
import { SignerUsers } from "./signer-users";

/** Asks before a signer is deleted. The server keeps one that a policy names, so it says what to do first. */
export function DeleteSigner({
  loaded,
  onClose,
}: {
  readonly loaded: LoadedSigner;
  readonly onClose: () => void;
}) {
  const { signer, users } = loaded;
  const naming = users.filter(({ isNamed }) => isNamed);
  return (
    <Confirm
      title="Delete the JWT signer?"
      action="Delete"
      isDanger
      onClose={onClose}
      onConfirm={async () => {
        await edge(signerPath(signer.id), { method: "DELETE" });
        navigate(paths.jwtSigners, { replace: true });
      }}
    >
      <p>
        It deletes <bdi>{signer.name}</bdi>. Nobody can take that back.
      </p>
      {naming.length === 0 ? (
        <EffectList lines={signerEffect({ ...loaded, id: signer.id, before: signer, after: null })} />
      ) : (
        <>
          <SignerUsers users={naming} />
          <p>The server keeps a JWT signer that an auth policy names. Take it out of each one above first.</p>
        </>
      )}
    </Confirm>
  );
}
