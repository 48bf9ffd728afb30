import { el, panel, table } from './dom.js';
import { get } from './client.js';

export const id = 'settings';
export const title = 'Settings';

const filter = el('input', { type: 'search', id: 'filter', placeholder: 'Filter, such as risk.', 'aria-label': 'Filter the settings' });
const settings = table('Effective configuration', [
  { title: 'Key', cell: r => el('code', {}, r.key) }, { title: 'Value', cell: r => r.value }, { title: 'Source', cell: r => r.origin, tone: r => r.origin === 'default' ? 'quiet' : '' }
], { id: 'settings', long: true, empty: 'No key matches' });
let all = [];

const show = () => {
  const wanted = filter.value.trim().toLowerCase();
  settings.show(all.filter(s => (s.key + ' ' + s.value + ' ' + s.origin).toLowerCase().includes(wanted)));
};

export function build() {
  filter.addEventListener('input', show);
  const box = panel('Effective configuration', settings.node);
  box.querySelector('h2').replaceWith(el('div', { class: 'head' }, el('h2', {}, 'Effective configuration'), filter));
  return [box, el('p', { class: 'note' }, 'Data sources and optimisation studies are not part of this version.')];
}

export async function load() {
  all = (await get('/settings')).settings;
  show();
}
