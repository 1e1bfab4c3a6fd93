// A shop that reports by Segment's own SDK for Node.js: node shop.cjs URL MESSAGES
// Prints how many messages the SDK had delivered, and how often it asked.
const { Analytics } = require('@segment/analytics-node');

const [url, messages] = process.argv.slice(2);
const noon = new Date('2026-03-02T12:00:00.000Z');
let asked = 0;
let delivered = 0;

const analytics = new Analytics({ writeKey: 'shop-key', host: url, path: '/v1/batch', flushAt: 10, maxRetries: 50 });
analytics.on('http_request', () => asked++);
analytics.on('error', error => console.error(JSON.stringify(error)));
const count = error => error || delivered++;

analytics.identify(
  {
    userId: 'ada',
    anonymousId: 'a-1',
    traits: { email: 'ada@example.org', plan: 'gold', address: { city: 'Rome' }, createdAt: noon, score: undefined },
    timestamp: noon,
  },
  count);
for (let i = 0; i < Number(messages); i++) {
  analytics.track(
    { userId: 'ada', event: 'Bill Viewed', properties: { number: i }, timestamp: new Date(noon.getTime() + 1000 * i) }, count);
}
analytics.page({ userId: 'ada', name: 'Prices', timestamp: noon }, count);
analytics.closeAndFlush({ timeout: 30000 }).then(() => console.log(JSON.stringify({ delivered, asked })));
