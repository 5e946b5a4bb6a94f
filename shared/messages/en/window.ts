// shared/messages/en: what the window loads in English: the texts of every face, and its own.
import type { WindowTexts, WindowWording } from '../wizard.ts';
import { common } from './common.ts';
import { wizard } from './wizard.ts';

const GONE_ON = 'The other profiles were not affected.';

export const wording: WindowWording = {
  diagnoses: {
    'insecure-hardening': {
      summary: common.diagnoses['insecure-hardening'].summary,
      advice: 'You can require encryption: STARTTLS on port {remedyPort}.',
    },
    // Whose fault it is stands below the heading already.
    'certificate-expired': {
      summary: 'The certificate of {host} on port {seenPort} expired on {certificateUntil}.',
      advice: common.diagnoses['certificate-expired'].advice,
    },
    'certificate-issuer-unknown': {
      summary: common.diagnoses['certificate-issuer-unknown'].summary,
      advice:
        'The server must send the whole chain; and if the authority is your organisation’s own, its certificate must be installed for the mail program. Send this report to your help desk.',
    },
    'certificate-untrusted': {
      summary: common.diagnoses['certificate-untrusted'].summary,
      advice:
        'If your organisation has its own certificate authority, its certificate must be installed for the mail program. Send this report to your help desk.',
    },
    'out-of-time': {
      summary: common.diagnoses['out-of-time'].summary,
      advice: 'Check again, with fewer accounts at a time.',
    },
  },
  problems: {
    'profile-missing': {
      summary: common.problems['profile-missing'].summary,
      advice: 'If the profile was moved, choose its new folder below. ' + GONE_ON,
    },
    'ini-unreadable': {
      summary: common.problems['ini-unreadable'].summary,
      advice: 'Choose the profile folder below.',
    },
    'folder-missing': {
      summary: common.problems['folder-missing'].summary,
      advice: 'Choose another folder.',
    },
    'autoconfig-unreadable': {
      summary: common.problems['autoconfig-unreadable'].summary,
      advice: 'Nothing to do: it is only used for suggestions.',
    },
    'ca-unreadable': {
      summary: common.problems['ca-unreadable'].summary,
      advice: 'Ask your help desk: the file with your organisation’s authorities does not work.',
    },
    'nothing-to-undo': {
      summary: common.problems['nothing-to-undo'].summary,
      advice: 'The list of earlier changes shows what was done on this computer.',
    },
    'log-unwritable': {
      summary: common.problems['log-unwritable'].summary,
      advice: 'Everything else works. Tell your help desk.',
    },
  },
  locks: {
    'user-js': 'user.js sets {key} and wins at every start: {file}. Change it there by hand.',
  },
};

export const window: WindowTexts = {
  ...common,
  diagnoses: { ...common.diagnoses, ...wording.diagnoses },
  problems: { ...common.problems, ...wording.problems },
  locks: { ...common.locks, ...wording.locks },
  wizard,
};
