import { el, panel, table, titled } from './dom.js';
import { count, plain, utc, words } from './format.js';
import { command, get } from './client.js';
import { confirmByWord } from './dialog.js';

export const id = 'risk';
export const title = 'Risk';

const ACTIONS = {
  kill: { title: 'Kill', word: 'KILL', path: '/kill', text: 'All working orders are cancelled and no order leaves until a person resumes. Positions stay as they are.' },
  flatten: { title: 'Flatten', word: 'FLATTEN', path: '/flatten', text: 'All positions are closed at the market.' },
  resume: { title: 'Resume', word: 'RESUME', path: '/resume', text: 'The kill switch and every pause are released: models may trade again.' }
};
const state = el('p', { class: 'big', id: 'trading-state' }, '–');
const paused = el('p', { class: 'note', id: 'paused' }, '');
const outOfService = el('p', { class: 'note', id: 'out-of-service' }, '');
const buttons = {};
const ratio = r => Number.isFinite(r.limit) && r.limit > 0 && Number.isFinite(r.actual) ? r.actual / r.limit : null;
const stages = r => r.reducingAt ? 'REDUCING at ' + r.reducingAt + (r.haltedAt ? ', HALTED at ' + r.haltedAt : '') : '';
const controls = table('Risk controls', [
  { title: 'Control', cell: r => words(r.control) }, { title: 'Limit', num: true, cell: r => stages(r) || plain(r.limit) }, { title: 'Last seen', num: true, cell: r => plain(r.actual) },
  { title: 'Use', num: true, cell: r => ratio(r) === null ? '–' : el('span', {}, Math.round(ratio(r) * 100) + ' % ', el('meter', {
    min: 0, max: 1, high: .8, optimum: 0, value: Math.max(0, Math.min(1, ratio(r))), 'aria-label': 'use of the limit'
  })) },
  { title: 'Passed', num: true, cell: r => count(r.passed) }, { title: 'Scaled', num: true, cell: r => count(r.scaled) },
  { title: 'Refused', num: true, cell: r => count(r.rejected), tone: r => r.rejected ? 'loss' : '' }, { title: 'Acted', num: true, cell: r => count(r.acted) }
], { id: 'controls', long: true, empty: 'No control was asked so far' });
const limits = table('Limits in force', [
  { title: 'Limit', cell: r => el('code', {}, r.key) }, { title: 'In force', num: true, cell: r => stages(r) || r.value, tone: r => r.value === r.configured ? '' : 'warn' },
  { title: 'Configured', num: true, cell: r => r.configured }, { title: 'Source', cell: r => r.source, tone: r => r.source === 'default' ? 'quiet' : '' }
], { id: 'limits', empty: 'No limit can be changed' });
const decisions = table('Last decisions', [
  { title: 'Time, UTC', cell: r => utc(r.time) }, { title: 'Control', cell: r => words(r.control) }, { title: 'Action', cell: r => words(r.action), tone: r => r.action === 'PASS' ? '' : 'warn' },
  { title: 'Limit', num: true, cell: r => plain(r.limit) }, { title: 'Actual', num: true, cell: r => plain(r.actual) },
  { title: 'Symbol', cell: r => r.symbol || '–' }, { title: 'Model', cell: r => r.strategy || 'account' }
], { id: 'decisions', empty: 'Every order passed every control' });
const regimes = table('Market regimes', [
  { title: 'Dimension', cell: r => words(r.dimension) }, { title: 'State', cell: r => words(r.state) }, { title: 'Since, UTC', cell: r => utc(r.since) }
], { empty: 'No regime is watched' });

export function build(refresh, role, say) {
  for (const [name, action] of Object.entries(ACTIONS)) {
    const button = el('button', { type: 'button', id: 'do-' + name, class: name === 'kill' ? 'danger' : null }, action.title);
    button.disabled = name !== 'kill' && role !== 'trade';
    if (button.disabled) button.title = 'needs the trade code: millrace code --trade';
    button.addEventListener('click', () => give(action, button, refresh, say));
    buttons[name] = button;
  }
  return [panel('Trading', state, paused, outOfService, el('div', { class: 'buttons' }, Object.values(buttons)),
    role === 'trade' ? '' : el('p', { class: 'note' }, 'Signed in to look. Kill works all the same; flatten and resume need the trade code.')),
  titled('Controls', controls), el('p', { class: 'note' }, 'Limit and last seen are those of the newest order or check; all limits are under Settings, risk.*.'),
  titled('Limits that can be changed while it runs', limits), el('p', { class: 'note' }, 'millrace limits set KEY VALUE changes one; a looser value needs --confirm.'),
  el('div', { class: 'grid' }, titled('Last decisions that were not a plain pass', decisions), titled('Regimes', regimes))];
}

async function give(action, button, refresh, say) {
  if (!await confirmByWord(action)) return;
  button.disabled = true;
  try {
    const entry = await command(action.path, action.word === 'KILL' ? { confirm: true } : {});
    say(action.title + ' is in the journal: step ' + count(entry.step) + ', by ' + entry.actor);
  } catch (e) {
    say(action.title + ' was not taken: ' + e.message);
  } finally {
    button.disabled = false;
    refresh();
  }
}

export function onAccount(a) {
  const stands = { KILLED: 'KILLED: no order leaves', HALTED: 'HALTED: nothing but closing orders', REDUCING: 'REDUCING: exits only' };
  state.textContent = stands[a.trading] || (a.paused.length ? 'Running, ' + a.paused.length + ' paused' : 'Running');
  state.className = 'big ' + (a.kill || a.trading === 'HALTED' ? 'loss' : a.trading === 'REDUCING' || a.paused.length ? 'warn' : 'gain');
  paused.textContent = a.paused.length ? 'Paused: ' + a.paused.join(', ') : 'No model is paused.';
  if (a.failed) outOfService.textContent = a.failed.map(f => f.name + ' in sleeve ' + f.strategy + ' threw something and is out of service' + (f.acknowledged ? ', acknowledged' : '; millrace acknowledge ' + f.name + ' says that it was seen')).join('. ');
}

export async function load(status) {
  const [risk, inForce] = await Promise.all([get('/risk'), get('/limits')]);
  onAccount(status);
  if (status.state === 'STOPPED') {
    state.textContent = 'Stopped: the engine takes no steps';
    state.className = 'big loss';
  }
  controls.show(risk.controls);
  decisions.show(risk.decisions.slice(-100).reverse());
  regimes.show(risk.regimes);
  limits.show(inForce.limits);
}
