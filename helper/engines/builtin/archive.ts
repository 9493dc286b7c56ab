// SPDX-License-Identifier: Apache-2.0
import { realpathSync } from 'node:fs';
import * as z from 'zod/mini';
import { fault } from '../../../model/fault.ts';
import { failed, ok, type Result } from '../../../model/result.ts';
import { findInside, readInside } from './path-inside.ts';
import { hashOf } from './tarball.ts';

const Texts = z.optional(z.nullable(z.array(z.string())));
const Text = z.optional(z.nullable(z.string()));

/** What Lanyard reads of an image's configuration (OCI image spec, config.md). */
const Config = z.object({
  created: z.optional(z.string()),
  config: z.optional(
    z.nullable(z.object({ Entrypoint: Texts, Cmd: Texts, Env: Texts, WorkingDir: Text, User: Text })),
  ),
});
const Descriptor = z.object({
  digest: z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/)),
  mediaType: z.optional(z.string()),
  platform: z.optional(z.object({ os: z.string(), architecture: z.string() })),
});
const Index = z.object({ manifests: z.array(Descriptor).check(z.minLength(1)) });
const Manifest = z.object({ config: Descriptor, layers: z.array(Descriptor) });
const Saved = z.array(z.object({ Config: z.string(), Layers: z.array(z.string()) })).check(z.minLength(1));

/** An image as an archive describes it. */
export interface Archive {
  id: string;
  config: z.infer<typeof Config>;
  /** Tarballs, the lowest first. */
  layers: string[];
}

/** Go's name of this processor, as images have it. */
const ARCHITECTURE = process.arch === 'x64' ? 'amd64' : process.arch;

/** Reads an extracted docker archive, or an OCI layout. `path`: what faults call it. Faults: image-bad. Throws on malformed JSON. */
export async function readArchive(path: string, folder: string): Promise<Result<Archive>> {
  const real = realpathSync(folder);
  if (findInside(real, 'oci-layout') !== undefined) return readLayout(path, real);
  if (findInside(real, 'manifest.json') !== undefined) return readSaved(path, real);
  return failed(fault('image-bad', { path, reason: 'neither oci-layout nor manifest.json in it' }));
}

async function readLayout(path: string, folder: string): Promise<Result<Archive>> {
  const bad = (reason: string) => failed(fault('image-bad', { path, reason }));
  let chosen = choose(Index.parse(json(folder, 'index.json')));
  // A list of one image for several processors is an index within the index.
  if (chosen !== undefined && /index|manifest\.list/.test(chosen.mediaType ?? '')) {
    chosen = choose(Index.parse(json(folder, blobPath(chosen.digest))));
  }
  if (chosen === undefined) return bad(`no image for ${ARCHITECTURE} in it`);
  const manifest = Manifest.parse(json(folder, blobPath(chosen.digest)));
  const digests = [chosen.digest, manifest.config.digest, ...manifest.layers.map(({ digest }) => digest)];
  const blobs: string[] = [];
  for (const digest of digests) {
    const blob = findInside(folder, blobPath(digest));
    if (!blob?.stats.isFile()) return bad(`${digest} is missing`);
    if (`sha256:${await hashOf(blob.path)}` !== digest) return bad(`${digest} is not what it says`);
    blobs.push(blob.path);
  }
  return ok({
    id: manifest.config.digest,
    config: Config.parse(json(folder, blobPath(manifest.config.digest))),
    layers: blobs.slice(2),
  });
}

const blobPath = (digest: string): string => `blobs/${digest.replace(':', '/')}`;

/** The one for this processor; one that names none is taken as it is. */
function choose({ manifests }: z.infer<typeof Index>): z.infer<typeof Descriptor> | undefined {
  const fits = manifests.find(
    ({ platform }) => platform?.os === 'linux' && platform.architecture === ARCHITECTURE,
  );
  return fits ?? manifests.find(({ platform }) => platform === undefined);
}

async function readSaved(path: string, folder: string): Promise<Result<Archive>> {
  const [saved] = Saved.parse(json(folder, 'manifest.json'));
  const config = saved && findInside(folder, saved.Config);
  if (!saved || !config?.stats.isFile()) {
    return failed(fault('image-bad', { path, reason: 'its configuration is missing' }));
  }
  const layers = saved.Layers.map((name) => findInside(folder, name));
  const missing = saved.Layers.find((_, index) => !layers[index]?.stats.isFile());
  if (missing !== undefined) return failed(fault('image-bad', { path, reason: `${missing} is missing` }));
  return ok({
    id: `sha256:${await hashOf(config.path)}`,
    config: Config.parse(json(folder, saved.Config)),
    layers: layers.flatMap((layer) => (layer ? [layer.path] : [])),
  });
}

/** JSON of a file that lies inside, also when a link in the archive leads there. */
function json(folder: string, name: string): unknown {
  const text = readInside(folder, name, 16 * 1024 * 1024);
  if (text === undefined) throw new Error(`${name} is missing`);
  return JSON.parse(text);
}
