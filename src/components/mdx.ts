/** What a lesson may use without importing it. */
import CodeBlock from './code/CodeBlock.astro';
import File from './code/File.astro';
import InlineCode from './code/InlineCode.astro';
import Output from './code/Output.astro';
import Exercise from './exercise/Exercise.astro';
import ContextFigure from './figures/ContextFigure.astro';
import Gate from './figures/Gate.astro';
import Health from './figures/Health.astro';
import Layers from './figures/Layers.astro';
import Limits from './figures/Limits.astro';
import Powers from './figures/Powers.astro';
import Rerun from './figures/Rerun.astro';
import SecretPath from './figures/SecretPath.astro';
import Sizes from './figures/Sizes.astro';
import StageGraph from './figures/StageGraph.astro';
import Stops from './figures/Stops.astro';
import Writes from './figures/Writes.astro';
import Fact from './lesson/Fact.astro';
import Heading from './lesson/Heading.astro';
import Monday from './lesson/Monday.astro';
import Note from './lesson/Note.astro';
import Predict from './lesson/Predict.astro';
import Subheading from './lesson/Subheading.astro';
import Table from './lesson/Table.astro';

export const mdxComponents = {
  pre: CodeBlock,
  code: InlineCode,
  h2: Heading,
  h3: Subheading,
  table: Table,
  ContextFigure,
  Exercise,
  Fact,
  File,
  Gate,
  Health,
  Layers,
  Limits,
  Monday,
  Note,
  Output,
  Powers,
  Predict,
  Rerun,
  SecretPath,
  Sizes,
  StageGraph,
  Stops,
  Writes,
};
