// SPDX-License-Identifier: Apache-2.0
import { hostname, release } from 'node:os';
import type { Observation } from '../../model/observation.ts';
import { ok, type Result } from '../../model/result.ts';
import { TOOLS, type Tool, toolPath } from '../command.ts';
import { answersNow } from '../lan/answers.ts';
import { labName } from '../state/paths.ts';
import { thisMachine } from './machine.ts';
import { seeHost, seeSandboxes } from './namespace.ts';
import { type Recorded, readState, type Unchanged } from './records.ts';
import { hostResolver } from './resolver.ts';

export interface ObserveOptions {
  /** Look into no sandbox, into every running container's, or into these (names under /run/netns). */
  sandboxes: 'none' | 'running' | readonly string[];
  /** Containers that are not looked at again, by id. */
  unchanged?: Unchanged;
}

/**
 * Looks at the whole host, changing nothing. Works without root: a state folder that may not be read is said in
 * `host.stateReadable`, and a sandbox that is not there or may not be entered is left out of `sandboxes`.
 * Faults: state-unreadable, and those of running `ip`.
 */
export async function observe(options: ObserveOptions): Promise<Result<Observation>> {
  const looking = seeHost();
  const state = readState(options.unchanged);
  const inside = state.ok ? seeSandboxes(wanted(options, state.value)) : undefined;
  const host = await looking;
  const sandboxes = (await inside) ?? [];
  if (!host.ok) return host;
  if (!state.ok) return state;
  const { readable, ...recorded } = state.value;
  const at = Date.now();
  const answered = answersNow(at);
  return ok({
    at,
    host: hostFacts(readable),
    ...host.value,
    ...recorded,
    sandboxes,
    ...(answered.length === 0 ? {} : { answered }),
  });
}

function wanted({ sandboxes }: ObserveOptions, { containers }: Recorded): readonly string[] {
  if (sandboxes === 'none') return [];
  if (sandboxes !== 'running') return sandboxes;
  return containers.filter(({ state }) => state.status === 'running').map(({ sandbox }) => sandbox);
}

function hostFacts(stateReadable: boolean): Observation['host'] {
  const lab = labName();
  const tools = Object.fromEntries((Object.keys(TOOLS) as Tool[]).map((tool) => [tool, toolPath(tool)]));
  return {
    name: hostname(),
    kernel: release(),
    stateReadable,
    tools,
    resolver: hostResolver(),
    machine: thisMachine(release()),
    ...(lab === undefined ? {} : { lab }),
  };
}
