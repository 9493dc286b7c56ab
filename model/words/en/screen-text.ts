// SPDX-License-Identifier: Apache-2.0

/** The words of Paste and Export. */
export const textWords = {
  'paste.verb': 'Paste commands',
  'paste.why':
    'docker commands, a Compose file or a whole tutorial: beside it stands what it would make. Nothing is made before you say so.',
  'paste.text': 'Text',
  'paste.example':
    '$ docker network create -d macvlan \\\n    --subnet=172.16.86.0/24 \\\n    --gateway=172.16.86.1 \\\n    -o parent=eth0 lan\n$ docker run -d --name web --network lan nginx',
  'paste.clear': 'Clear',
  'paste.empty': 'Paste anything with docker commands in it',
  'paste.empty-why':
    'Prompts, continued lines and the sentences in between do no harm. Each network and each container becomes a draft that you can read first.',
  'paste.drafts': 'Drafts',
  'paste.refused': '{count} cannot be made',
  'paste.chosen': '{count} of {all} chosen',
  'paste.create': 'Create {count}',
  'paste.made': '{count} {count|draft|drafts} made. Each can be undone here, and later in Activity.',
  'paste.back': 'Back to the drafts',
  'paste.another': 'Paste something else',
  'draft.network': 'Network {name}',
  'draft.container': 'Container {name}',
  'draft.line': 'line {line}',
  'draft.find': 'Show line {line} in the text',
  'draft.edit': 'Edit',
  'draft.edit-why': 'Open it in the form, with all its fields filled in',
  'draft.show': 'Show',
  'draft.made': 'Made',
  'draft.not-made': 'Not begun',
  'draft.steps': '{count} {count|step|steps}',
  'draft.notes': '{count} {count|note|notes}',
  'draft.still': 'created, not started',

  'export.verb': 'Export…',
  'export.all': 'Export all',
  'export.title': 'Export {name}',
  'export.title-all': 'Export everything',
  'export.target': 'Written as',
  'what.docker': 'The docker commands that would make it. Lanyard reads them back to the same.',
  'what.compose': 'A Compose file, for docker compose or for Lanyard’s Paste.',
  'what.ip': 'The links, addresses and routes as ip commands, a sandbox each, for sh as root.',
  'what.networkd':
    'Units for systemd-networkd. It makes the links; whoever starts a container takes its link.',
  'what.multus': 'NetworkAttachmentDefinitions and Pods for Kubernetes with Multus and whereabouts.',
  'export.with': 'With the {count} {count|container|containers} on it',
  'export.remarks': 'What {target} cannot say',
  'export.whole': 'Nothing is left out.',
  'export.none': 'There is nothing to write for {target}.',
  'export.copy': 'Copy',
  'export.copy-file': 'Copy {name}',
  'export.close': 'Close',
} as const;
