// The words that generated rows and generated segments share.

const namedKinds: readonly string[] = [
  'site_visited',
  'email_opened',
  'email_clicked',
  'product_viewed',
  'cart_filled',
  'checkout_started',
  'logged_in',
  'support_contacted',
];

/** Names of the kinds of events, the most frequent first; beyond the named ones they are numbered. */
export function eventKinds(count: number): readonly string[] {
  return Array.from(
    { length: count },
    (_, index) => namedKinds[index] ?? `action_${String(index + 1).padStart(3, '0')}`,
  );
}

/** Share of the events that are of the kind at `index`: kinds are drawn from u², so that the first ones are frequent. */
export function kindShare(index: number, count: number): number {
  return Math.sqrt((index + 1) / count) - Math.sqrt(index / count);
}

export const categories: readonly string[] = [
  'pricing',
  'docs',
  'blog',
  'shoes',
  'jackets',
  'bags',
  'hats',
  'sale',
  'careers',
  'support',
  'gifts',
  'outdoor',
];

export const countries: readonly string[] = [
  'US',
  'DE',
  'PL',
  'GB',
  'FR',
  'ES',
  'IT',
  'NL',
  'SE',
  'CZ',
  'BR',
  'JP',
];

export const plans: readonly string[] = ['free', 'trial', 'business', 'enterprise'];
export const contactStatuses: readonly string[] = ['active', 'paused', 'blocked'];
export const orderStatuses: readonly string[] = ['paid', 'pending', 'refunded'];

export const industries: readonly string[] = [
  'software',
  'retail',
  'fintech',
  'health',
  'media',
  'travel',
  'energy',
  'education',
];

/** The most frequent first. */
export const tags: readonly string[] = [
  'newsletter',
  'webinar',
  'trial_2026',
  'vip',
  'partner',
  'beta',
  'referral',
  'event_spring',
  'event_autumn',
  'student',
  'reseller',
  'press',
  'investor',
  'churn_risk',
  'upsell',
  'survey',
  'podcast',
  'ambassador',
  'wholesale',
  'legacy',
];
