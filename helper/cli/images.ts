// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import type { Emit } from '../../model/contract.ts';
import type { InvocationOf } from '../../model/grammar/commands.ts';
import { each } from './each.ts';
import { call } from './host.ts';
import { err, out, plain, sayFault } from './terminal.ts';

const archiveName = (file: string): string =>
  (file.split('/').at(-1) ?? file).replace(/\.(tar|tgz|txz|oci)(\..*)?$/, '');

export async function importImage({ args }: InvocationOf<'image import'>): Promise<number> {
  const name = args.name ?? archiveName(args.file);
  const image = await call('image-import', { path: resolve(args.file), name });
  if (!image.ok) sayFault(image.fault);
  else out(image.value.id);
  return image.ok ? 0 : 1;
}

export async function pull({ args, flags }: InvocationOf<'image pull'>): Promise<number> {
  const emit: Emit = (name, event) => {
    if (name === 'pulled' && !flags.quiet) err(plain((event as { line: string }).line));
  };
  const image = await call('image-pull', { name: args.image }, emit);
  if (!image.ok) sayFault(image.fault);
  else out(image.value.names[0] ?? image.value.id);
  return image.ok ? 0 : 1;
}

export const removeImages = ({ args, flags }: InvocationOf<'image rm'>): Promise<number> =>
  each(
    args.image,
    async (image) => {
      if (flags['dry-run']) {
        out(`# delete image ${plain(image)}`);
        return { ok: true, value: {} };
      }
      const removed = await call('image-remove', { image });
      if (!removed.ok) sayFault(removed.fault);
      return removed;
    },
    !flags['dry-run'],
  );
