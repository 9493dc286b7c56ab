// SPDX-License-Identifier: Apache-2.0

/** Text that is read for drafts, and what is written of networks and containers. */
export const TEXT_WORDS = {
  'text-break-lost':
    'Line breaks were lost after backslashes, and Docker itself refuses such a command. It is read as if each of these began a line: {after}.',
  'text-break-blank':
    'There are blanks after the backslash at the end of a line, so a shell would not go on there. It is read as if there were none.',
  'text-typography': '{found} is read as {read}.',
  'text-quote-open': 'A quote is opened and not closed. Close it and try again.',
  'text-variable':
    'The value of {variable} stands outside of this text. Write the value itself in its place.',
  'text-redirected': 'The redirection {text} is left out.',
  'text-flag-left-out': 'Lanyard does not carry out {flag} of “{command}”, so the draft is without it.',
  'text-key-left-out': 'Lanyard does not carry out {key} of {of}, so the draft is without it.',
  'text-value-elsewhere':
    '{flag} {value} takes its value from outside of this text, so the draft is without it.',
  'text-network-refused':
    'Network {network} is drafted on line {line}, and that draft cannot be carried out. Settle that first.',
  'text-network-left':
    'Network {network} is drafted on line {line}, and that draft is not chosen. Choose it too.',
  'text-compose-bad': 'This looks like a Compose file and cannot be read as one: {reason}.',
  'text-service-bare': 'Service {service} names no image, and Lanyard builds none. Give it an image.',
  'text-project-unknown':
    'Compose would put the name of the folder that the file lies in before {name}; here the name stands alone.',
  'text-acts': 'These commands look at what is there or change it; nothing is drafted for them.',
  'text-act-unknown': 'Lanyard has no such command.',
  'text-nothing': 'There is no docker command and no Compose file in this text.',
  'text-stopped': 'The first draft that failed ended it. Done: {done}. Not done: {left}.',
  'export-left-out': '{target} has no place for {what} of {of}, so it is left out.',
  'export-ours': '{what} of {of} is carried out by Lanyard only; {target} ignores or refuses it.',
  'export-renamed': '{target} does not allow the name {name}, so it is {renamed} there.',
  'export-node-link':
    'Multus makes no parent: {parent} of {network} must stand on every node before, or be made by CNI’s own plugin for it.',
  'export-host-side':
    'The link {link} is made by networkd in the host’s own namespace. Whoever starts {container} has to take it into its sandbox.',
  'export-parent-file':
    'Of all files for a link networkd reads one: where {parent} has its own already, put the lines of {file} into that.',
  'export-route-sandbox':
    'The default route of {container} by {via} would become the host’s, so it stands there as a comment.',
  'export-network-only':
    '{target} is the network side of {container} only: its image and its program are not in it.',
  'export-parent-untold':
    'What {network} hangs on cannot be made on this host as it is, so {target} is without its parent.',
  'export-unknown': 'There is no network and no container {name}.',
} as const;
