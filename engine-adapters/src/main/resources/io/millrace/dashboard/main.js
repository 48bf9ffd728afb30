import { el } from './dom.js';
import { age } from './format.js';
import { get, onSignedOut, signIn, signOut, Stream } from './client.js';
import * as portfolio from './page-portfolio.js';
import * as price from './page-price.js';
import * as risk from './page-risk.js';
import * as latency from './page-latency.js';
import * as journal from './page-journal.js';
import * as settings from './page-settings.js';

const PAGES = [portfolio, price, risk, latency, journal, settings];
const STALE_S = 5;
const LEAST_MS = 1000;
const MOST_MS = 5000;
const part = id => document.getElementById(id);
let current = PAGES[0];
let stream = null;
let connected = false;
let status = null;
let statusAt = 0;
let loading = false;
let dirty = false;
let loadedAt = 0;
let sayTimer = null;

function say(text) {
  part('said').textContent = text;
  clearTimeout(sayTimer);
  sayTimer = setTimeout(() => { part('said').textContent = ''; }, 8000);
}

function show(page) {
  current = page;
  for (const each of PAGES) {
    const chosen = each === page;
    const tab = part('tab-' + each.id);
    tab.setAttribute('aria-selected', String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    part('page-' + each.id).hidden = !chosen;
    if (chosen) tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
  document.title = page.title + ' · Millrace';
  refresh();
}

function byHash() {
  const wanted = PAGES.find(page => page.id === location.hash.slice(1));
  if (wanted) show(wanted);
}

function onTabKey(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const at = PAGES.indexOf(current);
  const next = step ? PAGES[(at + step + PAGES.length) % PAGES.length] : event.key === 'Home' ? PAGES[0] : event.key === 'End' ? PAGES[PAGES.length - 1] : null;
  if (!next) return;
  event.preventDefault();
  location.hash = next.id;
  part('tab-' + next.id).focus();
}

/** Loads what is shown now; what comes up meanwhile is loaded once more behind it. */
async function refresh() {
  dirty = true;
  if (loading || !stream) return;
  loading = true;
  while (dirty && stream) {
    dirty = false;
    const page = current;
    try {
      status = await get('/status');
      statusAt = performance.now();
      await page.load(status);
    } catch (e) {
      if (stream && connected) say('Not loaded: ' + e.message);
    }
    loadedAt = performance.now();
  }
  loading = false;
  showState();
}

function showState() {
  const badge = part('state');
  if (!stream) return;
  const seconds = status && typeof status.feedAgeSeconds === 'number' ? status.feedAgeSeconds + (performance.now() - statusAt) / 1000 : NaN;
  const old = Number.isNaN(seconds) ? 'no data yet' : 'data ' + age(seconds) + ' old';
  const state = !connected || !status ? 'offline' : status.state === 'STOPPED' ? 'stopped' : seconds <= STALE_S ? 'live' : 'stale';
  const text = state + (status && status.kill ? ', killed' : '') + ' · ' + (state === 'stale' && status.feedAtEnd ? 'feed at its end, ' + age(seconds) : old);
  if (badge.textContent !== text) badge.textContent = text;
  badge.dataset.state = state;
  const who = status ? [status.mode + (status.dryRun ? ', dry run' : ''), status.engineId, status.account ? 'account ' + status.account : ''].filter(Boolean).join(' · ') : '';
  if (part('who').textContent !== who) part('who').textContent = part('who').title = who;
  const notice = part('notice');
  notice.textContent = status ? status.notice : '';
  notice.hidden = !notice.textContent;
}

function tick() {
  showState();
  const since = performance.now() - loadedAt;
  if (stream && !document.hidden && (since > MOST_MS || (dirty && since > LEAST_MS))) refresh();
}

async function reload() {
  try {
    const recent = await get('/recent');
    journal.begin(recent.events);
    if (stream) stream.goOnBehind(recent.last);
  } catch {
    // The stream's next connection tries again.
  }
  refresh();
}

async function enter(role) {
  part('sign-in').hidden = true;
  part('code').value = '';
  part('tabs').hidden = false;
  part('leave').hidden = false;
  part('tabs').replaceChildren(...PAGES.map(page => el('a', {
    role: 'tab', id: 'tab-' + page.id, href: '#' + page.id, 'aria-controls': 'page-' + page.id
  }, page.title)));
  part('pages').replaceChildren(...PAGES.map(page => el('div', {
    role: 'tabpanel', id: 'page-' + page.id, 'aria-labelledby': 'tab-' + page.id, hidden: true
  }, page.build(refresh, role, say))));
  stream = new Stream({
    onUp() {
      connected = true;
      showState();
      refresh();
    },
    onDown() { connected = false; showState(); },
    onGap: reload,
    onAccount(account) {
      if (status) Object.assign(status, account);
      if (current.onAccount) current.onAccount(account);
      dirty = true;
    },
    onEvent(event) {
      journal.onEvent(event);
      dirty = true;
    }
  });
  await reload();
  show(PAGES.find(page => page.id === location.hash.slice(1)) || PAGES[0]);
  stream.run();
}

function leave(why) {
  if (stream) stream.stop();
  stream = null;
  connected = false;
  status = null;
  signOut();
  part('tabs').hidden = true;
  part('who').textContent = '';
  part('leave').hidden = true;
  part('pages').replaceChildren();
  part('notice').hidden = true;
  part('sign-in').hidden = false;
  part('sign-in-error').textContent = why;
  part('state').textContent = 'not signed in';
  part('state').dataset.state = 'offline';
  part('code').focus();
}

part('sign-in').addEventListener('submit', async event => {
  event.preventDefault();
  part('sign-in-error').textContent = '';
  try {
    await enter(await signIn(part('code').value.trim()));
  } catch (e) {
    part('sign-in-error').textContent = e.message;
  }
});
part('leave').addEventListener('click', () => leave(''));
part('tabs').addEventListener('keydown', onTabKey);
part('skip').addEventListener('click', event => {
  event.preventDefault();
  part('content').focus();
});
window.addEventListener('hashchange', byHash);
document.addEventListener('visibilitychange', () => { if (!document.hidden) tick(); });
onSignedOut(() => leave('The token is not valid any more.'));
part('sign-in').hidden = false;
part('code').focus();
setInterval(tick, 500);
