import { el, card, table, titled } from './dom.js';
import { bytes, count, plain, utc, words } from './format.js';
import { get } from './client.js';

export const id = 'journal';
export const title = 'Journal';

const KEPT = 300;
const cards = {
  steps: card('Steps', 'steps'), records: card('Records', 'records'), bytes: card('Bytes', 'bytes'), session: card('Session', 'session'),
  from: card('From, UTC', 'from'), to: card('To, UTC', 'to'), whole: card('This view', 'whole'), rebuilds: card('Begun again', 'rebuilds')
};
const trouble = el('p', { class: 'notice', hidden: true });
// What the other columns say already.
const SAID = new Set(['eventTime', 'receiveTime', 'instrument', 'strategy', 'source']);
const text = r => Object.entries(r.fields).filter(([name]) => !SAID.has(name)).map(([name, value]) => name + '=' + value).join('  ');
const events = table('Newest events', [
  { title: 'Step', num: true, cell: r => count(r.step) }, { title: 'Time, UTC', cell: r => utc(r.time) }, { title: 'Event', cell: r => r.type },
  { title: 'Symbol', cell: r => r.symbol || '–' }, { title: 'Model', cell: r => r.strategy || '–' }, { title: 'What it says', wrap: true, cell: text }
], { id: 'events', long: true });
const quarantines = table('Quarantines', [
  { title: 'Step', num: true, cell: r => count(r.step) }, { title: 'Time, UTC', cell: r => utc(r.time) }, { title: 'Symbol', cell: r => r.symbol || '–' }, { title: 'What it says', wrap: true, cell: text }
], { id: 'quarantines', empty: 'None among the newest events' });
const commands = table('Commands', [
  { title: 'Step', num: true, cell: r => count(r.step) }, { title: 'Time, UTC', cell: r => utc(r.time) }, { title: 'Command', cell: r => words(r.command) }, { title: 'By', cell: r => r.actor }
], { id: 'commands' });
const alerts = table('Alerts', [
  { title: 'Step', num: true, cell: r => count(r.step) }, { title: 'Time, UTC', cell: r => utc(r.time) },
  { title: 'Severity', cell: r => words(r.severity), tone: r => r.severity === 'INFO' ? '' : r.severity === 'WARNING' ? 'warn' : 'loss' },
  { title: 'Alert', cell: r => words(r.code) }, { title: 'Symbol', cell: r => r.symbol || '–' }, { title: 'Model', cell: r => r.strategy || '–' }, { title: 'Value', num: true, cell: r => plain(r.value) }
], { id: 'alerts' });
let kept = [];

/** The newest events as they are told; those of the stream come behind them. */
export function begin(list) {
  kept = list.slice(-KEPT);
}

export function onEvent(event) {
  kept.push(event);
  if (kept.length > KEPT) kept.splice(0, kept.length - KEPT);
}

export function build() {
  return [el('div', { class: 'cards' }, Object.values(cards).map(c => c.node)), trouble, titled('Newest events', events),
    el('div', { class: 'grid' }, titled('Alerts', alerts), titled('Commands', commands)), titled('Quarantines', quarantines)];
}

export async function load() {
  const [journal, risk] = await Promise.all([get('/journal'), get('/risk')]);
  cards.steps.show(count(journal.steps));
  cards.records.show(count(journal.records));
  cards.bytes.show(bytes(journal.bytes));
  cards.session.show(count(journal.session));
  cards.from.show(utc(journal.from).slice(0, 16), 'small');
  cards.to.show(utc(journal.to).slice(0, 16), 'small');
  cards.whole.show(journal.caughtUp ? 'whole' : 'reading', journal.caughtUp ? 'gain' : 'warn');
  cards.rebuilds.show(count(journal.rebuilds), journal.rebuilds ? 'warn' : '');
  trouble.textContent = journal.trouble;
  trouble.hidden = !journal.trouble;
  const newest = kept.slice().reverse();
  events.show(newest.slice(0, 100));
  quarantines.show(newest.filter(e => e.type === 'Quarantine'));
  alerts.show(risk.alerts.slice(-100).reverse());
  commands.show(journal.commands.slice(-100).reverse());
}
