import { help } from '#engine';

export default help({
  hints: [
    'Look at the units. Which of them make a number larger, and which make it smaller?',
    'A small `m` means thousandths in every Kubernetes quantity. Half a processor can be written with it; memory can too, with an effect nobody wants.',
    'There are four faults: the unit of a memory limit, a share of a processor that is divided twice, a heap as large as the limit, and a request above its limit.',
    'Memory takes `Mi` and `Gi` for powers of 1024. Half a processor is `0.5` or `500m`. Then leave the heap about three quarters of the limit, and bring the request of `exporter` down.',
  ],
  why: 'Each amount now means what it was meant to: half a gibibyte, half a processor, requests within limits, and a heap that leaves the rest of the process its room.',
  approaches: [
    {
      name: 'mebibytes',
      title: '`512Mi` and `500m`',
      note: 'The notation most manifests use. A memory limit without a request is the request too.',
    },
    {
      name: 'share-of-the-limit',
      title: '`0.5Gi`, and a heap as a share',
      note: 'Request and limit are equal, so the node never promises the same memory twice. The heap follows the limit when it is changed.',
    },
    {
      name: 'plain-bytes',
      title: 'Bytes',
      note: '`536870912` is the same amount. Nobody can mistake the unit, and hardly anybody can read it.',
    },
    {
      name: 'decimal-units',
      title: 'Decimal units, and no processor limit',
      note: '`512M` is 512 million bytes, a little less than `512Mi`. A processor limit throttles even when the node is idle; leaving it out is sound where requests are honest, and a comment says why.',
    },
    {
      name: 'requests-only',
      title: 'Requests only',
      note: 'This passes with a note. The scheduler knows what to set aside, but nothing stops a leak until the node itself runs short.',
    },
  ],
});
