// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { Container } from '../../model/container.ts';
import type { Observation } from '../../model/observation.ts';
import type { Rate } from '../../model/reach.ts';

/** Milliseconds. */
const INTERVAL = 1000;

/** Tells once a second how fast each endpoint of the running containers sends and receives. */
export function startRates(onRates: (rates: Rate[]) => void): {
  update: (observation: Observation) => void;
  stop: () => void;
} {
  const measure = rateMeter();
  let containers: readonly Container[] = [];
  const timer = setInterval(() => {
    const rates = measure(containers, Date.now());
    if (rates.length > 0) onRates(rates);
  }, INTERVAL);
  return {
    update: (observation) => {
      containers = observation.containers;
    },
    stop: () => clearInterval(timer),
  };
}

interface Counted {
  rx: number;
  tx: number;
  at: number;
}

/** Interface name to its byte counters, from the text of /proc/PID/net/dev (proc(5)): received is the first column, sent the ninth. */
export function parseNetDev(text: string): Map<string, { rx: number; tx: number }> {
  const found = new Map<string, { rx: number; tx: number }>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const columns = line
      .slice(colon + 1)
      .trim()
      .split(/\s+/)
      .map(Number);
    found.set(line.slice(0, colon).trim(), { rx: columns[0] ?? 0, tx: columns[8] ?? 0 });
  }
  return found;
}

/** Remembers the counters of the call before; the first call of a link gives no rate, nor does a link that was made anew. */
export function rateMeter(): (containers: readonly Container[], at: number) => Rate[] {
  let before = new Map<string, Counted>();
  return (containers, at) => {
    const now = new Map<string, Counted>();
    const rates: Rate[] = [];
    for (const { spec, endpoints, state } of containers) {
      const counters = state.pid === undefined ? undefined : countersOf(state.pid);
      for (const { ifname } of endpoints) {
        const counted = counters?.get(ifname);
        if (counted === undefined) continue;
        const key = `${spec.id} ${ifname} ${state.pid}`;
        now.set(key, { ...counted, at });
        const last = before.get(key);
        if (last && at > last.at && counted.rx >= last.rx && counted.tx >= last.tx)
          rates.push({ container: spec.id, ifname, at, ...perSecond(last, counted, at - last.at) });
      }
    }
    before = now;
    return rates;
  };
}

const perSecond = (last: Counted, now: { rx: number; tx: number }, milliseconds: number) => ({
  rx: ((now.rx - last.rx) * 1000) / milliseconds,
  tx: ((now.tx - last.tx) * 1000) / milliseconds,
});

function countersOf(pid: number): Map<string, { rx: number; tx: number }> | undefined {
  try {
    return parseNetDev(readFileSync(`/proc/${pid}/net/dev`, 'utf8'));
  } catch {
    return undefined;
  }
}
