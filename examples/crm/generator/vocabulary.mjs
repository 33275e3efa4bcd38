// Words that the generated world is made of. People and companies are invented; mail domains end in the reserved ".example".

export const industries = [
  'software',
  'fintech',
  'healthcare',
  'retail',
  'logistics',
  'education',
  'media',
  'construction',
  'hospitality',
  'legal',
];

export const companyFirst = [
  'North',
  'Silver',
  'Blue',
  'Bright',
  'Iron',
  'Green',
  'Red',
  'Clear',
  'Stone',
  'Swift',
  'Gold',
  'Oak',
  'River',
  'Sun',
  'Cloud',
  'Copper',
  'Amber',
  'Maple',
  'Falcon',
  'Harbor',
  'Summit',
  'Meadow',
  'Polar',
  'Velvet',
  'Lunar',
];
export const companySecond = [
  'peak',
  'line',
  'field',
  'works',
  'gate',
  'bridge',
  'forge',
  'wave',
  'point',
  'leaf',
  'stone',
  'yard',
  'crest',
  'light',
  'path',
  'view',
  'port',
  'grove',
  'craft',
  'shore',
];
export const companyLast = [
  'Labs',
  'Group',
  'Systems',
  'Partners',
  'Studio',
  'Logistics',
  'Health',
  'Media',
  'Capital',
  'Foods',
];

export const interests = [
  'coffee',
  'tea',
  'barista',
  'sustainability',
  'ergonomics',
  'snacks',
  'wellbeing',
  'events',
];

/** Our own people: key, name, team. @type {readonly (readonly [string, string, string])[]} */
export const users = [
  ['ada.keller', 'Ada Keller', 'sales'],
  ['ben.osei', 'Ben Osei', 'sales'],
  ['carla.ricci', 'Carla Ricci', 'sales'],
  ['dawid.lis', 'Dawid Lis', 'sales'],
  ['emma.brandt', 'Emma Brandt', 'sales'],
  ['farid.haddad', 'Farid Haddad', 'sales'],
  ['greta.lund', 'Greta Lund', 'success'],
  ['henry.cho', 'Henry Cho', 'success'],
  ['iris.nowicka', 'Iris Nowicka', 'success'],
  ['jakub.wilk', 'Jakub Wilk', 'success'],
  ['kim.tran', 'Kim Tran', 'support'],
  ['leo.marchetti', 'Leo Marchetti', 'support'],
  ['mona.fischer', 'Mona Fischer', 'support'],
  ['nils.berg', 'Nils Berg', 'support'],
  ['olga.sikora', 'Olga Sikora', 'support'],
  ['pedro.alves', 'Pedro Alves', 'marketing'],
];

/** Stores: id, kind, country. @type {readonly (readonly [number, string, string])[]} */
export const stores = [
  [1, 'online', 'PL'],
  [2, 'flagship', 'PL'],
  [3, 'flagship', 'DE'],
  [4, 'flagship', 'GB'],
  [5, 'outlet', 'PL'],
  [6, 'outlet', 'FR'],
  [7, 'outlet', 'US'],
  [8, 'flagship', 'US'],
];

/** Categories with typical price and nouns. @type {readonly { name: string, price: number, nouns: readonly string[] }[]} */
export const categories = [
  {
    name: 'coffee',
    price: 18,
    nouns: ['Espresso beans', 'Filter beans', 'Decaf beans', 'Cold brew'],
  },
  { name: 'tea', price: 12, nouns: ['Green tea', 'Earl grey', 'Rooibos', 'Mint tea'] },
  { name: 'snacks', price: 9, nouns: ['Trail mix', 'Oat bars', 'Dark chocolate', 'Crackers'] },
  {
    name: 'equipment',
    price: 160,
    nouns: ['Grinder', 'Kettle', 'Espresso machine', 'Water filter'],
  },
  {
    name: 'stationery',
    price: 14,
    nouns: ['Notebook', 'Whiteboard markers', 'Sticky notes', 'Desk pad'],
  },
  {
    name: 'furniture',
    price: 210,
    nouns: ['Desk lamp', 'Standing desk', 'Task chair', 'Side table'],
  },
];
export const productQualities = [
  'Classic',
  'House',
  'Reserve',
  'Daily',
  'Nordic',
  'Studio',
  'Pro',
  'Organic',
  'Compact',
  'Signature',
];

export const ticketSubjects = [
  'Invoice shows the wrong VAT number',
  'Refund for a damaged parcel',
  'Cannot log in after password reset',
  'Delivery date changed twice',
  'invoice copy needed',
  'Grinder stopped working',
  'Add a colleague to our account',
  'REFUND not received',
  'Question about bulk prices',
  'Wrong item in the box',
  'Subscription renewal',
  'Missing item in delivery',
];

export const taskSubjects = [
  'Follow up on proposal',
  'Call back about renewal',
  'Send price list',
  'Prepare tasting session',
  'Check contract draft',
  'Introduce new account manager',
];
