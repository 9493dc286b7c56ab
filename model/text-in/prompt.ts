// SPDX-License-Identifier: Apache-2.0

/** A list's mark, or a table's, before a command. */
const MARK = /^\s*(?:(?:[-*+•|]|\d{1,2}[.)、])\s+)?/;

/** Shells' prompts: `[root@docker11 ~]#`, `user@host:~$`, `$`, `bash-5.2#`, `/srv #`, `PS C:\>`. */
const PROMPTS: readonly RegExp[] = [
  /^(?:\([\w.-]+\)\s*)?\[[^\]\n]{1,80}\]\s?[$#%>]\s*/,
  /^(?:\([\w.-]+\)\s*)?[\w.-]+@[\w.-]+(?:[: ][^\s$#%]*)?\s?[$#%]\s*/,
  /^(?:bash|sh|zsh)-[\d.]+[$#]\s*/,
  /^[~/][\w./-]*\s[#$]\s+/,
  /^PS [A-Za-z]:\\[^>]*>\s*/,
  /^[$❯➜»]\s*/,
];

/** What may be a prompt and may be something else: root's, a comment's or a heading's mark; a quotation's. */
const UNSURE = /^(?:#{1,6}|%|>{1,3})\s+/;

export interface AfterPrompt {
  rest: string;
  /** A shell's prompt stood there. */
  prompted: boolean;
}

/** Markdown's backslash before a sign that would mean something to it. */
const unescapeMarks = (text: string): string => text.replace(/\\([[\]#~$>*_`@-])/g, '$1');

/** The line without list mark and prompt. */
export function afterPrompt(line: string): AfterPrompt {
  const rest = line.replace(MARK, '');
  // Only what stands before the command may be unescaped: inside it a backslash is the shell's.
  const at = rest.search(/(?:sudo|docker|podman|nerdctl|lanyard)(?:\.exe)?\s/);
  const plain = at < 0 ? rest : unescapeMarks(rest.slice(0, at)) + rest.slice(at);
  for (const prompt of PROMPTS) {
    const found = prompt.exec(plain);
    if (found) return { rest: plain.slice(found[0].length), prompted: true };
  }
  return { rest: plain.replace(UNSURE, ''), prompted: false };
}

/** A continued line without the shell's `>` before it, which Markdown writes `\>`. */
export const afterContinuation = (line: string): string => line.replace(/^\s*\\?>(?:\s+|$|(?=-))/, '');
