// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { coalesce } from './coalesce.ts';

/** A look that the test ends by hand. */
function looks() {
  const open: (() => void)[] = [];
  let most = 0;
  let begun = 0;
  const look = () => {
    begun += 1;
    return new Promise<void>((resolve) => {
      most = Math.max(most, open.push(resolve));
    });
  };
  return {
    look,
    begun: () => begun,
    most: () => most,
    end: () => open.splice(0).forEach((resolve) => void resolve()),
  };
}

test('many touches are one look; those during a look are one more; never two at a time', async () => {
  const { look, begun, most, end } = looks();
  const { touch, stop } = coalesce(look);
  for (let n = 0; n < 1000; n += 1) touch();
  await expect.poll(begun).toBe(1);
  for (let n = 0; n < 1000; n += 1) touch();
  expect(begun()).toBe(1);
  end();
  await expect.poll(begun).toBe(2);
  end();
  expect(most()).toBe(1);
  touch();
  stop();
  touch();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(begun()).toBe(2);
});
