import { help } from '#engine';

export default help({
  hints: [
    'Three things are missing: a volume that shows the Secret, a mount of it in one container, and a variable with the path of the file.',
    'In a volume each key of the Secret becomes a file. Its path is the mount path and the key.',
    'Without a word about modes the files are 0644, readable by all. They belong to root, so a closed mode shuts out user 10001 too, unless the pod gives its volumes a group.',
    'Add `fsGroup: 10001` to the pod, a volume with `secret:`, `secretName: shop-db` and `defaultMode: 0400`, mount it in `api` at a folder, and set `DB_PASSWORD_FILE` to that folder and `/password`. Take the password out of the ConfigMap.',
  ],
  why: 'One container has the password, as a file that its own group can read, and the manifest names the Secret without holding it.',
  approaches: [
    {
      name: 'secret-volume',
      title: 'A Secret volume with a group',
      note: 'The plain way. `fsGroup` opens the closed files to the process; both keys of the Secret are visible to it.',
    },
    {
      name: 'only-one-key',
      title: 'Only the key that is needed',
      note: '`items` leaves the replication password out and lets you name the file. Best where a Secret holds more than one container should see.',
    },
    {
      name: 'projected',
      title: 'A projected volume',
      note: 'Several sources in one folder: Secrets, ConfigMaps, tokens. More lines, one mount.',
    },
    {
      name: 'csi-driver',
      title: 'The Secrets Store CSI driver',
      note: 'The value comes from an outside store when the pod starts and never becomes a Kubernetes Secret. Somebody has to run the driver.',
    },
    {
      name: 'external-secrets',
      title: 'An ExternalSecret that makes the Secret',
      note: 'The repository holds a reference, an operator fetches the value. It does end as a Secret in the cluster, so the cluster has to be guarded as before.',
    },
    {
      name: 'group-of-root',
      title: 'Mode 0440 and one more group',
      note: 'The process joins group 0, to which the files belong. It reads them without `fsGroup`, and with them all that belongs to that group.',
    },
    {
      name: 'single-file',
      title: 'One file by subPath',
      note: 'Puts a file into a folder that holds others. It keeps its first content when the Secret changes, so it passes with a note.',
    },
  ],
});
