import { readFileSync } from "node:fs";
import { join } from "node:path";
import { onControllers } from "./controllers";
import { rawCalls } from "./raw-calls";

jest.setTimeout(180_000);

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
  ...["permissions", "typeId", "authPolicyId", "primary", "secondary", "tags", "identityId"],
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

onControllers((start) => {
  test("each recorded exchange is answered as version 1.6.20 did", async () => {
    const controller = await start();
    try {
      const { management } = rawCalls(controller);
      let session = "";
      /** The ids of the recording, and those of this controller. */
      const ids = new Map<string, string>();
      const here = (text: string) => [...ids].reduce((now, [old, id]) => now.replaceAll(old, id), text);
      for (const { label, request, response } of RECORDED) {
        const { method, path } = request;
        const { body } = JSON.parse(JSON.stringify(request), asWhole);
        const text = typeof body === "object" ? here(JSON.stringify(body)) : body;
        const answer = await management(method, here(path), {
          body: text?.replaceAll("(the password)", controller.password),
          session: label === "no session" ? "" : session,
        });
        const [recorded, said] = [dataOf(response), dataOf(answer as Exchange["response"])];
        if (method === "POST" && typeof recorded.id === "string") ids.set(recorded.id, String(said.id));
        if (path.startsWith("/authenticate")) {
          if (recorded.identityId) ids.set(String(recorded.identityId), String(said.identityId));
          session = String(said.token ?? "");
        }
        const sorted = /sort|filter=(name|externalId)%20%3D%20%22/.test(path);
        const expected = JSON.parse(here(JSON.stringify(gist(response, sorted))), asWhole);
        const given = JSON.parse(JSON.stringify(gist(answer as Exchange["response"], sorted)));
        if (controller.standIn !== null || !mayAlsoSucceed(expected, given)) {
          expect([label, given]).toEqual([label, expected]);
        }
      }
      expect(RECORDED).toHaveLength(133);
    } finally {
      await controller.stop();
    }
  });
});

/**
 * A PATCH that changes nothing is a 500 in a cluster and in a build from source (v0.0.0), which was recorded.
 * A released version that stands alone answers 200, and changes nothing either.
 */
function mayAlsoSucceed(expected: ReturnType<typeof gist>, given: ReturnType<typeof gist>): boolean {
  return expected.message === "no fields updated, nothing to do" && given.status === 200;
}

/** The object that an answer shows. Nothing for an error and for a list. */
function dataOf({ body }: Exchange["response"]): Given {
  return body === "" || body.data === undefined || Array.isArray(body.data) ? {} : (body.data as Given);
}
