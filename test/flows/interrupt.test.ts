import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { Administrator } from "../support/administrator";
import { type Server, startServer, Workspace } from "../support/served";

jest.setTimeout(120_000);

/**
 * A proxy between provider and server. It holds back the answers to creates of integrations until released.
 */
async function holdingProxy(target: string) {
  let held: () => void = () => {};
  const firstHeld = new Promise<void>((resolve) => {
    held = resolve;
  });
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const proxy = createServer((request, response) => {
    const forward = httpRequest(
      `${target}${request.url}`,
      { method: request.method, headers: { ...request.headers, host: new URL(target).host } },
      async (answer) => {
        if (request.method === "POST" && request.url === "/scim/v1/integrations") {
          held();
          await released;
        }
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(forward);
  });
  await new Promise<void>((ready) => proxy.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    firstHeld,
    release,
    async close() {
      proxy.closeAllConnections();
      await new Promise((closed) => proxy.close(closed));
    },
  };
}

describe("an apply that is interrupted", () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  it("loses nothing that was created, and the next apply continues", async () => {
    const proxy = await holdingProxy(server.url);
    try {
      const space = await new Workspace(proxy)
        .configure(
          `resource "netfoundry_scim_integration" "it" {
            name = "Interrupted"
          }
          resource "netfoundry_scim_token" "it" {
            integration_id = netfoundry_scim_integration.it.id
          }`,
        )
        .init();
      const { child: terraform, ended: done } = space.start([
        "apply",
        "-auto-approve",
        "-input=false",
        "-no-color",
      ]);
      await proxy.firstHeld;
      terraform.kill("SIGINT");
      proxy.release();
      const run = await done;
      expect(run.output).toMatch(/interrupt/i);
      await space.apply();
      expect(await space.planCode()).toBe(0);
      const list = await new Administrator(server).gateway<{ page: { totalElements: number } }>(
        "GET",
        "/scim/v1/integrations",
      );
      expect(list.page.totalElements).toBe(1);
    } finally {
      await proxy.close();
    }
  });
});
