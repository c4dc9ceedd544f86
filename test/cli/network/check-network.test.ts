import { checkNetwork } from "../../../src/cli/network/check-network";
import { Gateway } from "../../server/network/support/gateway";
import { CLIENT_ID, CLIENT_SECRET, TestServer } from "../../server/support/running-server";

const environmentOf = ({ url }: TestServer) => ({
  NF_API_URL: url,
  NF_AUTH_URL: `${url}/oauth2/token`,
  NF_CLIENT_ID: CLIENT_ID,
  NF_CLIENT_SECRET: CLIENT_SECRET,
});

function terminal() {
  const written: string[] = [];
  return {
    written,
    output: {
      columns: 100,
      colour: false,
      interactive: false,
      write: (text: string) => written.push(text) > 0,
    },
  };
}

describe("a gateway whose controller has lost identities", () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await Gateway.start();
    const to = await gateway.server.connected("okta");
    for (let at = 0; at < 11; at += 1) await gateway.addUser(to, `user${at}`);
    for (const { id } of gateway.there()) gateway.controller.identities.delete(id);
  });
  afterAll(() => gateway.stop());

  const run = async (options: object, answer: boolean | null = null) => {
    const { written, output } = terminal();
    const asked: string[] = [];
    const ask = async (question: string) => {
      asked.push(question);
      return answer === true;
    };
    const environment = environmentOf(gateway.server);
    const code = await checkNetwork(options, environment, output, answer === null ? null : ask);
    return { code, text: written.join(""), asked };
  };

  test("the check names them, says that nothing was concluded, and ends with 3", async () => {
    const { code, text } = await run({});
    expect(code).toBe(3);
    expect(text).toContain('"user0"');
    expect(text).toMatch(/of 11 identities, 11 are missing.*nothing was concluded/s);
  });

  test("--json prints the answer of the API", async () => {
    const { code, text } = await run({ json: true });
    expect(code).toBe(3);
    expect(JSON.parse(text)).toMatchObject({ missing: 11, alarm: true });
  });

  test("--repair without a terminal wants --yes", async () => {
    await expect(run({ repair: true })).rejects.toThrow(
      /--repair asks first; without a terminal, give --yes/,
    );
  });

  test("--repair asks, and does nothing after a no", async () => {
    const { code, asked } = await run({ repair: true }, false);
    expect(asked).toEqual(["11 of 11 identities are gone from the controller. Make them anew?"]);
    expect(code).toBe(3);
    expect(gateway.there()).toEqual([]);
  });

  test("--repair --yes makes them anew, and the next check ends with 0", async () => {
    const { code, text } = await run({ repair: true, yes: true });
    expect(code).toBe(0);
    expect(text).toContain("11 are made anew");
    await gateway.until(() => gateway.there().length === 11);
    expect(await run({})).toMatchObject({ code: 0, text: expect.stringContaining("nothing differs") });
  });
});

test("a server with an embedded network says that there is nothing to compare with", async () => {
  const server = await TestServer.start();
  const { output } = terminal();
  await expect(checkNetwork({}, environmentOf(server), output, null)).rejects.toThrow(
    /no controller to compare/,
  );
  await server.stop();
});
