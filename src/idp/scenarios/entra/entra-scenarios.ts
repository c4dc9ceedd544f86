import { ENTRA_FLAG } from "../../../contract/scim/entra-tenant-url";
import { noNulls, scimMediaType } from "../../expectations/answers";
import type { ScenarioSet } from "../scenario";
import { ENTRA_GROUP_SCENARIOS } from "./group-scenarios";
import { ENTRA_ROLE_SCENARIOS } from "./role-scenarios";
import { ENTRA_USER_SCENARIOS } from "./user-scenarios";

/** Entra ID in its default dialect and with the flag on the tenant URL. */
export const ENTRA_SCENARIOS: ScenarioSet = {
  key: "entra",
  name: "Microsoft Entra ID",
  variants: [
    { name: "default", query: "", title: "capitalised ops, booleans as text" },
    { name: ENTRA_FLAG, query: ENTRA_FLAG, title: `?${ENTRA_FLAG} after the URL` },
  ],
  rules: [scimMediaType, noNulls],
  scenarios: [...ENTRA_USER_SCENARIOS, ...ENTRA_GROUP_SCENARIOS, ...ENTRA_ROLE_SCENARIOS],
};
