import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PASSWORD, USERNAME, ZitiController } from "./ziti-controller";

interface Exchange {
  readonly label: string;
  readonly request: { readonly method: string; readonly path: string; readonly body?: unknown };
  readonly response: { readonly status: number; readonly body: unknown };
}

/** Exchanges with a real controller, version 1.6.20, in the order in which they happened: one a line. */
const RECORDED: readonly Exchange[] = readFileSync(
  join(__dirname, "../../fixtures/openziti/management-1.6.20.jsonl"),
  "utf8",
)
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

/** What a client can rely on: status, code, the field at fault, and whether a success shows anything. */
function gist(status: number, body: unknown) {
  const { error, data } = body as {
    error?: { code: string; cause?: { field?: string; message?: string } };
    data?: Readonly<Record<string, unknown>>;
  };
  const { name, primary, secondary, tags } = data ?? {};
  const { field, message } = error?.cause ?? {};
  return {
    status,
    code: error?.code,
    field,
    message,
    made: data?.id !== undefined,
    name,
    primary,
    secondary,
    tags,
  };
}

test("the stand-in for a controller answers as the real one did", async () => {
  const controller = new ZitiController();
  await controller.start();
  try {
    const base = `${controller.url}/edge/management/v1`;
    const send = async (method: string, path: string, body: unknown, session: string) => {
      const headers = { "content-type": "application/json", "zt-session": session };
      const text = body === undefined ? undefined : JSON.stringify(body);
      const answer = await fetch(base + path, { method, headers, body: text });
      return { status: answer.status, body: JSON.parse(await answer.text()) };
    };
    const login = { username: USERNAME, password: PASSWORD };
    const { body } = await send("POST", "/authenticate?method=password", login, "");
    const session = body.data.token;
    /** The ids of the recording, and those of the stand-in. */
    const ids = new Map<string, string>();
    const here = (text: string) => [...ids].reduce((now, [old, id]) => now.replaceAll(old, id), text);
    for (const { label, request, response } of RECORDED) {
      const { method, path } = request;
      const given = request.body === undefined ? undefined : JSON.parse(here(JSON.stringify(request.body)));
      const answer = await send(method, here(path), given, label === "no session" ? "" : session);
      const { id } = (response.body as { data?: { id?: string } }).data ?? {};
      if (method === "POST" && id !== undefined) ids.set(id, answer.body.data?.id);
      const expected = JSON.parse(here(JSON.stringify(gist(response.status, response.body))));
      expect([label, gist(answer.status, answer.body)]).toEqual([label, expected]);
    }
  } finally {
    await controller.stop();
  }
});
