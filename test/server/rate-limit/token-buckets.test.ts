import fc from "fast-check";
import { TokenBuckets } from "../../../src/server/rate-limit/token-buckets";

let now: number;
beforeEach(() => {
  now = 0;
});
const buckets = (perSecond: number, burst: number) => new TokenBuckets({ perSecond, burst }, () => now);

test("lets a burst through, then as many a second as it is made for", () => {
  const limit = buckets(2, 3);
  expect([1, 2, 3, 4].map(() => limit.take("a"))).toEqual([0, 0, 0, 0.5]);
  now += 500;
  expect([limit.take("a"), limit.take("a")]).toEqual([0, 0.5]);
});

test("counts each key for itself, and asking takes none", () => {
  const limit = buckets(1, 1);
  expect([limit.wait("a"), limit.take("a"), limit.take("a"), limit.wait("a")]).toEqual([0, 0, 1, 1]);
  expect(limit.take("b")).toBe(0);
});

test("remembers ten thousand keys and forgets the one used longest ago", () => {
  const limit = buckets(1, 1);
  limit.take("first");
  limit.take("second");
  for (let at = 0; at < 9_998; at++) limit.take(`key ${at}`);
  limit.take("first");
  limit.take("one more");
  expect([limit.take("first"), limit.take("second")]).toEqual([1, 0]);
});

test("never lets more through than the burst and the rate allow, whatever the pauses", () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 200 });
  const few = fc.integer({ min: 1, max: 9 });
  fc.assert(
    fc.property(pauses, few, few, (steps, rate, burst) => {
      now = 0;
      const limit = buckets(rate, burst);
      let through = 0;
      for (const pause of steps) {
        now += pause;
        if (limit.take("a") === 0) through += 1;
        expect(through).toBeLessThanOrEqual(burst + (rate * now) / 1000 + 1e-6);
      }
    }),
  );
});
