// SPDX-License-Identifier: Apache-2.0
import { renameSync, rmSync } from 'node:fs';
import { type Image, TOOLBOX } from '../../../model/container.ts';
import { fault } from '../../../model/fault.ts';
import { failed, ok, type Result } from '../../../model/result.ts';
import { withLock } from '../../state/lock.ts';
import { labName } from '../../state/paths.ts';
import { readRecords } from '../../state/store.ts';
import { isId, normalName } from './image-name.ts';
import { imageFolder, makeImagesFolder, readImages, unpackFolder, writeImages } from './image-store.ts';
import { type Unpacked, unpackImage } from './image-unpack.ts';
import { fetchImage } from './registry.ts';
import { buildToolbox } from './toolbox.ts';

export interface Resolved {
  image: Image;
  /** True when a lab lets the toolbox answer to this name: to be said openly. */
  aliased: boolean;
}

/** Names that the toolbox answers to in a practice lab, where no such image is. */
const LAB_ALIASES = ['alpine:latest', 'busybox:latest'];

/** All images of this host. Throws on a malformed list. */
export const listImages = (): Image[] => readImages();

/** By name, id, or the beginning of an id that no other image has. */
export function findImage(reference: string): Image | undefined {
  const images = readImages();
  const name = normalName(reference);
  const named = images.find((image) => image.names.includes(name));
  if (named !== undefined || !isId(reference)) return named;
  const hex = reference.replace(/^sha256:/, '');
  const [only, ...more] = images.filter((image) => image.id.startsWith(`sha256:${hex}`));
  return more.length === 0 ? only : undefined;
}

/** As findImage; builds the toolbox on the spot, and in a lab lets it answer to alpine and busybox. Faults: image-unknown, tool-missing. */
export async function resolveImage(reference: string): Promise<Result<Resolved>> {
  const image = findImage(reference);
  if (image !== undefined) return ok({ image, aliased: false });
  const name = normalName(reference);
  if (!isToolbox(name)) return failed(fault('image-unknown', { image: reference }));
  const toolbox = await ensureToolbox();
  return toolbox.ok ? ok({ image: toolbox.value, aliased: name !== TOOLBOX }) : toolbox;
}

const isToolbox = (name: string): boolean =>
  name === TOOLBOX || (labName() !== undefined && LAB_ALIASES.includes(name));

/** An image from a rootfs tarball, a docker archive, or an OCI archive or layout. Faults: file-missing, image-bad, tool-missing. */
export const importImage = (path: string, name: string): Promise<Result<Image>> =>
  admit(name, (folder) => unpackImage(path, folder), withLock);

/** From a registry, through skopeo; what the toolbox answers to is built on the spot. Faults: tool-missing, image-pull-failed, image-bad. */
export async function pullImage(
  name: string,
  onLine: (line: string) => void,
  transport = 'docker://',
): Promise<Result<Image>> {
  if (isToolbox(normalName(name))) return pullToolbox(normalName(name));
  return admit(name, (folder) => fetchImage(name, folder, onLine, transport), withLock);
}

/** The built-in image: Debian's busybox, and links to it. Fault: tool-missing. */
export async function ensureToolbox(guard?: Guard): Promise<Result<Image>> {
  const there = findImage(TOOLBOX);
  return there ? ok(there) : admit(TOOLBOX, buildToolbox, guard);
}

/** The toolbox, from now on under another of its names too. */
async function pullToolbox(name: string): Promise<Result<Image>> {
  const toolbox = await ensureToolbox(withLock);
  if (!toolbox.ok || name === TOOLBOX) return toolbox;
  return withLock(async () => ok(enlist(toolbox.value, name)));
}

type Guard = (then: () => Promise<Result<Image>>) => Promise<Result<Image>>;

/** Has an image unpacked beside the others, and takes it in whole or not at all. Only the taking in is guarded: a download may last. */
async function admit(
  name: string,
  unpack: (folder: string) => Promise<Result<Unpacked>>,
  guard: Guard = (then) => then(),
): Promise<Result<Image>> {
  const folder = unpackFolder();
  makeImagesFolder();
  try {
    const unpacked = await unpack(folder);
    if (!unpacked.ok) return unpacked;
    return await guard(async () => ok(takeIn(folder, unpacked.value, name)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
    if (readImages().length === 0) writeImages([]);
  }
}

function takeIn(folder: string, unpacked: Unpacked, name: string): Image {
  const { id } = unpacked;
  if (!readImages().some((image) => image.id === id)) {
    rmSync(imageFolder(id), { recursive: true, force: true });
    renameSync(folder, imageFolder(id));
  }
  return enlist(unpacked, normalName(name));
}

/** The image under a name that no other then has. */
function enlist(unpacked: Unpacked, name: string): Image {
  const images = readImages().map((image) => ({
    ...image,
    names: image.names.filter((other) => other !== name),
  }));
  const known = images.find((image) => image.id === unpacked.id);
  const image: Image = { ...(known ?? unpacked), names: [...(known?.names ?? []), name] };
  writeImages([...images.filter((other) => other.id !== image.id), image]);
  return image;
}

/** Takes a name away, and with the last one the image. Faults: image-unknown, image-in-use. */
export async function removeImage(reference: string): Promise<Result<Image>> {
  const image = findImage(reference);
  if (image === undefined) return failed(fault('image-unknown', { image: reference }));
  const names = image.names.filter((name) => name !== normalName(reference));
  const others = readImages().filter((other) => other.id !== image.id);
  if (names.length > 0 && names.length < image.names.length) {
    writeImages([...others, { ...image, names }]);
    return ok({ ...image, names });
  }
  const containers = readRecords('containers')
    .filter((record) => record.imageId === image.id)
    .map((record) => record.spec.name);
  if (containers.length > 0) return failed(fault('image-in-use', { image: reference, containers }));
  writeImages(others);
  rmSync(imageFolder(image.id), { recursive: true, force: true });
  writeImages(others);
  return ok(image);
}
