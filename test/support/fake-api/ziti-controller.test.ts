import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PASSWORD, ZitiController } from "./ziti-controller";

interface Exchange {
  readonly label: string;
  readonly request: { readonly method: string; readonly path: string; readonly body?: unknown };
  readonly response: { readonly status: number; readonly body: Body | "" };
}
type Given = Readonly<Record<string, unknown>>;
interface Body {
  readonly error?: {
    readonly code: string;
    readonly cause?: { readonly field?: string; readonly message?: string };
  };
  readonly data?: Given | readonly Given[];
  readonly meta?: { readonly pagination?: { readonly limit: number } };
}

/** Exchanges with a real controller, version 1.6.20, in the order in which they happened: one a line. */
const RECORDED: readonly Exchange[] = readFileSync(
  join(__dirname, "../../fixtures/openziti/management-1.6.20.jsonl"),
  "utf8",
)
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

/** Fields of an object whose value a client can rely on. */
const SHOWN = [
  ...["name", "externalId", "roleAttributes", "isAdmin", "isDefaultAdmin", "disabled", "disabledUntil"],
  ...["permissions", "typeId", "authPolicyId", "primary", "secondary", "tags", "identityId", "version"],
  ...["expirationSeconds", "authQueries"],
];

/** What a client can rely on: status, code, the field at fault, and what a success shows. */
function gist({ status, body }: Exchange["response"], sorted: boolean) {
  const { error, data, meta } = body === "" ? ({} as Body) : body;
  const { field, message } = error?.cause ?? {};
  const [first = {}]: Given[] = [data ?? {}].flat();
  return {
    status,
    hasBody: body !== "",
    code: error?.code,
    field,
    message,
    // Unsorted, a list is in the order of ids, and a stand-in gives ids of its own.
    shown:
      Array.isArray(data) && !sorted
        ? undefined
        : Object.fromEntries(SHOWN.map((name) => [name, first[name]])),
    pagination: meta?.pagination,
    hasId: first.id !== undefined,
  };
}

/** A long text is recorded as its beginning and its length. */
function whole(text: string): string {
  const [, start, length] = /^(.)\1*…\((\d+)\)$/.exec(text) ?? [];
  return start === undefined ? text : start.repeat(Number(length));
}

const asWhole = (_name: string, value: unknown) => (typeof value === "string" ? whole(value) : value);

test("the stand-in for a controller answers as the real one did", async () => {
  const controller = new ZitiController();
  controller.addDefaultAdmin();
  await controller.start();
  try {
    const base = `${controller.url}/edge/management/v1`;
    const send = async (method: string, path: string, body: string | undefined, session: string) => {
      const headers = {
        "content-type": "application/json",
        "zt-session": session,
        "accept-encoding": "identity",
      };
      const answer = await fetch(base + path, { method, headers, body });
      const text = await answer.text();
      return { status: answer.status, body: text === "" ? ("" as const) : JSON.parse(text) };
    };
    let session = "";
    /** The ids of the recording, and those of the stand-in. */
    const ids = new Map<string, string>();
    const here = (text: string) => [...ids].reduce((now, [old, id]) => now.replaceAll(old, id), text);
    for (const { label, request, response } of RECORDED) {
      const { method, path } = request;
      const { body } = JSON.parse(JSON.stringify(request), asWhole);
      const text = typeof body === "object" ? here(JSON.stringify(body)) : body;
      const sent = text?.replaceAll("(the password)", PASSWORD);
      const answer = await send(method, here(path), sent, label === "no session" ? "" : session);
      if (response.body !== "" && !Array.isArray(response.body.data)) {
        const { id } = (response.body.data ?? {}) as Given;
        if (method === "POST" && typeof id === "string") ids.set(id, answer.body.data?.id);
        if (path.startsWith("/authenticate")) session = answer.body.data?.token ?? "";
      }
      const sorted = /sort|filter=(name|externalId)%20%3D%20%22/.test(path);
      const expected = JSON.parse(here(JSON.stringify(gist(response, sorted))), asWhole);
      const said = JSON.parse(JSON.stringify(gist(answer, sorted)));
      expect([label, said]).toEqual([label, expected]);
    }
    expect(RECORDED).toHaveLength(133);
  } finally {
    await controller.stop();
  }
});
