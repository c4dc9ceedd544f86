import type { ControllerApi } from "../controller-api";
import { Unauthorized } from "../controller-error";

/** What a controller that this server can work with says of itself. */
export interface ControllerFacts {
  readonly version: string;
  /** The id that tells this controller from every other one, and stays when it is restored from a backup. */
  readonly controllerId: string;
  /** What an operator should know, although the server can work. */
  readonly warnings: readonly string[];
}

/** This server cannot work with the controller, and will not until somebody changes something. */
export class ControllerUnfit extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ControllerUnfit";
  }
}

/**
 * Asks a controller what it is and what the account may do there. Sends reads only.
 * @throws ControllerUnfit for a version that this server does not know, and for a missing right.
 * @throws NetworkUnavailable when the controller does not answer.
 */
export async function checkController(api: ControllerApi): Promise<ControllerFacts> {
  const { version } = await api.version().catch((error: unknown) => {
    throw error instanceof Unauthorized ? new ControllerUnfit(error.message) : error;
  });
  const warnings = versionWarnings(version);
  await requireRights(api, version);
  const admin = await api.defaultAdmin();
  if (admin === null) {
    throw new ControllerUnfit(
      "the controller shows no default administrator, whose id tells it from other controllers; " +
        "give an account that may read all identities",
    );
  }
  return { version, controllerId: admin.id, warnings };
}

function versionWarnings(version: string): readonly string[] {
  const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(version) ?? [];
  if (major === "2" || (major === "1" && minor === "6")) return [];
  if (major === "0" && minor === "0") {
    return [
      `the controller says version ${version}, as a build from source does; 1.6 and 2.x are known to work`,
    ];
  }
  throw new ControllerUnfit(`the controller has version ${version}; this server works with 1.6 and 2.x`);
}

/** A controller of the 1.6 line lets others than administrators sign in, and refuses each of their calls. */
async function requireRights(api: ControllerApi, version: string): Promise<void> {
  const rights = [
    ["sign in and read its own identity", () => api.currentIdentity()],
    ["read identities", () => api.defaultAdmin()],
    ["read auth policies", () => api.listPolicies()],
    ["read JWT signers", () => api.listSigners()],
  ] as const;
  for (const [right, use] of rights) {
    await use().catch((error: unknown) => {
      if (!(error instanceof Unauthorized)) throw error;
      throw new ControllerUnfit(
        `the account may not ${right} at the controller (${version}): ${error.message}; ` +
          "in 1.6 it must be an administrator, in 2.x an administrator or have the permissions identity, " +
          "auth-policy and external-jwt-signer",
      );
    });
  }
  const { isAdmin, permissions } = await api.currentIdentity();
  if (isAdmin || permissions.includes("identity")) return;
  throw new ControllerUnfit(
    "the account may not write identities at the controller; make it an administrator there, or give it " +
      "the permission identity",
  );
}
