import type { FastifyInstance } from "fastify";
import type { EdgeContext } from "./edge-session";
import { detail } from "./envelope";

/** The controller release whose edge API this server follows. */
const CONTROLLER_VERSION = "v2.1.0";

/** `GET /version`. It needs no session. */
export function registerVersion(edge: FastifyInstance, { baseUrl }: EdgeContext, basePath: string): void {
  edge.get("/version", async () =>
    detail({
      version: CONTROLLER_VERSION,
      revision: "netfoundry-scim",
      runtimeVersion: process.version,
      capabilities: [],
      apiVersions: {
        "edge-management": { v1: { path: basePath, apiBaseUrls: [baseUrl() + basePath] } },
      },
    }),
  );
}
