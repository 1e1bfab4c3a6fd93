// The pieces that cards and details share.

import { count, counted, duration, percent } from './format.js';
import { h, spoken, svg } from './elements.js';

/** In the order of the bar: how it ended well, is under way, is stuck, ended badly, ended otherwise. */
const STATES = [
  ['achieved', 'achieved', 'The goal was reached'],
  ['active', 'active', 'Under way'],
  ['stalled', 'stalled', 'Nothing happened for too long'],
  ['abandoned', 'abandoned', 'Given up'],
  ['exited', 'exited', 'The goal no longer applied'],
];

/** A score in a word, a sign and a colour, so that nobody needs the colour. */
export function rating(value) {
  if (value >= 75) return { key: 'good', word: 'Good', sign: '●' };
  if (value >= 50) return { key: 'fair', word: 'Fair', sign: '◆' };
  return { key: 'poor', word: 'Poor', sign: '▲' };
}

/** The success score as a ring with its number and its word. */
export function scoreRing(score, large = false) {
  const round = 2 * Math.PI * 42;
  if (!score) {
    return h('div', { class: `ring none${large ? ' large' : ''}` },
      svg('svg', { viewBox: '0 0 100 100', 'aria-hidden': 'true' },
        svg('circle', { cx: 50, cy: 50, r: 42, class: 'ring-track' })),
      h('p', { class: 'ring-figure' }, h('strong', { 'aria-hidden': 'true' }, '–'), spoken('No success score yet')));
  }
  const rated = rating(score.value);
  const value = Math.round(score.value);
  return h('div', { class: `ring ${rated.key}${large ? ' large' : ''}` },
    svg('svg', { viewBox: '0 0 100 100', 'aria-hidden': 'true' },
      svg('circle', { cx: 50, cy: 50, r: 42, class: 'ring-track' }),
      svg('circle', {
        cx: 50, cy: 50, r: 42, class: 'ring-value',
        'stroke-dasharray': `${round * score.value / 100} ${round}`, transform: 'rotate(-90 50 50)',
      })),
    h('p', { class: 'ring-figure' },
      spoken('Success score '), h('strong', {}, value), spoken(' of 100, '),
      h('span', { class: 'rating' }, h('span', { 'aria-hidden': 'true' }, `${rated.sign} `), rated.word)));
}

/** Journeys by state: a bar, and beneath it every count in words. */
export function statesBar(journeys) {
  const shown = STATES.filter(([key]) => journeys[key] > 0);
  return h('div', { class: 'states' },
    h('div', { class: 'bar', 'aria-hidden': 'true' },
      shown.map(([key]) => h('span', { class: `segment ${key}`, 'width%': 100 * journeys[key] / journeys.total }))),
    h('ul', { class: 'legend' },
      shown.map(([key, word, meaning]) => h('li', { title: meaning },
        h('span', { class: `swatch ${key}`, 'aria-hidden': 'true' }),
        h('b', {}, count(journeys[key])), ` ${word} `,
        h('span', { class: 'quiet' }, percent(journeys[key] / journeys.total))))));
}

/** The parts of a score: each with its value, its weight and the reason. */
export function scoreParts(score) {
  return h('ol', { class: 'parts' }, score.parts.map((part) => {
    const known = part.value != null;
    const rated = known ? rating(part.value) : { key: 'none' };
    return h('li', { class: `part ${rated.key}` },
      h('h3', {}, part.name[0].toUpperCase() + part.name.slice(1)),
      h('p', { class: 'part-figure' },
        known ? [h('strong', {}, Math.round(part.value)), spoken(' of 100')] : h('strong', {}, 'not known')),
      h('div', { class: 'meter', 'aria-hidden': 'true' }, h('span', { 'width%': known ? part.value : 0 })),
      h('p', { class: 'part-weight' }, known ? `counts ${percent(part.weight)}` : 'counts nothing'),
      h('p', { class: 'part-reason' }, part.explanation));
  }));
}

/** The parts of a score in small: each with its name and value. */
export function scorePartsInSmall(score) {
  return h('ul', { class: 'small-parts', 'aria-label': 'Parts of the success score' }, score.parts.map((part) => {
    const known = part.value != null;
    return h('li', { class: `part ${known ? rating(part.value).key : 'none'}`, title: part.explanation },
      h('span', { class: 'small-name' }, part.name[0].toUpperCase() + part.name.slice(1)),
      h('b', {}, known ? Math.round(part.value) : h('span', { class: 'quiet' }, '–', spoken('not known'))),
      h('div', { class: 'meter', 'aria-hidden': 'true' }, h('span', { 'width%': known ? part.value : 0 })));
  }));
}

/** The time to the goal held against the target, in words and with a sign. */
export function timeAgainstTarget(card) {
  if (!card.timeToGoal) return null;
  const median = card.timeToGoal.medianSeconds;
  if (card.targetSeconds == null) return h('span', { class: 'quiet' }, 'no target set');
  const met = median <= card.targetSeconds;
  return h('span', { class: met ? 'verdict good' : 'verdict poor' },
    h('span', { 'aria-hidden': 'true' }, met ? '✓ ' : '▲ '),
    `${met ? 'within' : 'over'} the target of ${duration(card.targetSeconds)}`);
}

/** One figure with its name and what it rests on. */
export function figure(name, value, note, title) {
  return h('div', { class: 'figure', title },
    h('dt', {}, name),
    h('dd', {}, value == null ? h('span', { class: 'quiet' }, '–', spoken(' not known yet')) : h('strong', {}, value),
      note && h('span', { class: 'note' }, note)));
}

export const answers = (number) => (number === 0 ? 'no answers yet' : `from ${counted(number, 'answer')}`);
