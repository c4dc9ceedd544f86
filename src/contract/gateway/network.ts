import * as z from "zod/mini";
import { gatewayList, timestamp, uuid } from "../common";

/** One network of the account. */
export const network = z.object({
  id: uuid,
  name: z.string(),
  status: z.string(),
  /** The same as `maxTokenOverlapSeconds` of its integrations. Some servers leave this out. */
  maxTokenOverlapSeconds: z.optional(z.int()),
});
export type Network = z.infer<typeof network>;

/** Answer of `GET /core/v3/networks`. */
export const networkList = gatewayList("networkList", network);

/** Body of `POST /core/v3/networks/{id}/exchange`. */
export const exchangeRequest = z.strictObject({ type: z.literal("session") });

/** Answer of the exchange: a session of the edge API, and the address of that API. */
export const edgeSession = z.object({
  value: z.string().check(z.minLength(1)),
  networkControllerUrl: z.url(),
  expiresAt: z.optional(timestamp),
});
export type EdgeSession = z.infer<typeof edgeSession>;
