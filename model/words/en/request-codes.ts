// SPDX-License-Identifier: Apache-2.0

/** Requests that failed, and the command line. */
export const REQUEST_WORDS = {
  'request-bad': 'The request is not as it should be at {path}: {reason}.',
  'call-unknown':
    'There is no call {call}. The app and the helper may be of different versions; start both anew.',
  'request-large': 'The request is larger than {limit} bytes and was not read.',
  'not-permitted': '{call} changes this host, and this helper may only look. Unlock changes first.',
  'plan-stale':
    'The host changed since the plan was shown; the first difference is: {differs}. Look at the new plan and agree to that.',
  'plan-empty': 'There is nothing to change.',
  'state-busy': 'Another change has been going on for {seconds} s. Try again when it has ended.',
  'state-unreadable': '{path} in the state folder cannot be read: {reason}.',
  'tool-missing': 'The program {tool} is not on this host. Install the package {package}.',
  'command-failed': '“{command}” ended with {exit}: {reason}.',
  'command-timeout': '“{command}” did not end within {seconds} s and was stopped.',
  'command-flood': '“{command}” wrote more than {limit} bytes and was stopped.',
  'step-failed':
    '“{command}” was refused: {reason}. What was done before it was taken back, as far as possible.',
  'verify-failed':
    'Every step was accepted, and yet the host is not as planned: {differs}. It was taken back, as far as possible.',
  'address-duplicate-held':
    'The device with MAC {mac} has {address} already, so {link} cannot use it; what was done was taken back. Choose another address, or keep this one out of the range.',
  'address-duplicate-unseen':
    'Another device on the LAN has {address} already, so {link} cannot use it; what was done was taken back. Choose another address, or keep this one out of the range.',
  'address-unsettled':
    'After {seconds} s the kernel still does not know whether {addresses} on {link} is free; what was done was taken back. Try again.',
  'dhcp-silent':
    'No DHCP server on the LAN of {parent} has lent an address within {seconds} s. Check that a server is there, that {parent} is on the right VLAN, and that the switch lets the container’s MAC through; or make the network with --subnet and without DHCP.',
  'undo-impossible': 'Entry {entry} cannot be undone: {reason}.',
  'entry-unknown': 'There is no entry {entry} in the history. See “history” for those that are there.',
  'runtime-missing': 'No container runtime works on this host; tried {tried}. Install crun or runc.',
  'runtime-failed': 'The container runtime failed: {reason}.',
  'user-unknown':
    'There is no user {user} in container {container}. Use one that is in its /etc/passwd, or a number.',
  'program-not-found': 'There is no program {program} in the container. Check its name and path.',
  'program-not-executable':
    '{program} in the container cannot be executed. Check that it is a program for this machine, and its permissions.',
  'image-bad': '{path} is not an image that can be imported: {reason}.',
  'image-pull-failed': '{image} could not be pulled: {reason}.',
  'file-missing': 'There is no file {path}.',
  'session-unknown': 'Terminal {session} is not open any more. Open a new one.',
  'lab-exists': 'The practice lab {lab} stands already. Use it, take it down, or give another name.',
  'lab-unknown': 'There is no practice lab {lab}. Build it with “lanyard lab up”.',
  'lab-place-unknown': 'The lab has no place {place}. Choose one of {places}.',
  'root-needed': '“{command}” changes this host and needs root. Run it with sudo.',
  'helper-lost': 'The helper has ended: {reason}. What is shown is the last that was known.',
  'elevation-dismissed': 'The password window was closed, so nothing was changed.',
  'elevation-refused': 'This user may not make changes on this host: {reason}.',
  'elevation-missing':
    'There is no way here to ask for a password: {reason}. Install pkexec (polkit), or start the helper with sudo.',
  'sender-refused': 'A request came from {origin}, which is not this app, and was refused.',
  'shell-missing': 'No browser was found to show the window; tried {tried}. Install Chromium.',
  'shell-failed': 'The window could not be opened: {reason}.',
  'shell-open': 'Lanyard is open already, as process {pid}.',
  'install-failed': 'The helper could not be installed: {reason}.',
  'clipboard-refused':
    'The text could not be copied, as the clipboard is not available. Select it and copy it by hand.',
  internal: 'Something went wrong inside Lanyard: {reason}. Nothing more is known; please report it.',

  'usage-command': 'There is no command “{command}”. Known are {known}.',
  'usage-arguments':
    '“lanyard {command}” was given too few or too many arguments (it takes {takes}). Write: {usage}',
  'usage-flag-unknown': '“{command}” has no flag {flag}. See “{command} --help”.',
  'usage-flag-value': '{flag} cannot be “{value}”. It takes: {wants}.',
  'usage-flag-missing': '{flag} of “{command}” needs a value after it.',
  'usage-template': 'The template {template} cannot be used: {reason}.',
  'usage-conflict': '{one} and {other} cannot stand together. Keep one of them.',
  'usage-flag-unsupported':
    '{flag} of “{command}” is Docker’s own and cannot be carried out here. Leave it out.',
  'flag-idle': '{flag} of “{command}” is accepted and changes nothing here.',
} as const;
