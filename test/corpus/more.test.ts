// The segment definitions that somebody wrote who did not know the language.
import { testCorpus } from './corpus-suite.ts';

testCorpus('more');
