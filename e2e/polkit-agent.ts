// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { CALL, decode, ERROR, encode, type Message, Writer } from './dbus-wire.ts';

/** The desktop's password dialog, for one process, as a person who closes it: every question is answered with "cancelled". */
export interface Agent {
  /** How many questions have been put. */
  asked: () => number;
  close: () => void;
}

const AUTHORITY = {
  destination: 'org.freedesktop.PolicyKit1',
  path: '/org/freedesktop/PolicyKit1/Authority',
  interface: 'org.freedesktop.PolicyKit1.Authority',
} as const;

/** Registers with the polkit on the bus that the process sees (polkit's reference, RegisterAuthenticationAgent). Needs root. */
export async function dismissingAgent(pid: number): Promise<Agent> {
  const bus = await openBus(`/proc/${pid}/root/run/dbus/system_bus_socket`);
  let asked = 0;
  bus.onCall((call) => {
    if (call.member !== 'BeginAuthentication') return;
    asked += 1;
    bus.refuse(call, 'org.freedesktop.PolicyKit1.Error.Cancelled');
  });
  await bus.call({ ...AUTHORITY, member: 'RegisterAuthenticationAgent' }, '(sa{sv})ss', subject(pid));
  return { asked: () => asked, close: bus.close };
}

/** `unix-process` with its pid, as its own namespace counts, and its start in clock ticks since boot (proc(5)). */
function subject(pid: number): Buffer {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const inside = Number(/^NSpid:.*\s(\d+)$/m.exec(status)?.[1]);
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const started = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  const entries = new Writer();
  entries.text('pid').signature('u').u32(inside);
  entries.align(8).text('start-time').signature('t').u64(started);
  // The array's length, then padding to its entries, which are aligned to 8 from here as they are by themselves.
  const bytes = entries.done();
  return new Writer()
    .text('unix-process')
    .u32(bytes.length)
    .align(8)
    .raw(bytes)
    .text('en')
    .text('/org/lanyard/Agent')
    .done();
}

type Head = Omit<Message, 'type' | 'serial'>;

async function openBus(path: string) {
  const socket = connect(path);
  await authenticate(socket);
  let serial = 0;
  let rest: Buffer = Buffer.alloc(0);
  let hear: (call: Message) => void = () => undefined;
  const waiting = new Map<number, (answer: Message) => void>();
  socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (let one = decode(rest); one !== undefined; one = decode(rest)) {
      rest = rest.subarray(one.length);
      if (one.message.type === CALL) hear(one.message);
      else waiting.get(one.message.replyTo ?? 0)?.(one.message);
    }
  });
  const send = (type: number, head: Head, signature?: string, body?: Buffer): number => {
    serial += 1;
    socket.write(encode({ ...head, type, serial }, signature, body));
    return serial;
  };
  const call = async (head: Head, signature?: string, body?: Buffer): Promise<void> => {
    const answer = await new Promise<Message>((resolve) => {
      waiting.set(send(CALL, head, signature, body), resolve);
    });
    if (answer.error !== undefined) throw new Error(`${head.member}: ${answer.error}`);
  };
  const name = 'org.freedesktop.DBus';
  await call({ destination: name, path: '/org/freedesktop/DBus', interface: name, member: 'Hello' });
  return {
    call,
    onCall: (then: (call: Message) => void) => {
      hear = then;
    },
    refuse: ({ serial, sender = '' }: Message, error: string) =>
      send(ERROR, { error, replyTo: serial, destination: sender }),
    close: () => socket.destroy(),
  };
}

/** SASL EXTERNAL: the kernel says who we are. */
function authenticate(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('data', (answer) => {
      if (!answer.toString().startsWith('OK')) return reject(new Error(`bus: ${answer}`));
      socket.write('BEGIN\r\n');
      resolve();
    });
    const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
    socket.write(`\0AUTH EXTERNAL ${uid}\r\n`);
  });
}
