import type { ClientSettings, ConnectionSettings, ControllerSettings } from "../client/settings";

/** The API that the settings lead to: a NetFoundry network, or a plain OpenZiti controller. */
export type Target =
  | { readonly kind: "network"; readonly settings: ClientSettings }
  | { readonly kind: "controller"; readonly settings: ControllerSettings };

/** The same API, with other settings of the connection. */
export function withConnection(target: Target, connection: ConnectionSettings): Target {
  const { kind } = target;
  return kind === "network"
    ? { kind, settings: { ...target.settings, ...connection } }
    : { kind, settings: { ...target.settings, ...connection } };
}
