// One journey: why its score is what it is, how long it takes, what customers say, which ways they take.

import { count, counted, decimal, duration, money, percent, signed } from './format.js';
import { h, spoken } from './elements.js';
import { answers, figure, scoreParts, scoreRing, statesBar, timeAgainstTarget } from './parts.js';

export function detailPage(card, paths) {
  return h('div', { class: 'page detail' },
    h('p', { class: 'back' }, h('a', { href: '#/' }, '← All journeys')),
    h('div', { class: 'heading' },
      h('div', {},
        h('h1', {}, card.title || card.definition),
        card.goal && h('p', { class: 'goal' }, `“${card.goal}”`),
        h('p', { class: 'owner' }, [card.owner && `Owner: ${card.owner}`, `map ${card.definition}, version ${card.version}`]
          .filter(Boolean).join(' · ')))),
    card.journeys.total === 0
      ? h('p', { class: 'nothing' }, 'No customer has begun this journey yet. Once one has, its figures appear here.')
      : sections(card, paths));
}

function sections(card, paths) {
  return [
    h('section', { class: 'panel success', 'aria-labelledby': 'success' },
      h('h2', { id: 'success' }, 'Success'),
      card.success
        ? [h('div', { class: 'success-head' }, scoreRing(card.success, true),
            h('p', {}, `Mean over ${counted(card.successJourneys, 'journey')} that reached the goal or were given up. `,
              'What cannot be known counts nothing; the other parts share its weight.')),
          scoreParts(card.success)]
        : h('p', { class: 'nothing' }, 'A journey is scored once it has reached its goal or was given up; none has yet.')),
    h('section', { class: 'panel', 'aria-labelledby': 'volume' },
      h('h2', { id: 'volume' }, 'Where they stand'),
      h('p', { class: 'big' }, h('strong', {}, count(card.journeys.total)), ` journeys of ${counted(card.customers, 'customer')}`),
      statesBar(card.journeys),
      h('dl', { class: 'figures' },
        figure('Reached the goal', card.achievedShare == null ? null : percent(card.achievedShare), 'of those that ended'),
        figure('Ever stalled', count(card.everStalled), percent(card.everStalled / card.journeys.total)),
        figure('Handovers', card.handoversPerJourney == null ? null : decimal(card.handoversPerJourney), 'per journey'))),
    timesPanel(card),
    feedbackPanel(card),
    moneyPanel(card),
    personasPanel(card),
    pathsPanel(paths),
  ];
}

function timesPanel(card) {
  const times = card.timeToGoal;
  return h('section', { class: 'panel', 'aria-labelledby': 'times' },
    h('h2', { id: 'times' }, 'Time to the goal'),
    times
      ? [timeScale(card),
        h('dl', { class: 'figures' },
          figure('Half take at most', duration(times.medianSeconds), timeAgainstTarget(card), 'Median'),
          figure('Nine in ten take at most', duration(times.p90Seconds), null, '90th percentile'),
          figure('Mean', duration(times.meanSeconds), `over ${counted(times.journeys, 'achieved journey')}`),
          figure('Within target', card.withinTargetShare == null ? null : percent(card.withinTargetShare),
            card.targetSeconds == null ? 'no target set' : `of ${duration(card.targetSeconds)}`))]
      : h('p', { class: 'nothing' }, 'No journey has reached its goal yet',
        card.targetSeconds != null && `; the target is ${duration(card.targetSeconds)}`, '.'));
}

/** Median, nine in ten and target on one line; what it shows also stands in the figures below it. */
function timeScale(card) {
  const { medianSeconds, p90Seconds } = card.timeToGoal;
  const target = card.targetSeconds;
  const end = Math.max(p90Seconds, target ?? 0, 1) * 1.08;
  return h('div', { class: 'scale', 'aria-hidden': 'true' },
    h('span', { class: 'reach p90', 'width%': 100 * p90Seconds / end }),
    h('span', { class: 'reach median', 'width%': 100 * medianSeconds / end }),
    target != null && h('span', { class: `target${target / end > 0.6 ? ' late' : ''}`, 'left%': 100 * target / end },
      h('span', {}, 'target')));
}

