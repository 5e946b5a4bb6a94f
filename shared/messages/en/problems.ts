// shared/messages/en: what went wrong, in English. What happened and what it means; then what to do.
import type { Catalogue } from '../catalogue.ts';

const REST_GOES_ON = 'The other profiles were not affected.';

export const problems: Catalogue['problems'] = {
  'profile-missing': {
    summary: 'There is no profile folder at this place: {where}',
    advice: 'If the profile was moved, name its new folder with --profile. ' + REST_GOES_ON,
  },
  'profile-loop': {
    summary: 'The list of profiles names its own folder as a profile: {where}',
    advice: 'The entry was passed over. ' + REST_GOES_ON,
  },
  'profile-unreadable': {
    summary: 'The profile folder could not be read: {where}',
    advice: 'Start the tool as the user to whom the profile belongs. ' + REST_GOES_ON,
  },
  'profile-empty': {
    summary: 'This folder holds no settings of a mail program (no prefs.js): {where}',
    advice: 'Start the mail program once with this profile, or choose another folder.',
  },
  'ini-unreadable': {
    summary: 'The list of profiles could not be read: {where}',
    advice: 'Name the profile folder with --profile.',
  },
  'prefs-unreadable': {
    summary: 'The settings file could not be read: {where}',
    advice: 'Start the tool as the user to whom the profile belongs. ' + REST_GOES_ON,
  },
  'prefs-not-regular': {
    summary: 'Where the settings file should be stands a link or a folder: {where}',
    advice:
      'It was not followed, because the change would land somewhere else. Put the file itself there. ' +
      REST_GOES_ON,
  },
  'prefs-too-large': {
    summary: 'The settings file is too large to be one ({size} bytes): {where}',
    advice: 'It was not read. ' + REST_GOES_ON,
  },
  'prefs-encoding': {
    summary: 'The settings file is not in the form Thunderbird writes (UTF-16 or binary): {where}',
    advice: 'Thunderbird cannot read it either. Restore it from a backup. ' + REST_GOES_ON,
  },
  'prefs-syntax': {
    summary: 'The settings file is damaged at line {line}: {where}',
    advice:
      'Only the damaged setting is lost, but nothing is changed in a damaged file. Start and close the mail program once; it writes the file anew.',
  },
  'account-broken': {
    summary: 'An account is broken: {key} is missing or not known. File: {where}',
    advice: 'The mail program passes it over as well. Nothing to do.',
  },
  'override-unreadable': {
    summary: 'A file that may set accounts for this computer could not be read: {where}',
    advice: 'If it sets the same values, it wins. Ask your help desk.',
  },
  'trust-store-unread': {
    summary:
      'Authorities that were imported into the mail program by hand are not known to this test: {where}',
    advice:
      'If the one named above is among them, the server may work in the mail program all the same.',
  },
  'folder-missing': {
    summary: 'There is no such folder: {where}',
    advice: 'Check how the name after --root is written.',
  },
  'autoconfig-unreadable': {
    summary: 'The autoconfig file could not be read ({reason}): {where}',
    advice: 'Check the file name given with --autoconfig. An address begins with https://.',
  },
  'ca-unreadable': {
    summary: 'No certificate could be read from {where}',
    advice: 'Give --ca a file with certificates in PEM form (BEGIN CERTIFICATE).',
  },
  busy: {
    summary: 'The mail program is open and would overwrite the change ({where}).',
    advice: 'Please close it, and try again. Nothing was changed.',
  },
  'locked-by-other-run': {
    summary: 'Another run of this tool is working on the same profile: {where}',
    advice: 'Wait until it is done, and try again. Nothing was changed.',
  },
  'changed-since-plan': {
    summary: 'The settings were changed by somebody else in the meantime: {where}',
    advice: 'Nothing was changed. Start again; the new settings will be looked at.',
  },
  'not-editable': {
    summary: 'These settings cannot be changed here: {where}',
    advice: 'See the reason beside the server.',
  },
  'disk-full': {
    summary: 'The disk is full. Nothing was changed: {where}',
    advice: 'Make some room, and try again.',
  },
  'read-only': {
    summary: 'The disk or folder can only be read. Nothing was changed: {where}',
    advice: 'Ask your help desk to make the folder writable for you.',
  },
  'write-failed': {
    summary: 'The change could not be written ({errno}); the file is as it was: {where}',
    advice: 'Check that the folder is yours and not write-protected, and try again.',
  },
  'read-back-differs': {
    summary: 'After writing, the file did not hold what was written. It was put back: {where}',
    advice: 'The disk or another program interferes. Ask your help desk.',
  },
  'not-effective': {
    summary:
      'After writing, the mail program would still use other values. The change was taken back: {where}',
    advice: 'Another file sets these values and wins. Ask your help desk.',
  },
  'retest-failed': {
    summary:
      'After the change the server did not work as tested before. It was taken back: {where}',
    advice: 'Try again later; nothing is different from before.',
  },
  'changed-since-apply': {
    summary: 'This setting was changed again after this tool had changed it, and was left: {where}',
    advice: 'If it should go back all the same, set it in the mail program by hand.',
  },
  'backup-missing': {
    summary: 'The backup of this file is not there any more or is damaged: {where}',
    advice: 'The settings were taken back one by one instead, as far as they are unchanged.',
  },
  'nothing-to-undo': {
    summary: 'There is no change to take back.',
    advice: 'undo --list shows what was done on this computer.',
  },
  'journal-damaged': {
    summary: 'The record of an earlier run is damaged at line {line}: {where}',
    advice: 'Its backups are kept in the same folder. Ask your help desk before changing more.',
  },
  recovered: {
    summary: 'An earlier run was cut off; {outcome}. Profile: {where}',
    advice: 'Nothing to do.',
  },
  'log-unwritable': {
    summary: 'The log could not be written ({errno}): {where}',
    advice: 'Give --log a file in a folder that you may write to.',
  },
  'report-unwritable': {
    summary: 'The report could not be saved ({errno}): {where}',
    advice: 'Choose a folder that you may write to.',
  },
  'policy-unreadable': {
    summary: 'The settings of your organisation could not be read ({reason}): {where}',
    advice: 'They do not hold until this is mended. Ask your help desk.',
  },
  'policy-ignored': {
    summary:
      'One of the settings of your organisation is not understood and does not hold, {key}: {where}',
    advice: 'The others hold. Tell your help desk.',
  },
  'bad-request': {
    summary: 'The window asked for something that this program does not do.',
    advice: 'Nothing was done. Start the program again; if that does not help, please report it.',
  },
  'unknown-id': {
    summary: 'What was chosen is not there any more.',
    advice: 'Go back to the accounts and choose again.',
  },
  'out-of-turn': {
    summary: 'This step needs an earlier one first.',
    advice: 'Go back to the accounts and check them again.',
  },
  'not-allowed': {
    summary: 'Your organisation has turned this choice off.',
    advice: 'Ask your help desk if you need it.',
  },
  internal: {
    summary: 'Something unexpected happened in this tool: {message}',
    advice: 'Nothing is half done: the next start finishes or takes back. Please report it.',
  },
};
