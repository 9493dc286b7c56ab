// SPDX-License-Identifier: Apache-2.0
import { discover, type Offer, PACKET, readOffers } from '../../model/lan/dhcp-packet.ts';
import { macOfText } from '../../model/net/mac.ts';
import { ok, type Result } from '../../model/result.ts';
import { startTool } from '../command.ts';

/** Clients that ask. Many servers choose by the MAC: the more ask, the more of a pool is seen. Always the same, so that no server's memory fills. */
const CLIENTS = Array.from({ length: 16 }, (_, index) => macOfText(`lanyard scan ${index}`));

/** Milliseconds: between questions, and for answers (a server may ping an address for 3 s before it offers it). */
const PACE = { between: 20, answers: 4000 } as const;

/**
 * Asks the DHCP servers on a link what they would lease, and takes nothing: DISCOVERs only (every well-known client goes on
 * to take the lease). Ends when all were answered. Faults: tool-missing, when there is no socat.
 */
export async function askForOffers(link: string): Promise<Result<Offer[]>> {
  const local = `so-bindtodevice=${link},bind=0.0.0.0:68,broadcast,reuseaddr`;
  const started = startTool(
    'socat',
    ['-b', String(PACKET), '-', `UDP4-DATAGRAM:255.255.255.255:67,${local}`],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  );
  if (!started.ok) return started;
  const socat = started.value;
  const xid = (Math.imul(process.pid, 0x9e3779b1) & 0xffff0000) >>> 0;
  const received: Buffer[] = [];
  const offers = () => readOffers(Buffer.concat(received), xid);

  return new Promise((resolve) => {
    const timers: NodeJS.Timeout[] = [];
    const end = () => {
      for (const timer of timers) clearTimeout(timer);
      socat.kill('SIGTERM');
      resolve(ok(offers()));
    };
    socat.once('error', end);
    socat.once('exit', end);
    socat.stdin?.on('error', () => {
      // It has ended: `exit` follows.
    });
    socat.stdout?.on('data', (chunk: Buffer) => {
      received.push(chunk);
      if (offers().length >= CLIENTS.length) end();
    });
    CLIENTS.forEach((mac, index) => {
      const ask = () => socat.stdin?.write(discover(mac, (xid | index) >>> 0));
      timers.push(setTimeout(ask, index * PACE.between));
    });
    timers.push(setTimeout(end, CLIENTS.length * PACE.between + PACE.answers));
  });
}
