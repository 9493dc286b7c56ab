// SPDX-License-Identifier: Apache-2.0

/** A name as it is kept: `alpine`, `library/alpine` and `docker.io/library/alpine` are `alpine:latest`. Digests stay. */
export function normalName(reference: string): string {
  const short = reference.replace(/^(index\.)?docker\.io\//, '').replace(/^library\//, '');
  if (short.includes('@')) return short;
  return short.slice(short.lastIndexOf('/') + 1).includes(':') ? short : `${short}:latest`;
}

/** Whether a reference can be an image's id or the beginning of one. */
export const isId = (reference: string): boolean => /^(sha256:)?[0-9a-f]{4,64}$/.test(reference);

/** A name as a registry knows it: with its host, and `library/` for Docker's own. */
export function registryName(reference: string): string {
  const name = normalName(reference);
  const [first = '', ...rest] = name.split('/');
  const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  if (hasHost) return name;
  return rest.length > 0 ? `docker.io/${name}` : `docker.io/library/${name}`;
}
