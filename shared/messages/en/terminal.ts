// shared/messages/en: the texts of the terminal in English.
import type { TerminalTexts } from '../terminal.ts';

export const terminal: TerminalTexts = {
  profileHeading: '{client}, profile "{name}"',
  running: '{client} is open',
  runningUnknown: 'whether {client} is open could not be found out; nothing is changed then',
  server: '{host}, port {port}, {word}',
  leftAlone: '{type}: not a mail server that this tool changes; left alone',
  noServers: 'No mail servers are set in this profile.',
  noProfiles: 'No mail profiles were found.',
  lookedIn: { one: 'Looked in {count} place:', other: 'Looked in {count} places:' },
  placeFound: 'found',
  placeNotFound: 'not there',
  scanSummary: { one: '{count} mail server is set.', other: '{count} mail servers are set.' },

  testing: { one: 'Testing {count} server live...', other: 'Testing {count} servers live...' },
  testedOf: 'Tested {done} of {total}: {name}',
  evidence: 'Seen:',
  evidenceWorks:
    'port {port}, {mode}: {tlsVersion}, certificate until {until}, log-in {auth}{twice}',
  evidenceFaulty:
    'port {port}, {mode}: {tlsVersion}; certificate valid from {from} to {until}, issued by {issuer}{twice}',
  evidenceFailed: 'port {port}, {mode}: {failure}{reply}',
  reply: ' "{status} {text}"',
  seenTwice: ', seen twice',
  remark: 'Note:',
  instead: 'Instead:',
  suggestion: '{host}, port {port}, {mode} was tested and works ({source}).',
  unauthentic:
    'Whether this is the right server only your help desk can say: the hint is not signed.',
  traceTime: '{ms} ms',
  injection: {
    discarded: 'port {port}: commands sent before STARTTLS are thrown away, as they should be',
    answered: 'port {port}: commands sent before STARTTLS are obeyed inside TLS',
    refused: 'port {port}: the server hung up on commands sent before STARTTLS, which is safe',
    'not-reached': 'port {port}: the check for early commands did not get as far as STARTTLS',
  },
  configHeading: 'Autoconfig file {where}',
  configClean: 'Nothing is wrong with the file itself.',
  configPlace: 'line {line}',
  configFaulty: 'The autoconfig file needs a person to look at it.',
  watching: 'Watching: the test is repeated every {seconds} seconds. Ctrl+C ends it.',
  watched: '{time}  nothing has changed',
  watchNews: '{time}  {host}, port {port}:',
  todo: 'To do:',
  settings: 'Connection security: {fromWord} -> {toWord}; Port: {fromPort} -> {toPort}',
  wouldChange: 'Change:',
  cannotChange: 'Not changed: {reason}',
  offered: 'Offered with --harden:',
  allHealthy: 'Everything works as it is set. Nothing to do.',
  changesNeeded: {
    one: '{count} server needs new settings.',
    other: '{count} servers need new settings.',
  },
  optionalChanges: {
    one: '{count} server could be made safer (--harden).',
    other: '{count} servers could be made safer (--harden).',
  },
  needPerson: {
    one: '{count} server needs a person to look at it.',
    other: '{count} servers need a person to look at them.',
  },
  lockedChanges: {
    one: '{count} server needs new settings that cannot be changed here.',
    other: '{count} servers need new settings that cannot be changed here.',
  },
  nextApply: 'To change: starttls-migrator apply',
  caNote:
    'Certificates given with --ca were trusted in this test; the mail program needs them too.',
  systemUnread: "The system's list of trusted authorities could not be read: {reason}",
  cancelled: 'Stopped.',

  yesOrNo: '[y/N]',
  yes: ['y', 'yes'],
  confirmApply: { one: 'Change {count} server now?', other: 'Change {count} servers now?' },
  confirmUndo: {
    one: 'Put {count} server back as it was?',
    other: 'Put {count} servers back as they were?',
  },
  nothingDone: 'Nothing was changed.',
  closeProgram:
    'Please close {client} first (profile "{name}"). An open {client} would overwrite the change.',
  outcome: '{server}: {state}',
  changed: {
    one: '{count} server changed, and it works.',
    other: '{count} servers changed, and they work.',
  },
  notChanged: {
    one: '{count} server was not changed.',
    other: '{count} servers were not changed.',
  },
  backupAt: 'Backup: {path}',
  undoWith: 'To take it back: starttls-migrator undo {run}',
  undone: {
    one: '{count} server was put back as it was.',
    other: '{count} servers were put back as they were.',
  },
  historyEmpty: 'No changes have been made yet.',
  historyRow: '{run}  {when}  {count} changed  {state}',
  historyStates: {
    undoable: 'can be taken back',
    undone: 'taken back',
    'cut-off': 'cut off; the next apply or undo repairs it',
    nothing: 'changed nothing',
  },
  conflict: '{key} was changed again since: it is {now} now; this tool had found {from}.',
  keepOrRestore: 'Put this server back all the same?',
  notATerminal: 'This asks questions, and there is no terminal to answer at. Use --yes, or plan.',

  doctorWelcome:
    'STARTTLS Migrator finds out why mail does not go out, and repairs what settings can repair.',
  doctorQuestion: 'What brings you here?',
  doctorChoices: [
    "I can't send mail",
    "I can't receive mail",
    'My organisation asked me to check',
    'Just looking',
  ],
  doctorLooking: 'Looking for your mail accounts...',
  doctorNothingFound:
    'No mail accounts were found on this computer. If your profile is elsewhere, start again with --profile FOLDER.',
  doctorNext: 'The next thing to do:',
  doctorCloseAndRetry: 'Close {client}, then press Enter to go on (or type q to stop).',
  doctorHealthy:
    'All servers answer as they are set. If mail still fails, look at the user name and the password in the mail program.',
  doctorSendAgain: 'Start {client} and send again what waits in the outbox.',
  doctorDeclined: 'Nothing was changed. To do it later: starttls-migrator apply',

  demoWelcome:
    'This is a throw-away world: two Thunderbird profiles in a temporary folder, and mail servers on this computer that play the servers of an organisation. Nothing outside of it is read, changed or contacted, and nothing of it stays. The story: the organisation has put a new appliance in front of its mail, and that speaks TLS only after STARTTLS. Everybody set to SSL/TLS on port 465 has stopped sending.',
  demoChapters: [
    'What is set (scan)',
    'What each server really speaks, and what would change (plan)',
    'Changing what is needed, and testing it again (apply)',
    'Doing it again changes nothing (apply)',
    'Taking it all back (undo)',
  ],
  demoEnd:
    'That was the whole story. The temporary folder and the servers are removed now. Try "demo doctor" to be asked and guided, or "demo plan --json" for the facts.',
  demoFailed: 'The story did not go as it should: please report what is above.',
};
