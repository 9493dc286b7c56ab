// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOOLBOX } from '../../../model/container.ts';
import { putRecord } from '../../state/store.ts';
import { imageRoot } from './image-store.ts';
import {
  ensureToolbox,
  findImage,
  importImage,
  listImages,
  pullImage,
  removeImage,
  resolveImage,
} from './images.ts';
import { type Bed, got, makeBed, missing } from './test-bed.ts';
import { type Entry, WRITER } from './test-tar.ts';

const lacking = missing();

describe.skipIf(lacking)(`images (${lacking ?? 'all there'})`, () => {
  let bed: Bed;
  let work: string;
  beforeAll(async () => {
    bed = await makeBed();
    work = join(bed.folder, 'work');
    mkdirSync(work);
  });
  afterAll(() => bed.clear());

  const tar = (name: string, entries: Entry[]): string => {
    const path = join(work, name);
    execFileSync('python3', ['-c', WRITER, path, JSON.stringify(entries)]);
    return path;
  };
  const inside = (id: string, path: string) => join(imageRoot(id), path);

  test('a plain root, also compressed, under its name', async () => {
    const path = tar('root.tar', [{ name: 'etc/motd', text: 'hello' }]);
    execFileSync('zstd', ['-q', path]);
    const plain = got(await importImage(path, 'mine'));
    expect(plain.names).toEqual(['mine:latest']);
    expect(readFileSync(inside(plain.id, 'etc/motd'), 'utf8')).toBe('hello');
    const packed = got(await importImage(`${path}.zst`, 'mine:packed'));
    expect(readFileSync(inside(packed.id, 'etc/motd'), 'utf8')).toBe('hello');
    expect(findImage('mine')?.id).toBe(plain.id);
    expect(findImage(plain.id.slice(7, 19))?.id).toBe(plain.id);
    expect(findImage('docker.io/library/mine')?.id).toBe(plain.id);
  });

  test.each<[string, Entry[]]>([
    ['a way up', [{ name: '../../../escaped', text: 'x' }]],
    ['a hard link to the host', [{ name: 'x', hard: '/etc/shadow' }]],
  ])('refused: %s', async (_, entries) => {
    const before = readdirSync(bed.folder);
    const result = await importImage(tar('bad.tar', entries), 'bad');
    expect(result).toMatchObject({ ok: false, fault: { code: 'image-bad' } });
    expect(readdirSync(bed.folder)).toEqual(before);
    expect(readdirSync(join(bed.folder, 'state/images')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('contained: absolute paths, links that lead out, devices', async () => {
    const target = join(work, 'outside');
    mkdirSync(target);
    const entries = [
      { name: '/absolute', text: 'x' },
      { name: 'out', link: target },
      { name: 'out/through', text: 'x' },
      { name: 'disk', device: true },
    ];
    const result = await importImage(tar('sly.tar', entries), 'sly');
    expect(readdirSync(target)).toEqual([]);
    expect(existsSync('/absolute')).toBe(false);
    if (!result.ok) return;
    expect(existsSync(inside(result.value.id, 'disk'))).toBe(false);
    expect(readFileSync(inside(result.value.id, 'absolute'), 'utf8')).toBe('x');
  });

  const saved = (name: string, layers: Entry[][]): string => {
    const folder = join(work, name);
    mkdirSync(folder);
    layers.forEach((entries, index) => {
      tar(`${name}/layer${index}.tar`, entries);
    });
    const config = {
      Cmd: ['sh'],
      Entrypoint: ['/init'],
      Env: ['A=b', `N=${name}`],
      WorkingDir: '/w',
      User: '7',
    };
    writeFileSync(join(folder, 'c.json'), JSON.stringify({ created: '2026-01-02T00:00:00Z', config }));
    const manifest = [{ Config: 'c.json', Layers: layers.map((_, index) => `layer${index}.tar`) }];
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    execFileSync('tar', ['-C', folder, '-cf', `${folder}.tar`, '.']);
    return `${folder}.tar`;
  };

  test('a docker archive: layers in order, whiteouts, configuration', async () => {
    const path = saved('docker', [
      [
        { name: 'gone', text: '1' },
        { name: 'd/old', text: '1' },
        { name: 'kept', text: '1' },
      ],
      [{ name: '.wh.gone' }, { name: 'd/.wh..wh..opq' }, { name: 'd/new', text: '2' }],
    ]);
    const image = got(await importImage(path, 'app:1'));
    expect(image).toMatchObject({
      entrypoint: ['/init'],
      command: ['sh'],
      env: ['A=b', 'N=docker'],
      workdir: '/w',
      user: '7',
    });
    expect(readdirSync(imageRoot(image.id)).sort()).toEqual(['d', 'kept']);
    expect(readdirSync(inside(image.id, 'd'))).toEqual(['new']);
  });

  test('a link of one layer leads no other layer’s files out', async () => {
    const target = join(work, 'prey');
    mkdirSync(target);
    writeFileSync(join(target, 'victim'), 'alive');
    const path = saved('twofaced', [
      [{ name: 'etc', link: target }],
      [{ name: 'etc/planted', text: 'x' }, { name: 'etc/.wh.victim' }],
    ]);
    const image = got(await importImage(path, 'twofaced'));
    expect(readdirSync(target)).toEqual(['victim']);
    expect(lstatSync(inside(image.id, 'etc')).isDirectory()).toBe(true);
  });

  test('an archive whose parts are links to the host tells nothing of it', async () => {
    const folder = join(work, 'spy');
    mkdirSync(folder);
    symlinkSync('/etc/passwd', join(folder, 'manifest.json'));
    execFileSync('tar', ['-C', folder, '-cf', `${folder}.tar`, 'manifest.json']);
    const result = await importImage(`${folder}.tar`, 'spy');
    expect(result).toMatchObject({ ok: false, fault: { code: 'image-bad' } });
    expect(JSON.stringify(result)).not.toContain('root:');
  });

  const layout = (): string => {
    const folder = join(work, 'oci');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, 'blobs/sha256'), { recursive: true });
    const blob = (content: Buffer) => {
      const digest = createHash('sha256').update(content).digest('hex');
      writeFileSync(join(folder, 'blobs/sha256', digest), content);
      return { digest: `sha256:${digest}`, size: content.length };
    };
    const layerTar = readFileSync(tar('oci-layer.tar', [{ name: 'hello', text: 'oci' }]));
    const layer = { ...blob(layerTar), mediaType: 'application/vnd.oci.image.layer.v1.tar' };
    const text = {
      architecture: process.arch === 'x64' ? 'amd64' : process.arch,
      os: 'linux',
      config: { Cmd: ['hello'] },
      rootfs: { type: 'layers', diff_ids: [layer.digest] },
    };
    const config = {
      ...blob(Buffer.from(JSON.stringify(text))),
      mediaType: 'application/vnd.oci.image.config.v1+json',
    };
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    const manifest = blob(
      Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, config, layers: [layer] })),
    );
    const named = { 'org.opencontainers.image.ref.name': 'latest' };
    const index = { schemaVersion: 2, manifests: [{ mediaType, ...manifest, annotations: named }] };
    writeFileSync(join(folder, 'index.json'), JSON.stringify(index));
    writeFileSync(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
    return folder;
  };

  test('an OCI layout, its archive, and the same through skopeo, are one image', async () => {
    const folder = layout();
    const image = got(await importImage(folder, 'oci:folder'));
    execFileSync('tar', ['-C', folder, '-cf', `${folder}.tar`, '.']);
    expect(got(await importImage(`${folder}.tar`, 'oci:archive')).id).toBe(image.id);
    const lines: string[] = [];
    const pulled = got(await pullImage(`${folder}:latest`, (line) => lines.push(line), 'oci:'));
    expect(readFileSync(inside(pulled.id, 'hello'), 'utf8')).toBe('oci');
    expect(pulled.id).toBe(image.id);
    expect(lines.join('\n')).toContain('Copying blob');
    expect(findImage(image.id)?.names).toContain('oci:archive');
  });

  test('a blob that is not what its digest says is refused', async () => {
    const folder = layout();
    const blobs = join(folder, 'blobs/sha256');
    for (const name of readdirSync(blobs)) {
      if (!readFileSync(join(blobs, name)).toString().startsWith('{'))
        writeFileSync(join(blobs, name), 'other');
    }
    expect(await importImage(folder, 'forged')).toMatchObject({ ok: false, fault: { code: 'image-bad' } });
  });

  test('what cannot be fetched says why', async () => {
    const result = await pullImage(join(work, 'nowhere'), () => {}, 'oci:');
    expect(result).toMatchObject({ ok: false, fault: { code: 'image-pull-failed' } });
  });

  test('an image in use stays; one name of two goes alone; the last takes the image along', async () => {
    const path = tar('two.tar', [{ name: 'two', text: '2' }]);
    const { id } = got(await importImage(path, 'two'));
    got(await importImage(path, 'zwei'));
    expect(got(await removeImage('two')).names).toEqual(['zwei:latest']);
    const container = await bed.make(['true']);
    expect(await removeImage(bed.image.id)).toMatchObject({ fault: { code: 'image-in-use' } });
    putRecord('containers', container, null, 0);
    got(await removeImage('zwei'));
    expect(existsSync(imageRoot(id))).toBe(false);
    expect(listImages().some((image) => image.id === id)).toBe(false);
  });

  test('alpine is the toolbox in a lab only, and that is said', async () => {
    expect(await resolveImage('alpine')).toMatchObject({ ok: false, fault: { code: 'image-unknown' } });
    process.env.LANYARD_LAB = 'test';
    try {
      expect(await resolveImage('alpine:latest')).toMatchObject({ ok: true, value: { aliased: true } });
      expect(await resolveImage('lanyard/toolbox')).toMatchObject({ ok: true, value: { aliased: false } });
      const pulled = got(await pullImage('busybox', () => undefined));
      expect(pulled.names).toEqual([TOOLBOX, 'busybox:latest']);
      expect(findImage('busybox')?.id).toBe(findImage(TOOLBOX)?.id);
      expect(await resolveImage('alpine:3')).toMatchObject({ ok: false });
    } finally {
      delete process.env.LANYARD_LAB;
    }
    expect(got(await ensureToolbox()).id).toBe(bed.image.id);
  });

  test('a file that is not there, or no tarball', async () => {
    expect(await importImage(join(work, 'none'), 'x')).toMatchObject({ fault: { code: 'file-missing' } });
    writeFileSync(join(work, 'text'), 'not a tarball');
    expect(await importImage(join(work, 'text'), 'x')).toMatchObject({ fault: { code: 'image-bad' } });
  });
});
