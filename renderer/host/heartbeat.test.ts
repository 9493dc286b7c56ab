// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BEAT, PATIENCE, startHeartbeat } from './heartbeat.ts';

let said: string[] = [];
let answer: (answered: boolean) => void = () => undefined;
let slept = 0;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  slept = 0;
  stop = startHeartbeat({
    ask: () => {
      said.push('ask');
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    onsilence: () => said.push('silence'),
    onanswer: () => said.push('answer'),
    now: () => Date.now() + slept,
  });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('asks, one question at a time, and tells each answer', async () => {
  await vi.advanceTimersByTimeAsync(BEAT);
  answer(true);
  await vi.advanceTimersByTimeAsync(BEAT);
  expect(said).toEqual(['ask', 'answer', 'ask']);
});

it('is silence when the answer does not come in time, until it comes', async () => {
  await vi.advanceTimersByTimeAsync(BEAT + PATIENCE);
  expect(said).toEqual(['ask', 'silence']);
  answer(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toEqual(['ask', 'silence', 'answer']);
});

it.each([3_600_000, -3_600_000])(
  'is silence when the clock has jumped by %d ms, until it is answered',
  async (jump) => {
    await vi.advanceTimersByTimeAsync(BEAT);
    answer(true);
    await vi.advanceTimersByTimeAsync(0);
    slept = jump;
    await vi.advanceTimersByTimeAsync(BEAT);
    expect(said.slice(2)).toEqual(['silence', 'ask']);
    answer(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(said.at(-1)).toBe('answer');
  },
);

it('a refusal is no answer', async () => {
  await vi.advanceTimersByTimeAsync(BEAT);
  answer(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toEqual(['ask']);
});
