import { edgeDetail } from "../../contract/common";
import {
  type AuthPolicy,
  type AuthPolicyChange,
  authPolicy,
  authPolicyList,
} from "../../contract/edge/auth-policy";
import type { Clock } from "../settings";
import type { Edge } from "./edge";
import { EdgeCollection } from "./edge-collection";

const KIND = { path: "auth-policies", detail: edgeDetail(authPolicy), list: authPolicyList };

/** Auth policies of a network. */
export class AuthPolicies extends EdgeCollection<AuthPolicy, AuthPolicyChange, "name"> {
  constructor(edge: Edge, clock: Clock) {
    super(edge, clock, KIND);
  }
}
