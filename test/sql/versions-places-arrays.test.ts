// What DuckDB answers for versions, places and arrays against arrays, with missing values and their negations.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { versionKey } from '../../compiler/check/version-order.ts';
import { snowflakeDialect } from '../../dialects/snowflake/dialect.ts';
import { MemoryWarehouse, planOf, sqlOf } from './memory-warehouse.ts';

const model = `
project fleet { timezone: "Europe/Warsaw" }
object city @table("geo.cities") {
  id: id @key
  middle: geo? @column("lat", "lng")
}
object device @table("iot.devices") {
  id: id @key
  app_version: version?
  at: geo? @column("lat", "lng")
  seen: geo? @json("props.pos.lat", "props.pos.lng")
  visited: text[]?
  favourites: text[]?
  props: json? { firmware: version? }
  home: city? via home_id
  installs: install[] via install.device
}
object install @table("iot.installs") {
  id: id @key
  made_at: timestamp @time
  release: version?
  device: device via device_id
}
trait device.newest: version? = max(installs.release)
`;

const tables = `
CREATE SCHEMA geo; CREATE SCHEMA iot;
CREATE TABLE geo.cities (id VARCHAR, lat DOUBLE, lng DOUBLE);
CREATE TABLE iot.devices (id VARCHAR, app_version VARCHAR, lat DOUBLE, lng DOUBLE, visited VARCHAR[], favourites VARCHAR[],
  props VARCHAR, home_id VARCHAR);
CREATE TABLE iot.installs (id VARCHAR, made_at TIMESTAMP, release VARCHAR, device_id VARCHAR);
INSERT INTO geo.cities VALUES ('warsaw', 52.2297, 21.0122), ('nowhere', NULL, NULL);
-- a: Krakow, about 252 km from Warsaw; b: 10 km east of Warsaw; c: nothing known; d: half known
INSERT INTO iot.devices VALUES
  ('a', '4.2.52', 50.0647, 19.9450, ['rome', 'oslo'], ['oslo'], '{"firmware": "v2.0.0-beta.2", "pos": {"lat": 52.23, "lng": 21.0}}', 'warsaw'),
  ('b', '4.10.0', 52.2297, 21.1587, ['rome'], ['rome', 'oslo'], '{"firmware": "2.0.0"}', 'warsaw'),
  ('c', NULL, NULL, NULL, NULL, ['rome'], NULL, NULL),
  ('d', 'not one', 52.2297, NULL, ['rome'], [], '{"firmware": "2.0.0-beta.11"}', 'nowhere'),
  ('e', '4.2', 52.2297, 21.0122, [], NULL, '{"firmware": 2}', 'gone');
INSERT INTO iot.installs VALUES
  ('1', TIMESTAMP '2025-01-01', '1.9.0', 'a'), ('2', TIMESTAMP '2025-02-01', '1.10.0', 'a'), ('3', TIMESTAMP '2025-01-01', NULL, 'b');
`;

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['app_version >= "4.2.52"', ['a', 'b']],
  ['app_version > "4.2.52"', ['b']],
  ['app_version < "4.2.52"', ['e']],
  ['app_version = "4.2.0"', ['e']],
  ['app_version != "4.2.0" or missing', ['a', 'b', 'c', 'd']],
  ['not app_version >= "4.2.52"', ['c', 'd', 'e']],
  ['app_version in "4.2".."4.9"', ['a', 'e']],
  ['app_version in ["v4.2.52", "4.10"]', ['a', 'b']],
  ['app_version is missing', ['c', 'd']],
  ['props.firmware >= "2.0.0-beta.2"', ['a', 'b', 'd', 'e']],
  ['props.firmware > "2.0.0-beta.2"', ['b', 'd', 'e']],
  ['props.firmware >= "2.0.0"', ['b', 'e']],
  ['props.firmware < "2.0.0-rc"', ['a', 'd']],
  ['newest >= "1.10"', ['a']],
  ['has installs where release < "1.10"', ['a']],
  ['last(installs.release) = "1.10.0"', ['a']],
  ['count distinct(installs.release) = 2', ['a']],
  ['at within 5 km of geo(52.2297, 21.0122)', ['e']],
  ['at within 10 km of geo(52.2297, 21.0122)', ['b', 'e']],
  ['at within 300 km of geo(52.2297, 21.0122)', ['a', 'b', 'e']],
  ['at within 7 mi of geo(52.2297, 21.0122)', ['b', 'e']],
  ['at within 9000 m of geo(52.2297, 21.0122)', ['e']],
  ['at not within 10 km of geo(52.2297, 21.0122) and known', ['a']],
  ['at not within 10 km of geo(52.2297, 21.0122) or missing', ['a', 'c', 'd']],
  ['not at within 10 km of geo(52.2297, 21.0122)', ['a', 'c', 'd']],
  ['at within 300 km of home.middle', ['a', 'b']],
  ['distance_km(at, home.middle) in 251..253', ['a']],
  ['distance_km(at, home.middle) < 10.1', ['b']],
  ['distance_km(at, at) = 0', ['a', 'b', 'e']],
  ['at is known', ['a', 'b', 'e']],
  ['at is missing', ['c', 'd']],
  ['seen within 1 km of geo(52.23, 21.0)', ['a']],
  ['seen is known', ['a']],
  ['distance_km(at, geo(-52.2297, -158.9878)) > 20015', ['e']],
  ['visited has any of favourites', ['a', 'b']],
  ['visited has all of favourites', ['a']],
  ['favourites has all of visited', ['b']],
  ['visited not has all of favourites and known', ['b', 'd']],
  ['visited not has all of favourites or missing', ['b', 'c', 'd', 'e']],
  ['not visited has all of favourites', ['b', 'c', 'd', 'e']],
  ['visited not has any of favourites and known', ['d']],
];

