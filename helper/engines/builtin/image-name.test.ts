// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { isId, normalName, registryName } from './image-name.ts';

test.each([
  ['alpine', 'alpine:latest', 'docker.io/library/alpine:latest'],
  ['alpine:3.20', 'alpine:3.20', 'docker.io/library/alpine:3.20'],
  ['docker.io/library/alpine', 'alpine:latest', 'docker.io/library/alpine:latest'],
  ['nginx/unit:1', 'nginx/unit:1', 'docker.io/nginx/unit:1'],
  ['localhost:5000/x', 'localhost:5000/x:latest', 'localhost:5000/x:latest'],
  ['quay.io/a/b', 'quay.io/a/b:latest', 'quay.io/a/b:latest'],
  ['a@sha256:00', 'a@sha256:00', 'docker.io/library/a@sha256:00'],
])('%s', (reference, name, registry) => {
  expect(normalName(reference)).toBe(name);
  expect(registryName(reference)).toBe(registry);
});

test.each([
  ['abcd', true],
  [`sha256:${'a'.repeat(64)}`, true],
  ['abc', false],
  ['xyzw', false],
])('%s is an id: %s', (text, is) => {
  expect(isId(text)).toBe(is);
});
