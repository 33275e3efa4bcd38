// Grammar of calendars: `open: monday..friday 08:00..18:00`, time zone and closed days.
import { times as timeCatalogue } from '../diagnostics/catalogue/times.ts';
import type { CalendarSyntax, OpenHoursSyntax, SettingSyntax, TimeOfDaySyntax } from './ast.ts';
import type { NameSyntax } from './literal-ast.ts';
import type { Rule } from './grammar-base.ts';
import { GrammarOfSegments } from './grammar-segments.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

type Times = NonNullable<OpenHoursSyntax['times']>;

export abstract class GrammarOfCalendars extends GrammarOfSegments {
  /** `calendar support_hours { timezone: "Europe/Warsaw", open: monday..friday 08:00..18:00, closed: ["12-25"] }` */
  protected readonly calendarDeclaration: Rule<CalendarSyntax> = this.rule(
    'calendarDeclaration',
    () => {
      const start = this.CONSUME(T.Calendar).startOffset;
      const name = this.SUBRULE(this.declared, { ARGS: ['a name for the calendar'] });
      const settings: SettingSyntax[] = [];
      const hours: OpenHoursSyntax[] = [];
      const open = this.CONSUME(S.LCurly, { ERR_MSG: 'the opening hours in `{ }`' });
      this.lines(
        () =>
          this.OR<SettingSyntax | OpenHoursSyntax>({
            DEF: [
              { GATE: () => this.atOpen(), ALT: () => this.SUBRULE(this.openHours) },
              { ALT: () => this.SUBRULE(this.setting) },
            ],
            ERR_MSG: '`open:` and the hours, `closed:` and the days, or `timezone:`',
            // `open` is a name.
            IGNORE_AMBIGUITIES: true,
          }),
        (item) => {
          if ('days' in item) hours.push(item);
          else settings.push(item);
        },
        { broken: () => this.faulty.push(name) },
      );
      this.closeBlock(open, `calendar \`${name.text}\``);
      return { kind: 'calendar', name, settings, hours, span: this.span(start) };
    },
  );

  private atOpen(): boolean {
    return this.LA(1).image === 'open' && this.is(S.Colon, 2);
  }

  /** `open: monday..friday 08:00..18:00`, `open: saturday` */
  private readonly openHours: Rule<OpenHoursSyntax> = this.rule('openHours', () => {
    const start = this.CONSUME(T.Ident).startOffset;
    this.CONSUME(S.Colon);
    const first = this.SUBRULE(this.dayName);
    let last: NameSyntax | undefined;
    this.OPTION(() => {
      this.CONSUME(S.DotDot);
      last = this.SUBRULE1(this.dayName);
    });
    let times: Times | undefined;
    this.OPTION1(() => {
      const from = this.SUBRULE(this.timeOfDay);
      this.CONSUME1(S.DotDot, { ERR_MSG: '`..` and the time of closing, as in `08:00..18:00`' });
      times = { start: from, end: this.SUBRULE1(this.timeOfDay) };
    });
    return { days: { first, last }, times, span: this.span(start) };
  });

  private readonly dayName: Rule<NameSyntax> = this.rule('dayName', () =>
    this.nameOf(this.CONSUME(T.Ident, { ERR_MSG: 'a weekday such as `monday`' })),
  );

  /** `08:00` */
  private readonly timeOfDay: Rule<TimeOfDaySyntax> = this.rule('timeOfDay', () => {
    const expected = 'a time such as `08:00`';
    const hours = this.CONSUME(S.Numeral, { ERR_MSG: expected });
    this.CONSUME(S.Colon, { ERR_MSG: '`:` and the minutes, as in `08:00`' });
    const minutes = this.CONSUME1(S.Numeral, { ERR_MSG: expected });
    const span = this.span(hours.startOffset);
    this.ACTION(() => {
      const written = `${hours.image}:${minutes.image}`;
      if (/^\d{1,2}:\d{2}$/.test(written) && isTime(Number(hours.image), Number(minutes.image))) {
        return;
      }
      this.fault(timeCatalogue.impossibleTime, span, { written });
    });
    return { text: `${hours.image.padStart(2, '0')}:${minutes.image}`, span };
  });
}

function isTime(hours: number, minutes: number): boolean {
  return minutes < 60 && (hours < 24 || (hours === 24 && minutes === 0));
}
