// SPDX-License-Identifier: Apache-2.0

import { fault } from '../model/fault.ts';
import { failed } from '../model/result.ts';
import type { DevTools, Params } from './devtools.ts';
import { isDocument, pageAt } from './pages.ts';
import { ORIGINS } from './policy.ts';
import type { Sender, WindowOptions } from './shell.ts';

const BINDING = 'lanyardPost';

interface Context {
  sender: Sender;
  /** Remote reference to the preload's `receive`; there from before the first page script. */
  receiver: string | undefined;
}

export interface PageParts {
  tools: DevTools;
  session: string;
  /** The window's top frame. */
  frame: string;
  preload: string;
  options: WindowOptions;
}

/** Makes an attached page ours: its files, its bridge, its refusals; then opens it. Returns the way to say events. */
export async function openPage(parts: PageParts): Promise<(event: string, value: unknown) => void> {
  const { tools, session, preload, options } = parts;
  const send = (method: string, params?: Params) => tools.send(method, params, session);
  const ours = (listen: (params: Params) => void) => (params: Params, from: string | undefined) => {
    if (from === session) listen(params);
  };
  const contexts = new Map<number, Context>();
  const outbox = outboxOf(contexts, send);

  tools.on(
    'Fetch.requestPaused',
    ours((params) => void serve(parts, params)),
  );
  tools.on(
    'Runtime.executionContextCreated',
    ours((params) => {
      const { id, origin, auxData } = params.context as {
        id: number;
        origin: string;
        auxData: { frameId: string; isDefault: boolean };
      };
      const mainFrame = auxData.isDefault && auxData.frameId === parts.frame;
      contexts.set(id, { sender: { mainFrame, origin }, receiver: undefined });
    }),
  );
  tools.on(
    'Runtime.executionContextDestroyed',
    ours((p) => contexts.delete(p.executionContextId as number)),
  );
  tools.on(
    'Runtime.executionContextsCleared',
    ours(() => contexts.clear()),
  );
  tools.on(
    'Runtime.consoleAPICalled',
    ours((params) => noteReceiver(contexts, params)),
  );
  tools.on(
    'Runtime.bindingCalled',
    ours((params) => void answer(contexts, options, outbox, params)),
  );
  tools.on(
    'Page.frameNavigated',
    ours(({ frame }) => {
      const { parentId, url } = frame as { parentId?: string; url: string };
      if (parentId === undefined && !isDocument(url, ORIGINS.chromium)) void goHome(send);
    }),
  );

  const names = JSON.stringify(options.names);
  const source = `(()=>{const LANYARD_PRELOAD={binding:"${BINDING}",names:${names}};${preload}})()`;
  await Promise.all([
    send('Page.enable'),
    send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    send('Runtime.addBinding', { name: BINDING }),
    send('Runtime.enable'),
    send('Page.addScriptToEvaluateOnNewDocument', { source }),
  ]);
  await goHome(send);
  return (event, value) => {
    for (const [id, { sender }] of contexts) if (sender.mainFrame) outbox(id, { event, value });
  };
}

type Send = (method: string, params?: Params) => Promise<Params>;

const goHome = (send: Send) => send('Page.navigate', { url: `${ORIGINS.chromium}/` }).catch(gone);

/** Chromium had the page no more when the message came: nobody is left to tell. */
const gone = (): Params => ({});

/** Every request of the page ends here; none reaches a network. */
async function serve({ tools, session, options, frame }: PageParts, params: Params): Promise<void> {
  const { requestId, request, resourceType, frameId } = params as {
    requestId: string;
    request: { url: string; method: string };
    resourceType: string;
    frameId: string;
  };
  const fine =
    request.method === 'GET' &&
    request.url.startsWith(`${ORIGINS.chromium}/`) &&
    (resourceType !== 'Document' || (frameId === frame && isDocument(request.url, ORIGINS.chromium)));
  if (!fine) {
    // Aborted, not blocked: a page that tried to leave stays where it is.
    await tools.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }, session).catch(gone);
    return;
  }
  const page = await pageAt(options.folder, request.url);
  const responseHeaders = Object.entries(page.headers).map(([name, value]) => ({ name, value }));
  const body = page.body.toString('base64');
  const reply = { requestId, responseCode: page.status, responseHeaders, body };
  await tools.send('Fetch.fulfillRequest', reply, session).catch(gone);
}

/** The preload's first `console.debug` of a context hands over `receive`; later ones are the page's own and mean nothing. */
function noteReceiver(contexts: Map<number, Context>, params: Params): void {
  const context = contexts.get(params.executionContextId as number);
  const [first] = params.args as { type: string; objectId?: string }[];
  if (params.type !== 'debug' || context?.receiver !== undefined || first?.type !== 'function') return;
  if (context?.sender.mainFrame) context.receiver = first.objectId;
}

type Outbox = (context: number, message: unknown) => void;

/** Messages to a context go together, once a turn of the event loop. */
function outboxOf(contexts: Map<number, Context>, send: Send): Outbox {
  const waiting = new Map<number, unknown[]>();
  const flush = () => {
    for (const [id, messages] of waiting) {
      const objectId = contexts.get(id)?.receiver;
      if (objectId === undefined) continue;
      const argument = { value: JSON.stringify(messages) };
      const functionDeclaration = 'function(text){this(text)}';
      void send('Runtime.callFunctionOn', { functionDeclaration, objectId, arguments: [argument] }).catch(
        gone,
      );
    }
    waiting.clear();
  };
  return (id, message) => {
    if (waiting.size === 0) setImmediate(flush);
    const messages = waiting.get(id) ?? [];
    messages.push(message);
    waiting.set(id, messages);
  };
}

async function answer(
  contexts: Map<number, Context>,
  options: WindowOptions,
  outbox: Outbox,
  params: Params,
): Promise<void> {
  const id = params.executionContextId as number;
  const sender = contexts.get(id)?.sender ?? { mainFrame: false, origin: '' };
  const asked = askedIn(params.payload as string);
  if (asked === undefined) return;
  const result = await options
    .answer(sender, asked.name, asked.text)
    .catch((error: unknown) => failed(fault('internal', { reason: String(error) })));
  outbox(id, { id: asked.id, result });
}

function askedIn(payload: string): { id: number; name: string; text: string } | undefined {
  try {
    const { id, name, text } = JSON.parse(payload);
    return typeof id === 'number' && typeof name === 'string' && typeof text === 'string'
      ? { id, name, text }
      : undefined;
  } catch {
    return undefined;
  }
}
