// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Contestant, nextId, WANTED } from './contestant.ts';
import { succeed } from './program.ts';

const FOLDER = '/run/bench-floor';
const ADDRESS = { mac: '02:42:ac:10:56:02', cidr: '172.16.86.2/24', broadcast: '172.16.86.255' };

/** What the floor takes over from a container that Lanyard made: so the runtime is asked for the very same. */
export interface Template {
  /** The container's id, and the text of its config.json. */
  id: string;
  config: string;
  /** Folder above the containers' folders in that text. */
  runs: string;
  /** The image's root. */
  lower: string;
  runtime: string;
}

interface Run {
  id: string;
  sandbox: string;
  folder: string;
  pid: number;
}

/**
 * The least that this takes: the kernel requests of Lanyard's plan in the same `ip` batches, an overlay, and the same
 * monitor and runtime, written out by hand. No observation, journal, lock, records or check, none of Lanyard's code.
 */
export function makeFloor(template: Template): Contestant {
  let run: Run | undefined;
  const running = (): Run => {
    if (run === undefined) throw new Error('the floor runs nothing');
    return run;
  };
  return {
    name: 'floor',
    run: async () => {
      run = await start(template);
    },
    sandbox: () => `/run/netns/${running().sandbox}`,
    remove: () => remove(running(), template),
  };
}

const short = (id: string): string => id.slice(0, 12);
const ip = (batch: string, sandbox?: string): Promise<string> =>
  succeed(['/usr/sbin/ip', ...(sandbox === undefined ? [] : ['-n', sandbox]), '-batch', '-'], {
    input: batch,
  });

async function start(template: Template): Promise<Run> {
  const id = nextId();
  const sandbox = `lanyard-${short(id)}`;
  const folder = join(FOLDER, id);
  const bundle = join(folder, 'bundle');
  const root = join(bundle, 'rootfs');
  for (const path of [root, join(folder, 'upper'), join(folder, 'work'), join(folder, 'exits')])
    mkdirSync(path, { recursive: true });
  const born = `ly${id.slice(0, 8)}00`;
  await ip(
    `netns add ${sandbox}
netns exec ${sandbox} sysctl -qw net.ipv4.conf.default.arp_notify=1 net.ipv6.conf.default.ndisc_notify=1 net.ipv6.conf.default.accept_ra=0 net.ipv6.conf.default.disable_ipv6=1
link add link ${WANTED.parent} name ${born} netns ${sandbox} address ${ADDRESS.mac} type macvlan mode bridge
`,
  );
  await ip(
    `link set ${born} name eth0
address add ${ADDRESS.cidr} broadcast ${ADDRESS.broadcast} dev eth0
link set eth0 up
link set lo up
route add default via ${WANTED.gateway} dev eth0
`,
    sandbox,
  );
  const layers = `nodev,lowerdir=${template.lower},upperdir=${folder}/upper,workdir=${folder}/work`;
  await succeed(['/usr/bin/mount', '-t', 'overlay', '-o', layers, 'floor', root]);
  for (const name of ['hosts', 'hostname', 'resolv.conf']) writeFileSync(join(folder, name), 'bench\n');
  writeFileSync(join(bundle, 'config.json'), configOf(template, id));
  const pid = await create(template, id, folder);
  await succeed([template.runtime, '--root', join(FOLDER, 'runtime'), 'start', id]);
  return { id, sandbox, folder, pid };
}

const configOf = ({ config, id, runs }: Template, own: string): string =>
  config.replaceAll(join(runs, id), join(FOLDER, own)).replaceAll(id, own).replaceAll(short(id), short(own));

/** Value: the pid that conmon reports, once its foreground part has ended. */
async function create({ runtime }: Template, id: string, folder: string): Promise<number> {
  mkdirSync(join(FOLDER, 's'), { recursive: true });
  const argv = [
    ...['--api-version', '1', '--cid', id, '--cuuid', id, '--runtime', runtime],
    ...[`--runtime-arg=--root=${join(FOLDER, 'runtime')}`, '--bundle', join(folder, 'bundle')],
    ...['--container-pidfile', join(folder, 'pid'), '--conmon-pidfile', join(folder, 'monitor.pid')],
    ...['--exit-dir', join(folder, 'exits'), '--socket-dir-path', join(FOLDER, 's')],
    ...['--log-path', `k8s-file:${join(folder, 'log')}`, '--no-sync-log'],
  ];
  const child = spawn('/usr/bin/conmon', argv, {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', _OCI_SYNCPIPE: '3' },
    detached: true,
    cwd: '/',
  });
  const report = child.stdio[3] as Readable;
  const [[text]] = await Promise.all([once(report, 'data'), once(child, 'exit')]);
  report.destroy();
  const { data, message } = JSON.parse(String(text)) as { data: number; message?: string };
  if (data > 0) return data;
  throw new Error(`the floor's conmon: ${message ?? text}`);
}

async function remove({ id, sandbox, folder, pid }: Run, { runtime }: Template): Promise<void> {
  const exits = join(folder, 'exits');
  const ended = new Promise<void>((resolve) => {
    const watcher = watch(exits, () => {
      if (!existsSync(join(exits, id))) return;
      watcher.close();
      resolve();
    });
  });
  process.kill(pid, 'SIGKILL');
  await ended;
  await succeed([runtime, '--root', join(FOLDER, 'runtime'), 'delete', id]);
  await ip('link delete eth0\n', sandbox);
  await ip(`netns delete ${sandbox}\n`);
  await succeed(['/usr/bin/umount', join(folder, 'bundle', 'rootfs')]);
  rmSync(folder, { recursive: true, force: true });
}
