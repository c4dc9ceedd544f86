import { sameUrl } from "../../../src/provider/validators/same-url";

test.each([
  ["https://idp.example.com", "https://idp.example.com/", true],
  ["HTTPS://IdP.Example.com/keys", "https://idp.example.com/keys", true],
  ["https://idp.example.com:443/keys", "https://idp.example.com/keys", true],
  ["http://idp.example.com:80", "http://idp.example.com", true],
  ["https://idp.example.com/a/../keys", "https://idp.example.com/keys", true],
  ["https://idp.example.com/%7Ejane/%2fx", "https://idp.example.com/~jane/%2Fx", true],
  ["https://idp.example.com/a b", "https://idp.example.com/a%20b", true],
  ["https://b\u00fccher.example/", "https://xn--bcher-kva.example/", true],
  ["https://idp.example.com/Keys", "https://idp.example.com/keys", false],
  ["https://idp.example.com/keys", "https://idp.example.com/keys/", false],
  ["https://idp.example.com/a%2Fb", "https://idp.example.com/a/b", false],
  ["https://idp.example.com/keys?a=1", "https://idp.example.com/keys?a=2", false],
  ["http://idp.example.com/keys", "https://idp.example.com/keys", false],
  ["https://idp.example.com:8443/keys", "https://idp.example.com/keys", false],
])("%s and %s mean the same: %p", (one, other, same) => {
  expect(sameUrl(one, other)).toBe(same);
  expect(sameUrl(other, one)).toBe(same);
});
