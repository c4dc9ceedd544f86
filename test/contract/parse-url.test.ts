import { parseUrl } from "../../src/contract/parse-url";

/** More often than Node 20 needs before its compiled `URL.canParse` refuses these. */
const OFTEN = 50_000;

test("a URL with letters beyond ASCII stays one, however often it is read", () => {
  let refused = 0;
  for (let at = 0; at < OFTEN; at++) if (parseUrl("https://bücher.example/schlüssel") === null) refused++;
  expect(refused).toBe(0);
});

test.each(["", "no URL", "https://", "http://[::1"])("%p is no URL", (text) => {
  expect(parseUrl(text)).toBeNull();
});

test("a reference is read against a base", () => {
  expect(parseUrl("/keys", "https://idp.example.com/a")?.href).toBe("https://idp.example.com/keys");
});
