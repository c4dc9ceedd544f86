import fc from "fast-check";
import { filterOf, filterString } from "../../src/client/edge/filter";
import { AttemptFailure, attemptFailure } from "../../src/client/http/attempt-failure";
import { createInFlightLimit } from "../../src/client/http/in-flight";
import type { ApiRequest } from "../../src/client/http/message";
import {
  delayBeforeRetry,
  LONGEST_RETRY_AFTER_MS,
  mayRepeatAfterAnswer,
  mayRepeatAfterFailure,
  retryAfterMs,
} from "../../src/client/http/retry";
import { address } from "../../src/client/http/url";
import { Secrets } from "../../src/client/secrets";
import { FakeClock } from "../support/fake-api/loopback";

const NOW = Date.parse("2026-01-01T00:00:00Z");

function request(method: ApiRequest["method"], repeatable?: boolean): ApiRequest {
  return {
    method,
    url: "http://127.0.0.1/x",
    headers: {},
    ...(repeatable === undefined ? {} : { repeatable }),
  };
}
function answer(status: number) {
  return { status, headers: {}, text: "" };
}

describe("what is repeated", () => {
  test.each([408, 429, 502, 503, 504])("GET, PUT and DELETE are repeated after %d", (status) => {
    for (const method of ["GET", "PUT", "DELETE"] as const) {
      expect(mayRepeatAfterAnswer(request(method), answer(status))).toBe(true);
    }
  });
  test.each([200, 400, 401, 403, 404, 409, 412, 500, 501])("nothing is repeated after %d", (status) => {
    expect(mayRepeatAfterAnswer(request("GET"), answer(status))).toBe(false);
  });
  test("a create is repeated after 429 only", () => {
    const repeated = [408, 429, 502, 503, 504].filter((s) =>
      mayRepeatAfterAnswer(request("POST"), answer(s)),
    );
    expect(repeated).toEqual([429]);
  });
  test("a create that may be repeated is repeated like a read", () => {
    expect(mayRepeatAfterAnswer(request("POST", true), answer(503))).toBe(true);
    expect(mayRepeatAfterFailure(request("POST", true), new AttemptFailure("reset", "ECONNRESET", ""))).toBe(
      true,
    );
  });
  test.each([
    ["ECONNREFUSED", true],
    ["ENOTFOUND", true],
    ["ECONNRESET", false],
    ["ETIMEDOUT", false],
  ])("a create after %s is repeated: %s", (code, repeated) => {
    expect(mayRepeatAfterFailure(request("POST"), attemptFailure({ code }))).toBe(repeated);
  });
  test.each(["CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_TLS_CERT_ALTNAME_INVALID"])(
    "%s is a failure of trust, which repeating does not mend",
    (code) => {
      const failure = attemptFailure(Object.assign(new Error("x"), { cause: { code } }));
      expect(failure.reason).toBe("tls");
      expect(mayRepeatAfterFailure(request("GET"), failure)).toBe(false);
    },
  );
  test("the code of a dual-stack connect is found inside it", () => {
    expect(
      attemptFailure({ code: "", errors: [{ code: "ECONNREFUSED" }, { code: "ENETUNREACH" }] }).reason,
    ).toBe("refused");
  });
});

describe("how long is waited", () => {
  test("Retry-After in seconds", () => {
    expect(retryAfterMs("7", NOW)).toBe(7000);
  });
  test("Retry-After as an HTTP date", () => {
    expect(retryAfterMs("Thu, 01 Jan 2026 00:00:09 GMT", NOW)).toBe(9000);
    expect(retryAfterMs("Thu, 01 Jan 1970 00:00:09 GMT", NOW)).toBe(0);
  });
  test.each([undefined, "", "soon", "-5", "1.5"])("Retry-After %p asks for nothing", (header) => {
    expect(retryAfterMs(header, NOW)).toBeNull();
  });
  test("doubles from half a second to half a minute", () => {
    const delays = [1, 2, 3, 7, 20].map((attempt) =>
      delayBeforeRetry({ attempt, retryAfterMs: null, random: 1 }),
    );
    expect(delays).toEqual([500, 1000, 2000, 30_000, 30_000]);
  });
  test("is never shorter than what the server asked for or the back-off, nor longer than both", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.nat(200_000),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (n, asked, r) => {
          const delay = delayBeforeRetry({ attempt: n, retryAfterMs: asked, random: r });
          if (asked > LONGEST_RETRY_AFTER_MS) return delay === null;
          const least = delayBeforeRetry({ attempt: n, retryAfterMs: null, random: r }) ?? 0;
          return delay !== null && delay >= Math.max(asked, least) && delay <= Math.max(asked + 500, least);
        },
      ),
    );
  });
});

describe("addresses and filters", () => {
  test("segments and query are encoded, absent values left out", () => {
    const url = address("http://h/base/", ["a b", "x/../y"], {
      filter: 'name = "a&b"',
      page: 0,
      none: undefined,
    });
    expect(url).toBe("http://h/base/a%20b/x%2F..%2Fy?filter=name%20%3D%20%22a%26b%22&page=0");
  });
  test.each(["", ".", ".."])("the id %p cannot lead to another object", (id) => {
    expect(() => address("http://h", ["integrations", id])).toThrow("is no id");
  });
  test("no text can end its string early", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const quoted = filterString(text);
        expect(quoted).toMatch(/^"(?:[^"\\]|\\.)*"$/s);
        expect(
          quoted
            .slice(1, -1)
            .replace(/\\(.)/gs, (_, c: string) => ({ n: "\n", r: "\r", t: "\t", f: "\f" })[c] ?? c),
        ).toBe(text);
      }),
    );
  });
  test("terms are joined, and there is no filter without terms", () => {
    expect(filterOf({ name: "a", issuer: undefined, kid: "b" })).toBe('name = "a" and kid = "b"');
    expect(filterOf({ name: undefined })).toBeUndefined();
  });
});

describe("requests in flight", () => {
  test("never more than the limit, and all of them in the end", async () => {
    const limit = createInFlightLimit(3, new FakeClock());
    let running = 0;
    let most = 0;
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => limit.run(work)));
    expect([most, running]).toEqual([3, 0]);
  });
  test("a request that is aborted while it waits never runs and takes no place", async () => {
    const limit = createInFlightLimit(1, new FakeClock());
    let release = () => {};
    const first = limit.run(() => new Promise<void>((resolve) => (release = resolve)));
    const stop = new AbortController();
    const waiting = limit.run(() => Promise.reject(new Error("ran")), stop.signal);
    stop.abort(new Error("stopped"));
    await expect(waiting).rejects.toThrow("stopped");
    release();
    await first;
    await expect(limit.run(() => Promise.resolve("next"))).resolves.toBe("next");
  });
});

test("a known secret is masked wherever it stands", () => {
  const secrets = new Secrets();
  secrets.add("hunter2");
  secrets.add("");
  secrets.add(undefined);
  expect(secrets.mask("a hunter2 b hunter2")).toBe("a ******** b ********");
});
