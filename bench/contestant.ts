// SPDX-License-Identifier: Apache-2.0

/** One way to put a container on the LAN. Each promise is settled when a person would be told "done". */
export interface Contestant {
  name: string;
  /** Undefined: nothing is asked of the kernel for it. */
  createNetwork?: () => Promise<unknown>;
  /** Made and started. */
  run: () => Promise<unknown>;
  /** The file of its network namespace. Not timed. */
  sandbox: () => Promise<string> | string;
  /** While it runs, by force. */
  remove: () => Promise<unknown>;
  removeNetwork?: () => Promise<unknown>;
}

export const PHASES = [
  'network create',
  'run',
  'first reply',
  'run + first reply',
  'remove (rm -f)',
  'network rm',
] as const;
export type Phase = (typeof PHASES)[number];

/** What all of them make: one network on the practice host's NIC, one container that sleeps. */
export const WANTED = {
  network: 'bench-net',
  container: 'bench',
  parent: 'eth0',
  subnet: '172.16.86.0/24',
  gateway: '172.16.86.1',
  image: 'lanyard/toolbox:latest',
  command: ['sleep', '1000'],
} as const;

/** 64 hex digits from a counter: the same in every run of the bench. */
let count = 0;
export const nextId = (): string => (++count).toString(16).padStart(8, '0').padEnd(64, '5');
