// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fault } from '../../../model/fault.ts';
import { failed, ok, type Result } from '../../../model/result.ts';
import { expectTool, TOOLS, toolPath } from '../../command.ts';
import type { Unpacked } from './image-unpack.ts';

/** Counts up when what is below changes, and the image's id with it. */
const EDITION = 1;

const FOLDERS: readonly (readonly [string, number])[] = [
  ['bin', 0o755],
  ['dev', 0o755],
  ['etc', 0o755],
  ['home', 0o755],
  ['proc', 0o755],
  ['root', 0o700],
  ['sbin', 0o755],
  ['sys', 0o755],
  ['tmp', 0o1777],
  ['usr', 0o755],
  ['usr/bin', 0o755],
  ['usr/sbin', 0o755],
  ['var', 0o755],
  ['var/tmp', 0o1777],
];

const FILES: Readonly<Record<string, string>> = {
  'etc/passwd':
    'root:x:0:0:root:/root:/bin/sh\ndaemon:x:1:1:daemon:/usr/sbin:/bin/false\nnobody:x:65534:65534:nobody:/home:/bin/false\n',
  'etc/group': 'root:x:0:\ndaemon:x:1:\ntty:x:5:\nnogroup:x:65534:\n',
  'etc/shells': '/bin/sh\n/bin/ash\n',
  'etc/hosts': '',
  'etc/hostname': '',
  'etc/resolv.conf': '',
};

/** Makes `FOLDER/rootfs` of the machine's own static busybox. Faults: tool-missing, command-failed. */
export async function buildToolbox(folder: string): Promise<Result<Unpacked>> {
  const busybox = toolPath('busybox');
  if (busybox === undefined) {
    return failed(fault('tool-missing', { tool: 'busybox', package: TOOLS.busybox }));
  }
  const listed = await expectTool('busybox', ['--list-full']);
  if (!listed.ok) return listed;
  const root = join(folder, 'rootfs');
  mkdirSync(root, { recursive: true });
  for (const [name, mode] of FOLDERS) {
    mkdirSync(join(root, name));
    chmodSync(join(root, name), mode);
  }
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(root, name), text, { mode: 0o644 });
  copyFileSync(busybox, join(root, 'bin/busybox'));
  chmodSync(join(root, 'bin/busybox'), 0o755);
  for (const applet of listed.value.split('\n').filter((line) => line !== '')) link(root, applet);

  const content = readFileSync(busybox);
  const hash = createHash('sha256').update(`edition ${EDITION}\n`).update(content);
  return ok({
    id: `sha256:${hash.digest('hex')}`,
    names: [],
    size: content.length,
    created: Date.now(),
    command: ['ash'],
    env: [],
  });
}

function link(root: string, applet: string): void {
  const path = join(root, applet);
  if (path === join(root, 'bin/busybox')) return;
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync('/bin/busybox', path);
}
