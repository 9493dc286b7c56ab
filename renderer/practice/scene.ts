// SPDX-License-Identifier: Apache-2.0

/** What the practice page's query can ask for; `?scene=trouble&language=zh-CN&theme=light`. */
export const SCENES = [
  'well',
  'trouble',
  'empty',
  'readonly',
  'unread',
  'lost',
  'fail',
  'leftover',
  'stale',
  'elevating',
  'many',
  'hostile',
  'vm',
] as const;
export type Scene = (typeof SCENES)[number];

export const readScene = (query: string): Scene => {
  const asked = new URLSearchParams(query).get('scene');
  return SCENES.find((one) => one === asked) ?? 'well';
};
