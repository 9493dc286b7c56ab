// SPDX-License-Identifier: Apache-2.0
import { Transform } from 'node:stream';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { type Emit, type Handlers, REQUEST_LIMIT } from '../../model/contract.ts';
import { fault } from '../../model/fault.ts';
import { failed } from '../../model/result.ts';
import { dispatch, ownAuthority } from './dispatch.ts';

/**
 * Answers the contract over this process's own standard input and output until end of file. No socket listens:
 * who holds the pipe is the whole reach. `make` gets the way to say events.
 */
export function serve(
  make: (emit: Emit) => { handlers: Handlers; stop: () => Promise<void> },
): Promise<void> {
  const authority = ownAuthority();
  const connection = createMessageConnection(
    new StreamMessageReader(process.stdin.pipe(guard())),
    new StreamMessageWriter(process.stdout),
  );
  const emit: Emit = (name, event) => {
    connection.sendNotification(name, event).catch(() => {
      // The reader is gone: end of file follows.
    });
  };
  const { handlers, stop } = make(emit);
  connection.onRequest((name, params) =>
    dispatch(handlers, authority, name, Array.isArray(params) ? params[0] : params),
  );
  connection.onUnhandledNotification(() => {});
  connection.onError(() => {});
  return new Promise((resolve) => {
    const end = (): void => {
      stop().then(resolve);
    };
    connection.onClose(end);
    process.stdin.once('end', end);
    process.stdin.once('close', end);
    connection.listen();
  });
}

/**
 * Watches the framing (`Content-Length: N`, as in the Language Server Protocol) before the reader buffers it:
 * a message over the limit is passed over, and answered with request-large; text that is no frame is dropped.
 */
function guard(): Transform {
  let head = Buffer.alloc(0);
  let passing = 0;
  let skipping = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      let rest = Buffer.concat([head, chunk]);
      head = Buffer.alloc(0);
      while (rest.length > 0) {
        if (passing > 0 || skipping > 0) {
          const taken = rest.subarray(0, passing > 0 ? passing : skipping);
          if (passing > 0) this.push(taken);
          if (passing > 0) passing -= taken.length;
          else skipping -= taken.length;
          rest = rest.subarray(taken.length);
          continue;
        }
        const end = rest.indexOf('\r\n\r\n');
        if (end < 0) {
          head = rest.length > 4096 ? Buffer.alloc(0) : rest;
          break;
        }
        const length = /content-length: *(\d+)/i.exec(rest.subarray(0, end).toString('latin1'))?.[1];
        const size = length === undefined ? 0 : Number(length);
        if (size > 0 && size <= REQUEST_LIMIT) {
          this.push(Buffer.from(`Content-Length: ${size}\r\n\r\n`));
          passing = size;
        } else {
          skipping = size;
          if (size > 0) refuse();
        }
        rest = rest.subarray(end + 4);
      }
      done();
    },
  });
}

/** The request was not read, so its id is not known: JSON-RPC answers with id null then. */
function refuse(): void {
  const { fault: said } = failed(fault('request-large', { limit: REQUEST_LIMIT }));
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: null,
    error: { code: -32600, message: said.code, data: said },
  });
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
