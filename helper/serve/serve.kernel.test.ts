// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { CALLS, REQUEST_LIMIT } from '../../model/contract.ts';
import { PROGRAM } from '../testing/lab-host.ts';

let folder: string;
let child: ChildProcess;
let connection: MessageConnection;

function start(uid?: number): void {
  // Somebody else's home may be closed to an ordinary user: the program goes where everybody can read it.
  const program = join(folder, 'lanyard');
  cpSync(PROGRAM, program);
  cpSync(join(dirname(PROGRAM), 'package.json'), join(folder, 'package.json'));
  child = spawn(process.execPath, [program, 'serve'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH ?? '', LANYARD_STATE: join(folder, 'state') },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  connection = createMessageConnection(
    new StreamMessageReader(child.stdout as never),
    new StreamMessageWriter(child.stdin as never),
  );
  connection.onError(() => {});
  connection.listen();
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-serve-'));
  chmodSync(folder, 0o755);
});

afterEach(async () => {
  connection.dispose();
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

const ask = (name: string, params?: unknown): Promise<unknown> => connection.sendRequest(name, params);
const raw = (body: string, length = Buffer.byteLength(body)): boolean | undefined =>
  child.stdin?.write(`Content-Length: ${length}\r\n\r\n${body}`);

const hello = { ok: true, value: { version: JSON.parse(readFileSync('package.json', 'utf8')).version } };

/** Inodes of the sockets of a process that somebody could connect to: TCP in state LISTEN (0A), Unix with __SO_ACCEPTCON. */
function listening(pid: number): string[] {
  const own = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    const target = readlinkSync(`/proc/${pid}/fd/${fd}`);
    return /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? [];
  });
  const rows = (file: string): string[][] =>
    readFileSync(`/proc/${pid}/net/${file}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/ +/));
  const open = [
    ...['tcp', 'tcp6'].flatMap((file) =>
      rows(file)
        .filter((row) => row[3] === '0A')
        .map((row) => row[9]),
    ),
    ...rows('unix')
      .filter((row) => row[3] === '00010000')
      .map((row) => row[6]),
  ];
  return own.filter((inode) => open.includes(inode));
}

describe('the border', () => {
  test.each<[string, string, unknown, string]>([
    ['an unknown call', 'no-such-call', {}, 'call-unknown'],
    ['a call of an object’s own', 'constructor', {}, 'call-unknown'],
    ['a missing parameter', 'observe', {}, 'request-bad'],
    ['a parameter too many', 'observe', { sandboxes: false, more: 1 }, 'request-bad'],
    ['a parameter of the wrong kind', 'history', { last: 'all' }, 'request-bad'],
    ['a number out of range', 'history', { last: 0 }, 'request-bad'],
    ['an unknown change', 'apply', { change: { ask: 'reboot' } }, 'request-bad'],
    [
      'an id that is none',
      'preview',
      { change: { ask: 'network-create', spec: { id: '../../etc' } } },
      'request-bad',
    ],
    ['a list instead of names', 'observe', [1, 2], 'request-bad'],
    ['nothing at all', 'observe', null, 'request-bad'],
  ])('%s gets a fault, and the helper lives on', async (_, name, params, code) => {
    start();
    expect(await ask(name, params)).toMatchObject({ ok: false, fault: { code } });
    expect(await ask('hello', {})).toMatchObject(hello);
  });

  test.each<[string, () => void]>([
    ['text that is no frame', () => child.stdin?.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
    ['a frame that is no JSON', () => raw('{{{{')],
    ['a frame that is no request', () => raw('[1,2,3]')],
    ['a frame of no length', () => child.stdin?.write('Content-Length: 0\r\n\r\n')],
    ['a frame of negative length', () => child.stdin?.write('Content-Length: -5\r\n\r\n')],
  ])('%s is passed over, and the helper lives on', async (_, send) => {
    start();
    send();
    expect(await ask('hello', {})).toMatchObject(hello);
  });

  test('a request over the limit is refused unread, and the helper lives on', async () => {
    start();
    const refused = new Promise((resolve) => {
      child.stdout?.once('data', (chunk) => resolve(String(chunk)));
    });
    raw(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'hello', params: { x: 'x'.repeat(REQUEST_LIMIT) } }));
    expect(await refused).toContain('request-large');
    expect(await ask('hello', {})).toMatchObject(hello);
  });

  test('an ordinary user looks at the NICs, and may change nothing', async () => {
    start(65534);
    expect(await ask('hello', {})).toMatchObject({ ok: true, value: { authority: 'read' } });
    const seen = (await ask('observe', { sandboxes: false })) as { value: { links: { name: string }[] } };
    expect(seen.value.links.map((link) => link.name)).toContain('lo');
    for (const [name, call] of Object.entries(CALLS)) {
      if (call.authority === 'change')
        expect(await ask(name, {})).toMatchObject({ ok: false, fault: { code: 'not-permitted' } });
    }
  });

  test('ends at end of file, and listens on nothing', async () => {
    start();
    await ask('hello', {});
    expect(listening(child.pid ?? 0)).toEqual([]);
    const ended = once(child, 'exit');
    child.stdin?.end();
    expect(await ended).toEqual([0, null]);
  });
});
