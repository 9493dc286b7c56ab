// SPDX-License-Identifier: Apache-2.0

/** Milliseconds between two questions; before a missing answer counts as silence; and by which a beat may come late or early. */
export const BEAT = 2000;
export const PATIENCE = 4000;
export const JUMP = 8000;

export interface HeartbeatParts {
  /** One question; whether it was answered. */
  ask: () => Promise<boolean>;
  /** No answer in time, or this page slept: nothing that is shown may be taken for the present. */
  onsilence: () => void;
  onanswer: () => void;
  /** Milliseconds of the wall clock, which goes on while the machine sleeps. */
  now?: () => number;
}

/** Asks whether anybody is there, again and again, one question at a time. Value: ends it. */
export function startHeartbeat({
  ask,
  onsilence,
  onanswer,
  now = () => Date.now(),
}: HeartbeatParts): () => void {
  let last = now();
  let asking = false;

  async function beat(): Promise<void> {
    const jumped = Math.abs(now() - last - BEAT) > JUMP;
    last = now();
    if (jumped) onsilence();
    if (asking) return;
    asking = true;
    const patience = setTimeout(onsilence, PATIENCE);
    const answered = await ask();
    clearTimeout(patience);
    asking = false;
    if (answered) onanswer();
  }

  const timer = setInterval(() => void beat(), BEAT);
  return () => clearInterval(timer);
}
