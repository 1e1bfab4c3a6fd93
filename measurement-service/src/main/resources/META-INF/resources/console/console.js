// Shows the page that the address names, and keeps it up to date while somebody looks at it.

import * as api from './api.js';
import { detailPage } from './detail.js';
import { h } from './elements.js';
import { counted, duration, time } from './format.js';
import { listPage } from './list.js';

const REFRESH_MILLISECONDS = 10_000;

const main = document.getElementById('main');
const followingLine = document.getElementById('following');
let shownAddress = null;
let shownData = null;
let turn = 0;

/** What the address names: a definition, or '' for all. */
const address = () => decodeURIComponent(location.hash.replace(/^#\/?/, '').replace(/^main$/, ''));

async function load(definition) {
  if (!definition) {
    const cards = await api.scorecards();
    return { cards, page: () => listPage(cards, () => keepingFocus(render)) };
  }
  const [card, paths] = await Promise.all([api.scorecard(definition), api.paths(definition)]);
  return { cards: [card], page: () => detailPage(card, paths), title: card.title };
}

let current = null;

function render() {
  main.replaceChildren(current.page());
  main.removeAttribute('aria-busy');
}

/** Whoever goes by keyboard stays where they were, though the page is built anew. */
function keepingFocus(rebuild) {
  const focused = main.contains(document.activeElement) ? document.activeElement : main;
  const name = focused.id || focused.getAttribute('href');
  const scroll = window.scrollY;
  rebuild();
  if (focused === main) return;
  [...main.querySelectorAll('a, select, button')]
    .find((element) => (element.id || element.getAttribute('href')) === name)
    ?.focus({ preventScroll: true });
  window.scrollTo(0, scroll);
}

/** Loads what the address names; `quietly` leaves the page alone unless something has changed. */
async function show(quietly) {
  const definition = address();
  const mine = ++turn;
  if (!quietly) {
    main.replaceChildren(loadingPage());
    main.setAttribute('aria-busy', 'true');
  }
  try {
    const [loaded] = await Promise.all([load(definition), showFollowing()]);
    if (mine !== turn) return;
    const data = JSON.stringify(loaded.cards);
    const moved = definition !== shownAddress;
    if (quietly && !moved && data === shownData) return;
    current = loaded;
    shownData = data;
    keepingFocus(render);
    document.title = `${loaded.title ?? 'Customer journeys'} · Throughline`;
    showAsOf(loaded.cards);
    if (moved && shownAddress !== null) {
      window.scrollTo(0, 0);
      main.focus({ preventScroll: true });
    }
    shownAddress = definition;
  } catch (problem) {
    if (mine !== turn) return;
    if (quietly && shownData) {
      followingLine.replaceChildren(statusDot('late', '▲'), 'Cannot be refreshed for now; these are the figures as last told.');
      return;
    }
    main.removeAttribute('aria-busy');
    main.replaceChildren(problemPage(problem, definition));
  }
}

let behind = null;

async function showFollowing() {
  behind = await api.following();
}

function showAsOf(cards) {
  const latest = cards.map((card) => card.asOf).filter(Boolean).sort().at(-1);
  const asOf = latest ? `Latest interaction ${time(latest)}` : 'No interactions yet';
  if (behind === null) {
    followingLine.replaceChildren(statusDot('late', '▲'), `${asOf} · journeys cannot be followed for now`);
  } else if (behind.changesBehind > 0) {
    const waiting = behind.behindSeconds >= 1 ? `, the oldest for ${duration(behind.behindSeconds)}` : '';
    followingLine.replaceChildren(statusDot('behind', '◆'),
      `${asOf} · ${counted(behind.changesBehind, 'change')} behind${waiting}`);
  } else {
    followingLine.replaceChildren(statusDot('current', '●'), `${asOf} · up to date`);
  }
}

const statusDot = (kind, sign) => h('span', { class: `sign ${kind}`, 'aria-hidden': 'true' }, sign);

function loadingPage() {
  return h('div', { class: 'page' },
    h('p', { class: 'spoken', role: 'status' }, 'Loading'),
    h('div', { class: 'skeleton title' }),
    h('div', { class: 'cards' }, [0, 1, 2].map(() => h('div', { class: 'skeleton card' }))));
}

function problemPage(problem, definition) {
  const unknown = problem.status === 404;
  return h('div', { class: 'notice', role: 'alert' },
    h('h1', {}, unknown ? 'There is no such journey' : 'The figures cannot be shown for now'),
    h('p', {}, unknown ? `No journey definition is known by the name “${definition}”.` : problem.message),
    h('p', {}, unknown
      ? h('a', { href: '#/', class: 'button' }, 'Show all journeys')
      : h('button', { type: 'button', class: 'button', onclick: () => show(false) }, 'Try again')));
}

window.addEventListener('hashchange', () => {
  if (location.hash === '#main') {
    main.focus();
    return;
  }
  show(false);
});
document.addEventListener('visibilitychange', () => { if (!document.hidden) show(true); });
// Nobody looking, nothing asked.
setInterval(() => { if (!document.hidden) show(true); }, REFRESH_MILLISECONDS);
show(false);
