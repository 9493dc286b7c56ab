// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { HEADERS } from './policy.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

export interface Page {
  status: 200 | 404;
  headers: Record<string, string>;
  body: Buffer;
}

const MISSING: Page = { status: 404, headers: { ...HEADERS }, body: Buffer.alloc(0) };

/** A file of the built renderer, by the request's address; `/` is index.html. Never leaves the folder, never lists it. */
export async function pageAt(folder: string, address: string): Promise<Page> {
  const path = pathIn(address);
  const type = path && TYPES[extname(path)];
  if (!path || !type) return MISSING;
  try {
    const body = await readFile(join(folder, path));
    return { status: 200, headers: { ...HEADERS, 'Content-Type': type }, body };
  } catch {
    return MISSING;
  }
}

/** The file that an address means, relative to the folder; undefined when it means none. */
export function pathIn(address: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(address).pathname);
    if (path.includes('\0') || path.includes('\\')) return undefined;
    const inside = normalize(path === '/' ? '/index.html' : path);
    return inside.startsWith('/') && !inside.split('/').includes('..') ? inside.slice(1) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether an address is the app's one document: all else may be loaded by it, but not gone to. */
export const isDocument = (address: string, origin: string): boolean => {
  try {
    const url = new URL(address);
    return address.startsWith(`${origin}/`) && (url.pathname === '/' || url.pathname === '/index.html');
  } catch {
    return false;
  }
};
