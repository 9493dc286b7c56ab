// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DockerApi, makeApi } from './docker-api.ts';
import { succeed } from './program.ts';

const DOCKERD = '/usr/sbin/dockerd';
/** On the practice host's /run, a tmpfs: overlays can have their upper folder there, and it goes with the lab. */
const FOLDER = '/run/bench-docker';
const SOCKET = join(FOLDER, 'docker.sock');
const START_MS = 30_000;

export const DOCKER_IMAGE = 'bench-toolbox';

export interface Docker {
  version: string;
  host: string;
  api: DockerApi;
  close: () => Promise<void>;
}

/** A Docker Engine of the bench's own in the practice host, with the same root as its image; undefined where Docker is not installed. */
export async function startDocker(root: string, cgroup: string): Promise<Docker | undefined> {
  if (!existsSync(DOCKERD)) return undefined;
  mkdirSync(FOLDER, { recursive: true });
  const argv = [
    ...['--data-root', join(FOLDER, 'data'), '--exec-root', join(FOLDER, 'exec')],
    ...['--pidfile', join(FOLDER, 'pid'), '--host', `unix://${SOCKET}`, '--cgroup-parent', cgroup],
    ...['--bridge=none', '--iptables=false', '--ip6tables=false', '--ip-forward=false', '--log-level=error'],
  ];
  const daemon = spawn(DOCKERD, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  daemon.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).slice(-2000);
  });
  const ended = once(daemon, 'exit');
  const died = ended.then(() => Promise.reject(new Error(`dockerd ended: ${said}`)));
  died.catch(() => {});
  await Promise.race([untilThere(SOCKET), died]);

  const api = makeApi(SOCKET);
  const { Version } = (await api.ask('GET', '/version')) as { Version: string };
  const tar = join(FOLDER, 'root.tar');
  await succeed(['/usr/bin/tar', '-C', root, '-cf', tar, '.']);
  await api.importImage(tar, DOCKER_IMAGE);
  return {
    version: Version,
    host: `unix://${SOCKET}`,
    api,
    close: async () => {
      api.close();
      daemon.kill('SIGTERM');
      await ended;
    },
  };
}

/** dockerd listens from the moment its socket is there. */
function untilThere(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const watcher = watch(dirname(path), () => {
      if (existsSync(path)) end(resolve);
    });
    const timer = setTimeout(() => end(() => reject(new Error(`no ${path} after ${START_MS} ms`))), START_MS);
    const end = (then: () => void): void => {
      clearTimeout(timer);
      watcher.close();
      then();
    };
    if (existsSync(path)) end(resolve);
  });
}