describe('conditions', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(tables);
  });
  afterAll(() => warehouse.close());

  it.each(cases)('%s', async (line, expected) => {
    const text = `${model}\nsegment s of device {\n  where {\n    ${line}\n  }\n}\n`;
    const members = await warehouse.membersOfAll(planOf(text));
    expect(members.get('s')).toEqual(expected);
    expect(sqlOf(text, snowflakeDialect)).toContain('SELECT');
  });

  it('orders versions in SQL as in the compiler, by the precedence of Semantic Versioning', async () => {
    // The order of section 11 of the specification, with more numbers and looser forms beside it.
    const ascending = [
      '0.9',
      '1.0.0-0',
      '1.0.0-2',
      '1.0.0-11',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      'v1.0.0+build.5',
      '1.0.0.1',
      '1.0.9',
      '1.0.10',
      '1.9',
      '1.10',
      '2',
      '10.0.0',
    ];
    const stored = [...ascending, '1.0', '', ' 1.0', '1..0', 'x1', '1.0.0-', '1.2.3.4.5'];
    const values = stored.map((text) => `('${text}')`).join(', ');
    await warehouse.run(`CREATE TABLE iot.versions AS SELECT * FROM (VALUES ${values}) AS v(id)`);
    const text = `object v @table("iot.versions") { id: id @key, release: version? @column("id") }
segment s of v { where { release >= "0" } }`;
    const sql = sqlOf(text, (await import('../../dialects/duckdb/dialect.ts')).duckdbDialect);
    const [, key = ''] = /WHERE\s+([^]*) >= '/.exec(sql) ?? [];
    const rows = await warehouse.rows(`SELECT v.id, ${key} FROM iot.versions AS v`);
    expect(rows).toEqual(stored.map((version) => [version, versionKey(version) ?? null]));
    const keys = ascending.map((version) => versionKey(version) ?? '');
    expect(keys).toEqual(keys.toSorted());
    expect(new Set(keys).size).toBe(ascending.length);
  });
});
