import * as z from "zod/mini";
import { onControllers } from "../../../support/openziti/controllers";
import type { RunningController } from "../../../support/openziti/running-controller";
import { type Answer, type Connection, read, TestServer } from "../../support/running-server";

const withId = z.object({ id: z.string() });
const entity = z.looseObject({
  id: z.string(),
  name: z.string(),
  externalId: z.nullish(z.string()),
  authPolicyId: z.string(),
  disabled: z.boolean(),
  roleAttributes: z.nullish(z.array(z.string())),
  tags: z.record(z.string(), z.unknown()),
});
/** An identity as the edge API shows it. */
export type Shown = z.infer<typeof entity>;

const MAPPING = { externalIdField: "USER_NAME" };
/** How long a change may take that is answered on commit. */
const LONGEST_MS = 60_000;

/** A server whose network is one of those that the server can have. */
export class OnNetwork {
  #made = 0;

  constructor(
    readonly server: TestServer,
    /** Null for the embedded network. */
    readonly controller: RunningController | null,
  ) {}

  /** @param clock the time of the server. That of the test server when absent. */
  static async start(controller: RunningController | null, clock?: () => Date): Promise<OnNetwork> {
    if (controller === null) return new OnNetwork(await TestServer.start(), null);
    const { url, ca, username, password } = controller;
    const account = { username, password, ...(ca !== undefined && { caCert: ca }) };
    const settings = { controllerUrl: url, ...account, deliveryWaitMs: 30_000 };
    const options = { controller: settings, ...(clock !== undefined && { clock }) };
    return new OnNetwork(await TestServer.start(options), controller);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await this.controller?.stop();
  }

  /** A new integration with such a mapping, and a name that no other test uses. */
  async connected(mapping: object = {}): Promise<{ readonly to: Connection; readonly name: string }> {
    const name = `person${++this.#made}`;
    return { to: await this.server.connected(`idp${this.#made}`, { ...MAPPING, ...mapping }), name };
  }

  /** Adds a user, and returns its id. */
  async addUser(to: Connection, userName: string, attributes: object = {}): Promise<string> {
    return read(withId, await this.server.scim(to, "POST", "/Users", { userName, ...attributes })).id;
  }

  patchUser(to: Connection, id: string, value: object): Promise<Answer> {
    return this.server.scim(to, "PATCH", `/Users/${id}`, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", value }],
    });
  }

  /** Makes an object of the edge API, and returns its id. */
  async make(kind: string, body: object): Promise<string> {
    const answer = await this.server.edge("POST", `/${kind}`, body);
    if (answer.status !== 201) throw new Error(`${kind}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return read(z.object({ data: withId }), answer).data.id;
  }

  /** Makes an identity by hand, as an administrator would. */
  byHand(name: string, more: object = {}): Promise<string> {
    return this.make("identities", { name, type: "Default", isAdmin: false, ...more });
  }

  /** Changes an identity by hand. */
  async edit(id: string, change: object): Promise<void> {
    expect(await this.server.edge("PATCH", `/identities/${id}`, change)).toMatchObject({ status: 200 });
  }

  /** Reads an identity of the network by its id. Null when there is none. */
  async identity(id: string): Promise<Shown | null> {
    const answer = await this.server.edge("GET", `/identities/${id}`);
    return answer.status === 404 ? null : read(z.object({ data: entity }), answer).data;
  }

  /** The identities that the network has of the users of an integration. */
  async identitiesOf({ id }: Pick<Connection, "id">): Promise<readonly Shown[]> {
    const filter = encodeURIComponent(`tags.scimIntegrationId = "${id}"`);
    const answer = await this.server.edge("GET", `/identities?filter=${filter}&sort=name`);
    return read(z.object({ data: z.array(entity) }), answer).data;
  }

  /** The only identity of the integration's users. */
  async only(to: Pick<Connection, "id">): Promise<Shown> {
    const [one, ...others] = await this.identitiesOf(to);
    if (one === undefined || others.length > 0)
      throw new Error(`${others.length + (one ? 1 : 0)} identities`);
    return one;
  }

  /** Waits for a change that is answered before the network has it. */
  async until(isSo: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + LONGEST_MS; !(await isSo()); ) {
      if (Date.now() > end) throw new Error("the network does not have the change");
      // What a controller did not take at once is due a moment later.
      this.server.advance(2);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Lets a gateway see what others made at its controller, as its next sweep would. */
  async look(): Promise<void> {
    if (this.controller === null) return;
    const path = `/core/v3/networks/${this.server.running.networkId}/network-checks`;
    await this.until(async () => (await this.server.api("POST", path, { repair: false })).status === 200);
  }
}

/**
 * Runs a suite on each network that a server can have: the embedded one, the stand-in of a controller, and a
 * real controller where ZITI_BIN names one. Elsewhere jest says "skipped".
 */
export function onNetworks(suite: (start: () => Promise<OnNetwork>) => void): void {
  describe("on the embedded network", () => suite(() => OnNetwork.start(null)));
  onControllers((start) => suite(async () => OnNetwork.start(await start())));
}
