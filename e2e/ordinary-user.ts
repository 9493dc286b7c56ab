// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startTool } from '../helper/command.ts';
import type { Entry } from '../helper/lab/enter.ts';
import type { LabHost } from '../helper/testing/lab-host.ts';
import { underPolkit } from '../main/testing/polkit.ts';

/** A place for the bus in the lab's /run, and for the state of the program as pkexec starts it, which keeps no environment: gone with the app. */
const OWN_STATE = 'mkdir -p /run/dbus && mount -t tmpfs -o mode=755 tmpfs /var/lib && exec "$@"';

/** Put before the app's argv: nobody, at the lab's host as if it were the machine, under a polkit that rules so. */
export const asNobody = ({ entry }: LabHost, rule: Parameters<typeof underPolkit>[0]): string[] => [
  '/usr/bin/nsenter',
  ...entry.argv,
  ...['/usr/bin/unshare', '--mount', '/bin/sh', '-c', OWN_STATE, 'sh'],
  ...underPolkit(rule),
];

export interface Passage {
  /** On this side. */
  port: number;
  close: () => Promise<void>;
}

/** Both ends are there before whoever is behind them listens, on a busy machine. */
async function untilAnswered(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error(`nobody answers at ${url}`);
}

/** A way to a port on the loopback of the lab's host, which is another network's: through a socket file. */
export async function passageTo(port: number, { tool, argv, env }: Entry): Promise<Passage> {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-passage-'));
  const path = join(folder, 'socket');
  const words = ['/usr/bin/socat', `UNIX-LISTEN:${path},fork`, `TCP:127.0.0.1:${port}`];
  const far = startTool(tool, [...argv, ...words], { env });
  if (!far.ok) throw new Error(JSON.stringify(far.fault));
  while (!existsSync(path)) await pause(20);
  const near = createServer((socket) => {
    const through = connect(path);
    socket.pipe(through).pipe(socket);
    socket.on('error', () => through.destroy());
    through.on('error', () => socket.destroy());
    through.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => near.listen(0, '127.0.0.1', resolve));
  const here = (near.address() as AddressInfo).port;
  await untilAnswered(`http://127.0.0.1:${here}/json/version`);
  return {
    port: here,
    close: async () => {
      near.close();
      far.value.kill();
      rmSync(folder, { recursive: true });
    },
  };
}
