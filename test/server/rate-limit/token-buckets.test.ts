import fc from "fast-check";
import { TokenBuckets } from "../../../src/server/rate-limit/token-buckets";

let now: number;
beforeEach(() => {
  now = 0;
});
const buckets = (perSecond: number, burst: number) => new TokenBuckets({ perSecond, burst }, () => now);

test("accepts a burst, and then its rate", () => {
  const limit = buckets(2, 3);
  expect([1, 2, 3, 4].map(() => limit.take("a"))).toEqual([0, 0, 0, 0.5]);
  now += 500;
  expect([limit.take("a"), limit.take("a")]).toEqual([0, 0.5]);
});

test("counts each key on its own", () => {
  const limit = buckets(1, 1);
  expect([limit.take("a"), limit.take("a"), limit.take("b")]).toEqual([0, 1, 0]);
});

test("what is given back can be taken again, up to the burst", () => {
  const limit = buckets(1, 2);
  limit.take("a");
  limit.giveBack("a");
  limit.giveBack("a");
  expect([limit.take("a"), limit.take("a"), limit.take("a")]).toEqual([0, 0, 1]);
});

test("what is charged beyond the bucket makes later requests wait", () => {
  const limit = buckets(2, 3);
  limit.take("a");
  limit.charge("a", 5);
  expect(limit.take("a")).toBe(2);
  now += 2000;
  expect([limit.take("a"), limit.take("a")]).toEqual([0, 0.5]);
});

test("holds ten thousand keys and drops the least recently used one", () => {
  const limit = buckets(1, 1);
  limit.take("first");
  limit.take("second");
  for (let at = 0; at < 9_998; at++) limit.take(`key ${at}`);
  limit.take("first");
  limit.take("one more");
  expect([limit.take("first"), limit.take("second")]).toEqual([1, 0]);
});

test("never accepts more than burst and rate allow, whatever the pauses are", () => {
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
