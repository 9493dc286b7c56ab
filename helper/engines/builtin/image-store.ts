// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import * as z from 'zod/mini';
import { Image } from '../../../model/container.ts';
import { imagesFolder, stateFolder } from '../../state/paths.ts';
import { readIfThere, removeIfEmpty } from '../../state/store.ts';

const Images = z.array(Image);

const listPath = (): string => join(imagesFolder(), 'images.json');

/** The folder of an image, named by the hex of its id. */
export const imageFolder = (id: string): string => join(imagesFolder(), id.replace(/^sha256:/, ''));

/** The image's root: the lower layer of its containers, never written after import. */
export const imageRoot = (id: string): string => join(imageFolder(id), 'rootfs');

/** Where an image is unpacked before it gets its name. */
export const unpackFolder = (): string => join(imagesFolder(), `.unpack-${process.pid}-${Date.now()}`);

/** Throws on a malformed list. */
export function readImages(): Image[] {
  const text = readIfThere(listPath());
  return text === undefined ? [] : Images.parse(JSON.parse(text));
}

/** An empty list leaves no file. */
export function writeImages(images: readonly Image[]): void {
  if (images.length === 0) {
    rmSync(listPath(), { force: true });
    removeIfEmpty(imagesFolder());
    return;
  }
  makeImagesFolder();
  writeFileAtomic.sync(listPath(), JSON.stringify(images), { mode: 0o600 });
}

export function makeImagesFolder(): void {
  mkdirSync(stateFolder(), { recursive: true, mode: 0o700 });
  mkdirSync(imagesFolder(), { recursive: true, mode: 0o700 });
}
