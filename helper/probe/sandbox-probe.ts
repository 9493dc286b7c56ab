// SPDX-License-Identifier: Apache-2.0
import type { Neighbour } from '../../model/link.ts';
import { toolPath } from '../command.ts';
import { netnsPath } from '../state/paths.ts';
import { type KeptTool, keepTool } from '../watch/kept-tool.ts';
import { askNeighbour } from './ask-neighbour.ts';
import { parseEcho } from './parse-fping.ts';
import { parseNeighbourChange } from './parse-neighbour.ts';
import { addEcho, type Measured, measuredOf, type Tally } from './tally.ts';
import type { Target } from './targets.ts';

/** Milliseconds: between two echoes to one target; between two ARP or ND requests of our own to a silent one. */
const ECHO_INTERVAL = 1000;
const ASK_INTERVAL = 5000;

/** ARP or ND requests of our own under way at one time, in one sandbox. */
const ASKS_AT_ONCE = 2;

interface Probed {
  target: Target;
  tally: Tally;
  /** When an ARP or ND request of our own was last begun. */
  askedAt: number;
}

export interface SandboxProbe {
  /** `neighbours`: as an observation has just seen them in the sandbox. */
  setTargets: (targets: readonly Target[], neighbours: readonly Neighbour[]) => void;
  measured: (ip: string) => Measured | undefined;
  stop: () => void;
}

/** Probes from inside one sandbox, by two processes that stay: fping for echoes, `ip monitor` for ARP and ND. */
export function startSandboxProbe(sandbox: string, onChange: () => void): SandboxProbe {
  let probed = new Map<string, Probed>();
  let fping: KeptTool | undefined;
  let stopped = false;
  let asking = 0;
  // fping never ends by itself: when it does, it could not be had (no tool, no right, no sandbox), and silence says nothing.
  let failing = toolPath('fping') === undefined;

  const hear = (line: string) => {
    const change = parseNeighbourChange(line);
    const tally = change && probed.get(change.ip)?.tally;
    if (!tally) return;
    tally.neighbour = change.gone ? undefined : change;
    onChange();
  };
  const fail = () => {
    failing = true;
  };
  const count = (line: string) => {
    const echo = parseEcho(line);
    const one = echo && probed.get(echo.ip);
    if (!one) return;
    failing = false;
    addEcho(one.tally, echo);
    // The kernel may have found its neighbour before the monitor listened.
    if (echo.rtt === undefined || one.tally.neighbour?.mac === undefined) void ask(one);
    else one.tally.asked = undefined;
    onChange();
  };
  const ask = async (one: Probed) => {
    const now = Date.now();
    if (!one.target.neighbour || asking >= ASKS_AT_ONCE || now - one.askedAt < ASK_INTERVAL) return;
    one.askedAt = now;
    asking += 1;
    const answer = await askNeighbour(sandbox, one.target.link, one.target.ip);
    asking -= 1;
    if (stopped || answer === undefined) return;
    one.tally.asked = answer;
    onChange();
  };

  const listen = [`--net=${netnsPath(sandbox)}`, 'ip', '-o', 'monitor', 'neigh'];
  const monitor = keepTool({ tool: 'nsenter', argv: listen, onLine: hear });
  return {
    setTargets: (targets, neighbours) => {
      const before = probed;
      probed = new Map(
        targets.map((target) => [target.ip, { ...(before.get(target.ip) ?? fresh()), target }]),
      );
      for (const { ip, states, mac } of neighbours) {
        const tally = probed.get(ip)?.tally;
        if (tally) tally.neighbour = { states, ...(mac === undefined ? {} : { mac }) };
      }
      if (sameKeys(before, probed)) return;
      fping?.stop();
      fping =
        targets.length === 0
          ? undefined
          : keepTool({ tool: 'nsenter', argv: fpingArgv(sandbox, targets), onLine: count, onAgain: fail });
    },
    measured: (ip) => {
      const one = probed.get(ip);
      return one && !failing ? measuredOf(one.tally, one.target.neighbour, Date.now()) : undefined;
    },
    stop: () => {
      stopped = true;
      fping?.stop();
      monitor.stop();
    },
  };
}

const fresh = () => ({ tally: { since: Date.now(), echoes: [] }, askedAt: 0 });

const fpingArgv = (sandbox: string, targets: readonly Target[]): string[] => [
  ...[`--net=${netnsPath(sandbox)}`, 'fping', '-D', '-l', '-p', String(ECHO_INTERVAL)],
  ...targets.map(({ ip, link }) => (ip.startsWith('fe80:') ? `${ip}%${link}` : ip)),
];

const sameKeys = (a: Map<string, unknown>, b: Map<string, unknown>): boolean =>
  a.size === b.size && [...a.keys()].every((key) => b.has(key));
