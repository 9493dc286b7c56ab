// SPDX-License-Identifier: Apache-2.0

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of a locale's name: `zh_CN.UTF-8`, `zh-Hans`, `en_GB`, `C`. English where it is none of ours. */
export const languageOf = (locale: string | undefined): Language =>
  /^zh([_.@-]|$)/i.test(locale ?? '') ? 'zh' : 'en';
