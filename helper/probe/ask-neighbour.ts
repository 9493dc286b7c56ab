// SPDX-License-Identifier: Apache-2.0
import { runTool } from '../command.ts';
import { netnsPath } from '../state/paths.ts';

export interface NeighbourAnswer {
  answered: boolean;
  mac?: string;
}

/** How a tool asks, and how it says that nobody answered: other than that it could not ask. */
const QUESTIONS = {
  4: {
    tool: 'arping',
    argv: (ip: string, link: string) => ['-c', '1', '-w', '1', '-I', link, ip],
    unanswered: (exit: number, stdout: string) => exit === 1 && stdout.includes('Received 0 response'),
  },
  6: {
    tool: 'ndisc6',
    argv: (ip: string, link: string) => ['-1', '-q', '-r', '1', '-w', '1000', ip, link],
    unanswered: (exit: number) => exit === 2,
  },
} as const;

const MAC = /(?:[0-9A-F]{2}:){5}[0-9A-F]{2}/i;

/**
 * Sends one ARP request (RFC 826) or neighbour solicitation (RFC 4861) from a link of a sandbox, or of the host, and waits at most a second.
 * Undefined when it could not be sent, or the tool is missing.
 */
export async function askNeighbour(
  sandbox: string | undefined,
  link: string,
  ip: string,
): Promise<NeighbourAnswer | undefined> {
  const { tool, argv, unanswered } = QUESTIONS[ip.includes(':') ? 6 : 4];
  const asking = argv(ip, link);
  const run =
    sandbox === undefined
      ? await runTool(tool, asking, { seconds: 4 })
      : await runTool('nsenter', [`--net=${netnsPath(sandbox)}`, tool, ...asking], { seconds: 4 });
  if (!run.ok) return undefined;
  const { exit, stdout } = run.value;
  if (unanswered(exit, stdout)) return { answered: false };
  const mac = MAC.exec(stdout)?.[0].toLowerCase();
  return exit === 0 && mac !== undefined ? { answered: true, mac } : undefined;
}
