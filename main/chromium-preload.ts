// SPDX-License-Identifier: Apache-2.0
import { type Names, surfaceOf } from './surface.ts';

/** Put before this script by chromium-page.ts. */
declare const LANYARD_PRELOAD: { binding: string; names: Names };

type Reply = { id: number; result: unknown } | { event: string; value: unknown };

const reach = globalThis as unknown as Record<string, unknown>;
const post = reach[LANYARD_PRELOAD.binding] as ((text: string) => void) | undefined;
// Neither the page nor a frame in it keeps the raw way out.
delete reach[LANYARD_PRELOAD.binding];

if (post !== undefined && window.top === window) expose(post);

function expose(post: (text: string) => void): void {
  const waiting = new Map<number, (result: unknown) => void>();
  let last = 0;
  const invoke = (name: string, text: string) =>
    new Promise<unknown>((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      post(JSON.stringify({ id: last, name, text }));
    });
  const { lanyard, deliver } = surfaceOf(LANYARD_PRELOAD.names, invoke);

  const receive = (text: string) => {
    for (const reply of JSON.parse(text) as Reply[]) {
      if ('event' in reply) deliver(reply.event, reply.value);
      else {
        waiting.get(reply.id)?.(reply.result);
        waiting.delete(reply.id);
      }
    }
  };
  // Hands the shell a reference to `receive` that no page script can see: it comes before any of them runs.
  // biome-ignore lint/suspicious/noConsole: it is the way, and nothing is printed by it.
  console.debug(receive);
  Object.defineProperty(window, 'lanyard', { value: lanyard, enumerable: true });
}
