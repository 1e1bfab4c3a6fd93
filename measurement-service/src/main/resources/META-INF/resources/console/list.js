// The first page: one card for each journey.

import { count, counted, decimal, duration, percent, signed } from './format.js';
import { h } from './elements.js';
import { answers, figure, scorePartsInSmall, scoreRing, statesBar, timeAgainstTarget } from './parts.js';

const ORDERS = {
  name: ['Name', (one, other) => one.title.localeCompare(other.title, 'en')],
  worst: ['Lowest success first', (one, other) => (one.success?.value ?? 101) - (other.success?.value ?? 101)],
  busiest: ['Most journeys first', (one, other) => other.journeys.total - one.journeys.total],
};

let order = 'name';

/** The page with `scorecards`; `reorder` shows it again in another order. */
export function listPage(scorecards, reorder) {
  if (scorecards.length === 0) return emptyPage();
  const total = scorecards.reduce((sum, card) => sum + card.journeys.total, 0);
  const sorted = [...scorecards].sort(ORDERS[order][1]);
  return h('div', { class: 'page' },
    h('div', { class: 'heading' },
      h('div', {},
        h('h1', {}, 'How customer journeys go'),
        h('p', { class: 'lead' },
          `${counted(total, 'journey')} of ${counted(scorecards.length, 'kind')}. A success score of 100 means: `,
          'goal reached, in time, without effort, and happy about it.')),
      scorecards.length > 1 && h('label', { class: 'order' }, 'Order ',
        h('select', { id: 'order', onchange: (event) => { order = event.target.value; reorder(); } },
          Object.entries(ORDERS).map(([key, [word]]) => h('option', { value: key, selected: key === order }, word))))),
    h('ul', { class: 'cards' }, sorted.map((card) => h('li', {}, journeyCard(card)))));
}

function journeyCard(card) {
  return h('article', { class: 'card' },
    h('div', { class: 'card-head' },
      h('div', {},
        h('h2', {}, h('a', { href: `#/${encodeURIComponent(card.definition)}` }, card.title || card.definition)),
        card.goal && h('p', { class: 'goal' }, `“${card.goal}”`),
        card.owner && h('p', { class: 'owner' }, `Owner: ${card.owner}`)),
      scoreRing(card.success)),
    card.journeys.total === 0
      ? h('p', { class: 'nothing' }, 'No customer has begun this journey yet.')
      : [card.success && scorePartsInSmall(card.success),
        h('div', {},
          h('p', { class: 'volume' }, h('b', {}, counted(card.journeys.total, 'journey')),
            ` of ${counted(card.customers, 'customer')}`,
            card.everStalled > 0 && `, ${count(card.everStalled)} ever stalled`),
          statesBar(card.journeys)),
        figures(card)]);
}

function figures(card) {
  return h('dl', { class: 'figures' },
    figure('Reached the goal', card.achievedShare == null ? null : percent(card.achievedShare),
      card.achievedShare == null ? 'none has ended yet' : 'of those that ended'),
    figure('Median time to goal', card.timeToGoal && duration(card.timeToGoal.medianSeconds), timeAgainstTarget(card)),
    figure('Handovers', card.handoversPerJourney == null ? null : decimal(card.handoversPerJourney), 'per journey',
      'Times that the channel or the owning team changed'),
    figure('NPS', card.nps.score == null ? null : signed(card.nps.score),
      answers(card.nps.promoters + card.nps.passives + card.nps.detractors), 'Net Promoter Score, −100 to +100'),
    figure('CSAT', card.csat.mean == null ? null : `${decimal(card.csat.mean)} of 5`, answers(card.csat.answers),
      'Customer satisfaction: 1 very dissatisfied, 5 very satisfied'),
    figure('CES', card.ces.mean == null ? null : `${decimal(card.ces.mean)} of 7`, answers(card.ces.answers),
      'Customer effort: 1 very difficult, 7 very easy'));
}

function emptyPage() {
  return h('div', { class: 'notice' },
    h('h1', {}, 'No journeys are defined yet'),
    h('p', {}, 'A journey definition says what the customer wants and which touchpoints lead there. ',
      'Apply one, and its scorecard appears here by itself:'),
    h('pre', {}, h('code', {}, './throughline apply samples/journeys/*.yaml')),
    h('p', {}, 'Or start with sample customers of a telecom company:'),
    h('pre', {}, h('code', {}, './throughline up')));
}
