// SPDX-License-Identifier: Apache-2.0
/** Entries of a hostile tarball, as Python's tarfile writes them without asking. */
export type Entry = { name: string; text?: string; link?: string; hard?: string; device?: boolean };

/** argv for python3: `-c`, this, the tarball's path, the entries as JSON. */
export const WRITER = `
import io, json, sys, tarfile
out = tarfile.open(sys.argv[1], 'w')
for e in json.loads(sys.argv[2]):
    t = tarfile.TarInfo(e['name'])
    if 'link' in e: t.type, t.linkname = tarfile.SYMTYPE, e['link']
    elif 'hard' in e: t.type, t.linkname = tarfile.LNKTYPE, e['hard']
    elif e.get('device'): t.type, t.devmajor, t.devminor = tarfile.BLKTYPE, 7, 0
    body = e.get('text', '').encode()
    t.size = len(body)
    out.addfile(t, io.BytesIO(body))
out.close()
`;
