// The segment definitions of real tools.
import { testCorpus } from './corpus-suite.ts';

testCorpus('.');
