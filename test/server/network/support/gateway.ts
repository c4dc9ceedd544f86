import * as z from "zod/mini";
import { PASSWORD, USERNAME, ZitiController } from "../../../support/fake-api/ziti-controller";
import { type Connection, read, TestServer } from "../../support/running-server";

const withId = z.object({ id: z.string() });

/** The id of the identity that people made at the controller. */
export const BY_HAND = "by-hand";

/** A server that carries identities to the stand-in of a controller. */
export class Gateway {
  readonly controller = new ZitiController();
  server!: TestServer;

  static async start(deliveryWaitMs = 20_000): Promise<Gateway> {
    const gateway = new Gateway();
    gateway.controller.line = "1.6";
    gateway.controller.addDefaultAdmin();
    await gateway.controller.start();
    gateway.server = await TestServer.start(gateway.options(deliveryWaitMs));
    return gateway;
  }

  options(deliveryWaitMs = 20_000) {
    const account = { username: USERNAME, password: PASSWORD };
    return { controller: { controllerUrl: this.controller.url, ...account, deliveryWaitMs } };
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await this.controller.stop();
  }

  /** Adds a user, and returns its id. */
  async addUser(to: Connection, userName: string, attributes: object = {}): Promise<string> {
    return read(withId, await this.server.scim(to, "POST", "/Users", { userName, ...attributes })).id;
  }

  /** An identity that people made at the controller, with the id `by-hand`. */
  addByHand(name: string, values: object = {}): void {
    const at = "2026-11-30T00:00:00.000Z";
    const nobodys = { externalId: null, authPolicyId: "default", roleAttributes: [], tags: {} };
    const person = { isAdmin: false, disabled: false, typeId: "Default", createdAt: at, updatedAt: at };
    this.controller.identities.set(BY_HAND, { ...nobodys, ...person, ...values, id: BY_HAND, name });
  }

  /** What the controller has of SCIM users, by name. */
  there(): readonly (Record<string, unknown> & { readonly id: string; readonly name: string })[] {
    return [...this.controller.identities.values()]
      .filter(({ tags }) => typeof (tags as Record<string, unknown> | null)?.scimUserId === "string")
      .map((entity) => ({ ...entity, name: String(entity.name) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /**
   * Waits until what the controller has satisfies the test. Moves the server's clock, so that it tries again.
   */
  async until(isSo: () => boolean): Promise<void> {
    for (const end = Date.now() + 30_000; !isSo(); ) {
      if (Date.now() > end) throw new Error(`the controller has ${JSON.stringify(this.there())}`);
      await this.#tryAgain();
    }
  }

  /** Waits for an answer. Moves the server's clock, so that it tries again what failed. */
  async whileTrying<T>(answer: Promise<T>): Promise<T> {
    let isAnswered = false;
    const settled = answer.finally(() => {
      isAnswered = true;
    });
    while (!isAnswered) await Promise.race([this.#tryAgain(), settled]);
    return settled;
  }

  async #tryAgain(): Promise<void> {
    // Less than a lease of a delivery, which another copy of the server would take over.
    this.server.advance(2);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