function feedbackPanel(card) {
  const { promoters, passives, detractors, score } = card.nps;
  const total = promoters + passives + detractors;
  const kinds = [['promoters', promoters, '9 and 10'], ['passives', passives, '7 and 8'], ['detractors', detractors, '0 to 6']];
  return h('section', { class: 'panel', 'aria-labelledby': 'feedback' },
    h('h2', { id: 'feedback' }, 'What customers say'),
    h('dl', { class: 'figures' },
      figure('NPS', score == null ? null : signed(score), answers(total), 'Net Promoter Score, −100 to +100'),
      figure('CSAT', card.csat.mean == null ? null : `${decimal(card.csat.mean)} of 5`, answers(card.csat.answers),
        'Customer satisfaction: 1 very dissatisfied, 5 very satisfied'),
      figure('CES', card.ces.mean == null ? null : `${decimal(card.ces.mean)} of 7`, answers(card.ces.answers),
        'Customer effort: 1 very difficult, 7 very easy')),
    total > 0 && h('div', { class: 'states' },
      h('div', { class: 'bar', 'aria-hidden': 'true' },
        kinds.filter(([, number]) => number > 0)
          .map(([kind, number]) => h('span', { class: `segment ${kind}`, 'width%': 100 * number / total }))),
      h('ul', { class: 'legend' }, kinds.map(([kind, number, range]) => h('li', { title: `Answers ${range}` },
        h('span', { class: `swatch ${kind}`, 'aria-hidden': 'true' }), h('b', {}, count(number)), ` ${kind} `,
        h('span', { class: 'quiet' }, percent(number / total)))))));
}

function moneyPanel(card) {
  const currencies = [...new Set([...Object.keys(card.revenue), ...Object.keys(card.cost)])].sort();
  if (currencies.length === 0) return null;
  return h('section', { class: 'panel', 'aria-labelledby': 'money' },
    h('h2', { id: 'money' }, 'Money'),
    h('dl', { class: 'figures' }, currencies.map((currency) => [
      currency in card.revenue && figure(`Revenue in ${currency}`, money(card.revenue[currency], currency),
        `${money(card.revenue[currency] / card.journeys.total, currency)} per journey`),
      currency in card.cost && figure(`Cost in ${currency}`, money(card.cost[currency], currency),
        `${money(card.cost[currency] / card.journeys.total, currency)} per journey`),
    ])));
}

function personasPanel(card) {
  if (card.personas.length === 0) return null;
  return h('section', { class: 'panel', 'aria-labelledby': 'personas' },
    h('h2', { id: 'personas' }, 'Whose journeys they are'),
    h('dl', { class: 'figures' }, card.personas.map((persona) => figure(persona.title,
      `${count(persona.journeys)} (${percent(persona.journeys / card.journeys.total)})`,
      `of ${counted(persona.customers, 'customer')}`, `Persona ${persona.name}`))),
    h('p', { class: 'quiet' }, 'A customer may be several personas, or none.'));
}

function pathsPanel(paths) {
  const most = paths.topVariants[0]?.journeys ?? 1;
  return h('section', { class: 'panel wide', 'aria-labelledby': 'paths' },
    h('h2', { id: 'paths' }, 'The ways they take'),
    h('p', {}, `${counted(paths.variants, 'different way')} through this journey. `,
      paths.reworkJourneys > 0
        && `In ${percent(paths.reworkJourneys / paths.journeys.total)} of the journeys something had to be done again.`),
    h('ol', { class: 'ways' }, paths.topVariants.map((variant) => h('li', {},
      h('p', { class: 'way-count' }, h('b', {}, percent(variant.journeys / paths.journeys.total)),
        h('span', { class: 'quiet' }, counted(variant.journeys, 'journey'))),
      h('div', {},
        h('p', { class: 'way' }, runs(variant.touchpoints).map(([touchpoint, times], index) => [
          index > 0 && h('span', { class: 'arrow' }, h('span', { 'aria-hidden': 'true' }, '→'), spoken('then')),
          h('span', { class: 'stop' }, touchpoint, times > 1 && h('b', {}, ` ×${times}`)),
        ])),
        h('div', { class: 'meter way-meter', 'aria-hidden': 'true' },
          h('span', { 'width%': 100 * variant.journeys / most })))))));
}

/** The same touchpoint several times in a row is shown once, with how often. */
function runs(touchpoints) {
  const found = [];
  for (const touchpoint of touchpoints) {
    if (found.at(-1)?.[0] === touchpoint) found.at(-1)[1] += 1;
    else found.push([touchpoint, 1]);
  }
  if (found.length <= 14) return found;
  return [...found.slice(0, 9), [`${found.length - 12} more`, 1], ...found.slice(-3)];
}
