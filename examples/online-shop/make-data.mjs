#!/usr/bin/env node
// Writes the files in data/: seeded, the same on every machine. They are committed; run this only to change them.
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';

const data = join(dirname(fileURLToPath(import.meta.url)), 'data');
const end = Date.UTC(2026, 10, 2, 9);
const day = 86_400_000;

/** @param {string} path */
const file = (path) => `'${join(data, path).replaceAll("'", "''")}'`;

const macros = [
  "SET TimeZone = 'UTC'",
  `CREATE MACRO u(salt, i) AS (md5_number_lower(concat('7:', salt, ':', i)) >> 11)::DOUBLE / 9007199254740992.0`,
  `CREATE MACRO draw(n, salt, i) AS floor(u(salt, i) * n)::BIGINT`,
  `CREATE MACRO pick(list, salt, i) AS list[1 + draw(len(list), salt, i)]`,
  `CREATE MACRO utc(ms) AS date_trunc('second', make_timestamp((ms)::BIGINT * 1000))`,
];

const customers = `
CREATE TABLE customers AS
WITH named AS (
  SELECT i AS id, pick(['Nora', 'Samuel', 'Ines', 'Oscar', 'Maya', 'Victor', 'Lily', 'Noah', 'Ruth', 'Eli', 'Dana', 'Pavel', 'Aisha', 'Tom'], 'given', i) AS given,
    pick(['Reed', 'Okafor', 'Silva', 'Novak', 'Bennett', 'Larsen', 'Ito', 'Meyer', 'Quinn', 'Abbott', 'Costa', 'Haas', 'Young'], 'family', i) AS family
  FROM range(1, 601) t(i))
SELECT id, given || ' ' || family AS name,
  CASE WHEN u('email?', id) < 0.08 THEN NULL WHEN u('email?', id) < 0.1 THEN given || '@PaperAndPine.example'
    ELSE lower(given || '.' || family) || id || '@mail.example' END AS email,
  CASE WHEN u('country?', id) >= 0.07 THEN pick(['US', 'US', 'US', 'CA', 'GB', 'DE'], 'country', id) END AS country,
  u('newsletter', id) < 0.45 AS accepts_newsletter,
  utc(${end} - floor(u('signed', id) * ${700 * day}))::DATE AS signed_up_on
FROM named ORDER BY id`;

const products = `
CREATE TABLE products AS
SELECT printf('P-%03d', i) AS sku,
  pick(['Linen', 'Walnut', 'Paper', 'Brass', 'Wool', 'Clay'], 'stuff', i) || ' ' || pick(['notebook', 'lamp', 'mug', 'puzzle', 'calendar', 'bowl', 'tray', 'kite'], 'thing', i) AS title,
  pick(['stationery', 'home', 'kitchen', 'toys'], 'category', i) AS category, (599 + draw(9000, 'price', i)) / 100 AS price,
  CASE WHEN u('stock?', i) < 0.12 THEN 0 ELSE 1 + draw(90, 'stock', i) END AS in_stock,
  list_filter(['gift', 'kids', 'handmade', 'sale'], x -> u('tag:' || x, i) < 0.25) AS tags
FROM range(1, 61) t(i) ORDER BY i`;

const orders = `
CREATE TABLE orders AS
WITH drawn AS (
  SELECT i, 1 + floor(600 * u('who', i) * u('who', i))::BIGINT AS customer, 1 + floor(60 * u('what', i) * u('what', i))::BIGINT AS product,
    ${end} - 1 - floor(u('when', i) * ${124 * day})::BIGINT AS ms, 1 + floor(3 * u('many', i) * u('many', i))::BIGINT AS quantity
  FROM range(1500) t(i))
SELECT printf('O-%05d', row_number() OVER (ORDER BY ms, i)) AS id, CASE WHEN u('nobody', i) < 0.005 THEN 9000 + i ELSE customer END AS customer_id, p.sku,
  utc(ms) AS placed_at, CASE WHEN ms > ${end - 6 * day} AND u('status', i) < 0.4 THEN 'pending' WHEN u('status', i) < 0.94 THEN 'paid' ELSE 'refunded' END AS status,
  quantity, (quantity * p.price)::DECIMAL(18, 2) AS total, CASE WHEN u('code', i) < 0.15 THEN pick(['HELLO', 'FALL26'], 'code', i) END AS discount_code
FROM drawn JOIN products p ON p.sku = printf('P-%03d', drawn.product) ORDER BY id`;

const pageViews = `
CREATE TABLE page_views AS
WITH drawn AS (
  SELECT i, 601 - floor(600 * u('viewer', i) * u('viewer', i))::BIGINT AS customer, 1 + draw(60, 'viewed', i) AS product,
    ${end} - 1 - floor(u('at', i) * u('at', i) * ${120 * day})::BIGINT AS ms
  FROM range(6000) t(i))
SELECT CASE WHEN u('known', i) >= 0.15 THEN customer END AS customer_id, utc(ms) AS viewed_at,
  CASE WHEN u('page', i) < 0.6 THEN '/p/' || printf('P-%03d', product) ELSE pick(['/', '/sale', '/about', '/cart'], 'path', i) END AS path,
  CASE WHEN u('page', i) < 0.6 THEN printf('P-%03d', product) END AS sku, pick(['desktop', 'mobile', 'mobile'], 'device', customer) AS device
FROM drawn ORDER BY ms, i`;

const months = ['2026-07', '2026-08', '2026-09', '2026-10', '2026-11'];
const written = [
  `COPY customers TO ${file('customers.csv')} (HEADER)`,
  `COPY products TO ${file('products.json')} (ARRAY)`,
  `COPY page_views TO ${file('page-views.parquet')} (FORMAT parquet, COMPRESSION zstd)`,
  ...months.map(
    (month) =>
      `COPY (FROM orders WHERE strftime(placed_at, '%Y-%m') = '${month}') TO ${file(`orders/${month}.csv`)} (HEADER)`,
  ),
];

rmSync(data, { recursive: true, force: true });
mkdirSync(join(data, 'orders'), { recursive: true });
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
for (const statement of [...macros, customers, products, orders, pageViews, ...written])
  await connection.run(statement);
connection.closeSync();
instance.closeSync();
