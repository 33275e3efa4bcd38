// First step of compiler/syntax: the kinds of token. Words of the language are names unless marked hard, so that
// columns may be called `at`, `list` or `total`; the lexer reads every word as a name and asks `wordTokens` after.
import { createToken, Lexer, type TokenType } from 'chevrotain';

/** Any name; every soft word is one too. */
export const Ident: TokenType = createToken({
  name: 'Ident',
  pattern: /[A-Za-z_][A-Za-z0-9_]*/,
  label: 'a name',
});

/** Words that are read as a token of their own, by their text. */
export const wordTokens: Map<string, TokenType> = new Map();

/** A word that is never a name. */
function hard(text: string): TokenType {
  const type = createToken({ name: `Word_${text}`, pattern: Lexer.NA, label: `\`${text}\`` });
  wordTokens.set(text, type);
  return type;
}

/** A word that is a name wherever a name is expected. */
function soft(text: string, category: TokenType = Ident): TokenType {
  const type = createToken({
    name: `Word_${text}`,
    pattern: Lexer.NA,
    label: `\`${text}\``,
    categories: [category],
  });
  wordTokens.set(text, type);
  return type;
}

// ---------------------------------------------------------------- hard words

export const And: TokenType = hard('and');
export const Or: TokenType = hard('or');
export const Not: TokenType = hard('not');
export const In: TokenType = hard('in');
export const Is: TokenType = hard('is');
export const Has: TokenType = hard('has');
export const Did: TokenType = hard('did');
export const Of: TokenType = hard('of');
export const Where: TokenType = hard('where');
export const True: TokenType = hard('true');
export const False: TokenType = hard('false');
export const Now: TokenType = hard('now');
export const Today: TokenType = hard('today');
export const Missing: TokenType = hard('missing');
export const Known: TokenType = hard('known');

// ---------------------------------------------------------------- soft words of declarations

export const Project: TokenType = soft('project');
export const Calendar: TokenType = soft('calendar');
export const Enum: TokenType = soft('enum');
export const ObjectWord: TokenType = soft('object');
export const EventWord: TokenType = soft('event');
export const Lists: TokenType = soft('lists');
export const Tags: TokenType = soft('tags');
export const Consent: TokenType = soft('consent');
export const Trait: TokenType = soft('trait');
export const Segment: TokenType = soft('segment');
export const Test: TokenType = soft('test');
export const Fixtures: TokenType = soft('fixtures');
export const Given: TokenType = soft('given');
export const Expect: TokenType = soft('expect');
export const Use: TokenType = soft('use');
export const Cases: TokenType = soft('cases');
export const Like: TokenType = soft('like');
export const Remove: TokenType = soft('remove');
export const Out: TokenType = soft('out');
export const Same: TokenType = soft('same');
export const Disjoint: TokenType = soft('disjoint');
export const Subset: TokenType = soft('subset');
export const Later: TokenType = soft('later');
export const Via: TokenType = soft('via');
export const Except: TokenType = soft('except');
export const Take: TokenType = soft('take');
export const Top: TokenType = soft('top');
export const Bottom: TokenType = soft('bottom');
export const Total: TokenType = soft('total');
export const Per: TokenType = soft('per');
export const Ties: TokenType = soft('ties');
export const Enter: TokenType = soft('enter');
export const Leave: TokenType = soft('leave');
export const Every: TokenType = soft('every');
export const Cron: TokenType = soft('cron');
export const Empty: TokenType = soft('empty');

// ---------------------------------------------------------------- soft words of conditions

export const All: TokenType = soft('all');
export const Any: TokenType = soft('any');
export const None: TokenType = soft('none');
export const No: TokenType = soft('no');
export const Have: TokenType = soft('have');
export const As: TokenType = soft('as');
export const By: TokenType = soft('by');
export const List: TokenType = soft('list');
export const Added: TokenType = soft('added');
export const Sample: TokenType = soft('sample');
export const Seed: TokenType = soft('seed');
export const Tagged: TokenType = soft('tagged');
export const Consents: TokenType = soft('consents');
export const To: TokenType = soft('to');
export const Was: TokenType = soft('was');
export const Entered: TokenType = soft('entered');
export const Left: TokenType = soft('left');
export const Anniversary: TokenType = soft('anniversary');
export const Sequence: TokenType = soft('sequence');
export const Case: TokenType = soft('case');
export const When: TokenType = soft('when');
export const Then: TokenType = soft('then');
export const Else: TokenType = soft('else');
export const Among: TokenType = soft('among');
export const Contains: TokenType = soft('contains');
export const Starts: TokenType = soft('starts');
export const Ends: TokenType = soft('ends');
export const With: TokenType = soft('with');
export const Matches: TokenType = soft('matches');
export const Ignoring: TokenType = soft('ignoring');
export const Within: TokenType = soft('within');

// ---------------------------------------------------------------- soft words of amounts and time

export const More: TokenType = soft('more');
export const Less: TokenType = soft('less');
export const Than: TokenType = soft('than');
export const At: TokenType = soft('at');
export const Least: TokenType = soft('least');
export const Most: TokenType = soft('most');
export const Exactly: TokenType = soft('exactly');
export const Once: TokenType = soft('once');
export const Times: TokenType = soft('times');
wordTokens.set('time', Times);
export const Ago: TokenType = soft('ago');
export const From: TokenType = soft('from');
export const Until: TokenType = soft('until');
export const Through: TokenType = soft('through');
export const Since: TokenType = soft('since');
export const Between: TokenType = soft('between');
export const Before: TokenType = soft('before');
export const After: TokenType = soft('after');
export const On: TokenType = soft('on');
export const For: TokenType = soft('for');
export const The: TokenType = soft('the');
export const Consecutive: TokenType = soft('consecutive');
export const Having: TokenType = soft('having');
export const Counting: TokenType = soft('counting');
export const Next: TokenType = soft('next');
export const This: TokenType = soft('this');
export const Previous: TokenType = soft('previous');
export const Following: TokenType = soft('following');
export const Full: TokenType = soft('full');
export const Distinct: TokenType = soft('distinct');

/** `sum`, `avg`, … before a parenthesis. */
export const AggregateWord: TokenType = createToken({
  name: 'AggregateWord',
  pattern: Lexer.NA,
  categories: [Ident],
});
export const Count: TokenType = soft('count', AggregateWord);
export const First: TokenType = soft('first', AggregateWord);
export const Last: TokenType = soft('last', AggregateWord);
export const aggregateWords: readonly TokenType[] = [
  'sum',
  'avg',
  'min',
  'max',
  'median',
  'mode',
].map((text) => soft(text, AggregateWord));

/** `day`, `days`, `hour`, …; the text without a final `s` is the unit. */
export const Unit: TokenType = createToken({
  name: 'Unit',
  pattern: Lexer.NA,
  label: 'a unit of time such as `days`',
  categories: [Ident],
});
export const unitNames = [
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
] as const;
for (const unit of unitNames) {
  wordTokens.set(unit, Unit);
  wordTokens.set(`${unit}s`, Unit);
}

/** `USD`: three capital letters. */
export const Currency: TokenType = createToken({
  name: 'Currency',
  pattern: Lexer.NA,
  categories: [Ident],
});
