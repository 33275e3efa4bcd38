// Event sequences: whose rows names in a step belong to, and what is refused.
import { describe, expect, it } from 'vitest';
import { checkAlone, conditionOf, faults, faultsOf } from './project.ts';

describe('names in a step', () => {
  it('belong to its own row, an earlier step, the object, or a row around the sequence', () => {
    const condition = conditionOf(
      'has contacts as person where { did sequence { site_visited as v\nthen no orders where total > 1 USD and v.url is known\nthen orders where placed_at > v.at and person.created_at < v.at and person.active and company.employees > 1 } }',
      'company',
    );
    const rows: string[] = [];
    JSON.stringify(condition, (key, value: unknown) => {
      if (key === 'row') rows.push(JSON.stringify(value));
      return value;
    });
    expect(new Set(rows)).toEqual(
      new Set([
        '{"scope":2,"hops":[],"entity":"site_visited"}',
        '{"scope":3,"hops":[],"entity":"order"}',
        '{"scope":4,"hops":[],"entity":"order"}',
        '{"scope":1,"hops":[],"entity":"contact"}',
        '{"scope":0,"hops":[],"entity":"company"}',
      ]),
    );
  });

  it('are told once when they mean nothing', () => {
    expect(faultsOf('did sequence { site_visitd as v\nthen orders where v.x = 1 }')).toEqual([
      'SEG2001 site_visitd',
    ]);
    expect(faultsOf('did sequence { site_visited as v\nthen orders where v.x = 1 }')).toEqual([
      'SEG2001 x',
    ]);
    expect(
      faultsOf('did sequence { site_visited\nthen no orders as o\nthen orders where o.id = "x" }'),
    ).toEqual(['SEG2001 o']);
  });

  it('must not hide others', () => {
    expect(faultsOf('did sequence { site_visited as v\nthen orders as v }')).toEqual(['SEG2023 v']);
    expect(faultsOf('did sequence { site_visited as country\nthen orders }')).toEqual([
      'SEG2023 country',
    ]);
  });

  it('of rows of one kind need names', () => {
    expect(
      faultsOf('did sequence { orders\nthen orders\nthen orders where total > order.total }'),
    ).toEqual(['SEG2021 order']);
  });
});

describe('steps', () => {
  it('are rows with a time', () => {
    expect(faultsOf('did sequence { site_visited\nthen country }')).toEqual(['SEG3026 country']);
    expect(faultsOf('did sequence { site_visited\nthen company }')).toEqual(['SEG3028 company']);
    expect(faultsOf('did sequence { site_visited\nthen company.contacts }')).toEqual([
      'SEG3016 company.contacts',
    ]);
  });

  it('have whole and positive lengths', () => {
    expect(faultsOf('did sequence { site_visited\nthen orders within 0 hours }')).toEqual([
      'SEG3019 0',
    ]);
  });

  it('have one window, told once', () => {
    expect(
      faultsOf('did sequence in last 0 days { site_visited\nthen orders\nthen site_visited }'),
    ).toEqual(['SEG3019 0']);
  });

  it('of dates count days', () => {
    const model = `object a @table("a") { id: id @key, b: b[] via b.a, c: c[] via c.a }
object b @table("b") { id: id @key, on: date @time, a: a via a_id }
object c @table("c") { id: id @key, at: timestamp @time, a: a via a_id }
`;
    const of = (steps: string): readonly string[] => {
      const text = `${model}segment s of a {\n  where {\n    did sequence { ${steps} }\n  }\n}\n`;
      return faults(text, checkAlone(text));
    };
    expect(of('b\nthen b within 2 hours')).toEqual(['SEG3017 within 2 hours']);
    expect(of('b\nthen b within 2 days')).toEqual([]);
    expect(of('b\nthen c within 2 hours')).toEqual([]);
  });
});
