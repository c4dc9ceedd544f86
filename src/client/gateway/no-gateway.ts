import { NoGatewayError } from "../errors/no-gateway-error";
import type { GatewayCalls } from "./gateway";

const refuse = (): Promise<never> => Promise.reject(new NoGatewayError());

/** Replaces the gateway when there is only a controller. Every call throws NoGatewayError. */
export const NO_GATEWAY: GatewayCalls = { call: refuse, exchange: refuse, run: refuse, all: refuse };
