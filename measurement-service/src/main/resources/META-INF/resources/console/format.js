// Numbers as a person reads them. Everything that shows a number goes through here.

const whole = new Intl.NumberFormat('en');
const oneDigit = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const upToOneDigit = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** 1,234 */
export const count = (number) => whole.format(number);

/** 4.2 */
export const decimal = (number) => oneDigit.format(number);

/** 1 journey, 1,234 journeys */
export const counted = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

/** 63 % of a share from 0 to 1; what is not nothing is never shown as 0 %, what is not all never as 100 %. */
export function percent(share) {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return '<\u202f1\u202f%';
  if (rounded === 100 && share < 1) return '>\u202f99\u202f%';
  return `${rounded}\u202f%`;
}

/** +31 or −12 */
export const signed = (number) => {
  const rounded = Math.round(number);
  return rounded > 0 ? `+${rounded}` : rounded < 0 ? `\u2212${-rounded}` : '0';
};

const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];

/** 12.4 days, 3 hours: in the largest unit of which there is at least one. */
export function duration(seconds) {
  const [unit, size] = UNITS.find(([, length]) => seconds >= length) ?? ['second', 1];
  const amount = upToOneDigit.format(seconds / size);
  return `${amount} ${unit}${amount === '1' ? '' : 's'}`;
}

/** 5 Mar 2026, 14:05 */
export const time = (instant) => moment.format(new Date(instant));

/** €1,234.50; a decimal of any length, told to the cent. */
export function money(amount, currency) {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount);
  } catch {
    return `${whole.format(amount)} ${currency}`;
  }
}
