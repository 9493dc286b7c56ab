// SPDX-License-Identifier: Apache-2.0
import type { Fault } from '../../model/fault.ts';
import type { Observation } from '../../model/observation.ts';
import { netnsPath } from '../state/paths.ts';
import { type KeptTool, keepTool } from './kept-tool.ts';

const MONITOR = ['-o', 'monitor', 'link', 'address', 'route', 'neigh'] as const;

/** Milliseconds after which a new monitor has subscribed, mostly and surely: what happened before that is found by looking again. */
const SUBSCRIBED = [150, 1500] as const;

export interface Monitors {
  /** Listens in the sandboxes of the containers that run now, and no longer in others. */
  update: (observation: Observation) => void;
  stop: () => void;
}

/** Listens to the kernel in the host's namespace, and in sandboxes once they are named; a monitor that dies is started again. */
export function startMonitors(touch: () => void, onFault: (fault: Fault) => void): Monitors {
  const timers = new Set<NodeJS.Timeout>();
  const touchAgain = () => {
    touch();
    for (const wait of SUBSCRIBED) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        touch();
      }, wait);
      timers.add(timer);
    }
  };
  // By `nsenter`, not `ip -n`: that one copies all mounts, and would keep a container's root busy for as long as it listens.
  const monitor = (sandbox?: string): KeptTool => {
    touchAgain();
    return keepTool({
      ...(sandbox === undefined
        ? { tool: 'ip', argv: MONITOR }
        : { tool: 'nsenter', argv: [`--net=${netnsPath(sandbox)}`, 'ip', ...MONITOR] }),
      onLine: touch,
      // `ip monitor` goes on after ENOBUFS; what it missed is found by looking.
      onError: touch,
      onAgain: touchAgain,
      onFault,
    });
  };

  const host = monitor();
  const inside = new Map<string, KeptTool>();
  return {
    update: ({ containers }) => {
      const running = containers.filter(({ state }) => state.status === 'running');
      const wanted = new Set(running.map(({ sandbox }) => sandbox));
      for (const [name, kept] of inside) {
        if (wanted.has(name)) continue;
        kept.stop();
        inside.delete(name);
      }
      for (const name of wanted) {
        if (!inside.has(name)) inside.set(name, monitor(name));
      }
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
      for (const kept of [host, ...inside.values()]) kept.stop();
    },
  };
}
