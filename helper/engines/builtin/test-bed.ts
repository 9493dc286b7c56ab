// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerRecord, Image } from '../../../model/container.ts';
import { sandboxName } from '../../../model/plan/names.ts';
import type { Result } from '../../../model/result.ts';
import { expectTool, toolPath } from '../../command.ts';
import { putRecord } from '../../state/store.ts';
import { ensureToolbox } from './images.ts';
import { addRootfs, deleteRootfs, mountRootfs } from './rootfs.ts';
import { createContainer, deleteContainer, startContainer } from './runtime.ts';

/** Why containers cannot be tried here; undefined: they can. */
export const missing = (): string | undefined => {
  if (process.getuid?.() !== 0) return 'not root';
  return (['ip', 'runc', 'conmon', 'busybox'] as const).find((tool) => toolPath(tool) === undefined);
};

export function got<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

export interface Bed {
  image: Image;
  folder: string;
  /** Lines that the monitor's call-back wrote: `reap ID`. */
  reaped: () => string[];
  /** A made container's id; its sandbox is there, and its root mounted. */
  make: (argv: string[], wish?: Partial<ContainerRecord['spec']>) => Promise<string>;
  run: (argv: string[], wish?: Partial<ContainerRecord['spec']>) => Promise<string>;
  /** Everything away, and whatever stood with it. */
  clear: () => Promise<void>;
}

/** A state folder on a real file system, with the toolbox in it. */
export async function makeBed(): Promise<Bed> {
  const folder = mkdtempSync('/var/tmp/lanyard-test-');
  const reap = join(folder, 'reap');
  writeFileSync(reap, `#!/bin/sh\necho "$@" >> ${folder}/reaped\n`);
  chmodSync(reap, 0o755);
  const before = { state: process.env.LANYARD_STATE, program: process.env.LANYARD_PROGRAM };
  process.env.LANYARD_STATE = join(folder, 'state');
  process.env.LANYARD_PROGRAM = reap;
  const image = got(await ensureToolbox());
  const made: string[] = [];

  const make: Bed['make'] = async (argv, wish = {}) => {
    const record = recordFor(image, argv, wish);
    const { id } = record.spec;
    made.push(id);
    got(await expectTool('ip', ['netns', 'add', record.sandbox]));
    putRecord('containers', id, record, Date.now());
    got(await addRootfs(id, image.id));
    got(await mountRootfs(id, image.id));
    return id;
  };
  return {
    image,
    folder,
    make,
    reaped: () => readLines(join(folder, 'reaped')),
    run: async (argv, wish) => {
      const id = await make(argv, wish);
      got(await createContainer(id));
      got(await startContainer(id));
      return id;
    },
    clear: async () => {
      for (const id of made) {
        await deleteContainer(id);
        await deleteRootfs(id);
        putRecord('containers', id, null, 0);
        await expectTool('ip', ['netns', 'del', sandboxName(id)]);
      }
      rmSync(folder, { recursive: true, force: true });
      restoreEnv('LANYARD_STATE', before.state);
      restoreEnv('LANYARD_PROGRAM', before.program);
    },
  };
}

function restoreEnv(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').trim().split('\n');
  } catch {
    return [];
  }
}

function recordFor(image: Image, argv: string[], wish: Partial<ContainerRecord['spec']>): ContainerRecord {
  const id = randomBytes(32).toString('hex');
  const plain = { command: argv, env: [], tty: false, interactive: false, remove: false };
  const spec = { id, name: `t-${id.slice(0, 8)}`, image: 'toolbox', labels: {}, endpoints: [], ...plain };
  return {
    spec: { ...spec, ...wish },
    engine: 'builtin',
    imageId: image.id,
    argv,
    endpoints: [],
    sandbox: sandboxName(id),
  };
}

/** Processes whose command line names a text, conmon and runtime among them. */
export function processesNaming(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .map((pid) => commandLine(pid))
    .filter((line) => line.includes(text));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
