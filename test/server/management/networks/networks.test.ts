import { edgeSession, network, networkList } from "../../../../src/contract/gateway/network";
import { read, TestServer } from "../../support/running-server";
import { expectProblem, NOWHERE } from "../support/gateway";

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start({ maxTokenOverlapSeconds: 600 });
});
afterAll(() => server.stop());

describe("networks", () => {
  test("lists the one network and answers it by id", async () => {
    const list = read(networkList, await server.api("GET", "/core/v3/networks?page=0&size=5&sort=name,desc"));
    const id = server.running.networkId;
    expect(list.page).toEqual({ number: 0, size: 5, totalElements: 1, totalPages: 1 });
    const one = { id, name: "netfoundry-scim", status: "PROVISIONED", maxTokenOverlapSeconds: 600 };
    expect(list._embedded?.networkList).toEqual([one]);
    expect(read(network, await server.api("GET", `/core/v3/networks/${id}`))).toEqual(one);
    expectProblem(await server.api("GET", `/core/v3/networks/${NOWHERE}`), 404);
  });

  test("exchanges the access token for a session of the edge API that lasts 30 minutes", async () => {
    const path = `/core/v3/networks/${server.running.networkId}/exchange`;
    const session = read(edgeSession, await server.api("POST", path, { type: "session" }));
    expect(session.networkControllerUrl).toBe(`${server.url}/edge/management/v1`);
    expect(Date.parse(session.expiresAt ?? "") - server.now.getTime()).toBe(30 * 60 * 1000);
    const identities = await fetch(`${session.networkControllerUrl}/identities`, {
      headers: { "zt-session": session.value },
    });
    expect(identities.status).toBe(200);
    expectProblem(await server.api("POST", path, { type: "token" }), 400, "type");
  });
});
