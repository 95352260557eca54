/** The course as progress is counted in it: lessons with their objectives, and the exercises that stand for each. For the build. */
import { loadExercise } from './exercises.ts';
import { course, type Lesson, type Module } from './lessons.ts';

export interface CountedExercise {
  slug: string;
  title: string;
  minutes: number;
  version: number;
  /** Ids of the objectives it stands for. */
  objectives: string[];
}

export interface CountedLesson extends Omit<Lesson, 'exercises'> {
  objectives: { id: string; text: string; exercises: CountedExercise[] }[];
  exercises: CountedExercise[];
}

export interface CountedModule extends Omit<Module, 'lessons'> {
  lessons: CountedLesson[];
}

async function countedLesson(lesson: Lesson): Promise<CountedLesson> {
  const exercises = await Promise.all(
    lesson.exercises.map(async (slug): Promise<CountedExercise> => {
      const { title, minutes, version, objectives } = await loadExercise(slug);
      return { slug, title, minutes, version, objectives };
    }),
  );
  const objectives = lesson.entry.data.objectives.map(({ id, text }) => ({
    id,
    text,
    exercises: exercises.filter((exercise) => exercise.objectives.includes(id)),
  }));
  return { ...lesson, exercises, objectives };
}

/** Every module with its lessons and exercises, in the order of the course. */
export async function courseByObjective(): Promise<CountedModule[]> {
  return Promise.all(
    (await course()).map(async (module) => ({ ...module, lessons: await Promise.all(module.lessons.map(countedLesson)) })),
  );
}
