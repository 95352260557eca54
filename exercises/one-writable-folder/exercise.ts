import { exercise, goals } from '#engine';

export default exercise({
  slug: 'one-writable-folder',
  title: 'A number for a user, one folder to write to',
  task: `This FastAPI service keeps uploads in the folder that \`UPLOAD_DIR\` names, or in \`/app/uploads\` if nobody sets it. It writes nothing else, and it does not make that folder itself.

It runs as root. Make the image start under Kubernetes' \`runAsNonRoot: true\` as it is, without a user in the manifest. The process may write its uploads, and it must not be able to change its own code in \`/app/shop\`.

You may move the uploads, and you may choose another base image.`,
  kind: 'edit',
  objectives: ['set-numeric-user', 'own-only-data'],
  difficulty: 'practice',
  minutes: 4,
  version: 1,
  editable: ['Dockerfile'],
  context: [
    { path: '.dockerignore', bytes: 38, text: '.git\n**/__pycache__\n**/.venv\ntests\n' },
    { path: 'README.md', bytes: 1_840 },
    { path: 'requirements.txt', bytes: 66, text: 'fastapi==0.121.0\npython-multipart==0.0.20\nuvicorn==0.38.0\n' },
    { path: 'shop/__init__.py', bytes: 0, text: '' },
    { path: 'shop/main.py', bytes: 2_730 },
    { path: 'shop/storage.py', bytes: 1_190 },
    { path: 'tests/test_upload.py', bytes: 1_520 },
  ],
  goals: [
    goals.runsAsCheckableUser({ id: 'numeric-user', kind: 'achieve', title: 'The user is a number, and not root' }),
    goals.ownsItsData({
      id: 'writes-uploads',
      kind: 'achieve',
      title: 'The process may write its uploads',
      variable: 'UPLOAD_DIR',
      folder: '/app/uploads',
    }),
    goals.keepsCodeReadOnly({ id: 'code-stays', kind: 'achieve', title: 'The process may not change its code', matching: 'shop' }),
    goals.makesUsersItsOwnWay({ id: 'users-are-made', kind: 'keep', title: 'Users are made with tools that the image has' }),
    goals.preparesAsRoot({ id: 'prepared-as-root', kind: 'keep', title: 'What needs root is done before it is given up' }),
    goals.leavesSudoOut({ id: 'no-way-back', kind: 'keep', title: 'Nothing hands root back' }),
    goals.buildSucceeds({ id: 'build-works', kind: 'keep', title: 'Every step has what it needs', except: ['refused-to-user'] }),
    goals.startsProgram({ id: 'still-starts', kind: 'keep', title: 'uvicorn still starts', programs: ['uvicorn', 'fastapi'] }),
    goals.runsInOwnGroup({ id: 'own-group', kind: 'polish', title: 'The group is not root’s' }),
    goals.keepsCodeFolder({ id: 'code-folder', kind: 'polish', title: 'The folder of the code is not the process’ own', matching: 'shop' }),
    goals.keepsDataToItself({
      id: 'not-for-everybody',
      kind: 'polish',
      title: 'Uploads are not open to every user',
      variable: 'UPLOAD_DIR',
      folder: '/app/uploads',
    }),
  ],
});
