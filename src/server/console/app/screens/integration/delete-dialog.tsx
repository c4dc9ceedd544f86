import { useState } from "preact/hooks";
import type { IdentitiesOnDelete, Integration } from "../../../../../contract/gateway/integration";
import { call } from "../../api/call";
import { Problem } from "../../api/problem";
import { isConflict } from "../../parts/conflict";
import { Confirm } from "../../parts/dialog/confirm";
import { Radios } from "../../parts/form/choice";
import { navigate } from "../../routing/location";
import { paths } from "../../routing/paths";
import { deleteAction, deleteChoices } from "./delete-words";
import { integrationPath } from "./integration-path";
import { isOpen } from "./token/token-list";

interface Props {
  readonly integration: Integration;
  readonly etag: string | null;
  /** Loads the integration anew, when somebody changed it meanwhile. */
  readonly onConflict: () => void;
  readonly onClose: () => void;
}

/** Asks what becomes of the identities, and deletes the integration. */
export function DeleteDialog({ integration, etag, onConflict, onClose }: Props) {
  const [choice, setChoice] = useState<IdentitiesOnDelete>("keep");
  const { id, name, identityCount } = integration;
  const remove = async () => {
    try {
      await call(integrationPath(id), {
        method: "DELETE",
        query: { identities: choice },
        headers: { "if-match": etag ?? "*" },
      });
    } catch (error) {
      if (!isConflict(error)) throw error;
      onConflict();
      throw new Problem(
        "Somebody changed the integration since you opened it. Look at it again, and then delete it.",
        null,
      );
    }
    navigate(paths.integrations, { replace: true });
  };
  return (
    <Confirm
      title="Delete the integration?"
      action={deleteAction(choice, identityCount)}
      isDanger
      onConfirm={remove}
      onClose={onClose}
    >
      <p>
        <bdi>{name}</bdi> and its integration URL go for good.{" "}
        {isOpen(integration) &&
          "Its auth token stops at once, so the identity provider can push nothing more."}
      </p>
      {identityCount === 0 ? (
        <p>No identity belongs to it.</p>
      ) : (
        <Radios
          label={
            identityCount === undefined
              ? "Its identities"
              : `Its identities: ${identityCount.toLocaleString("en")}`
          }
          value={choice}
          options={deleteChoices(identityCount)}
          onChange={setChoice}
        />
      )}
    </Confirm>
  );
}
