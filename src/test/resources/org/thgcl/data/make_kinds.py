"""Makes the HDF5 files of the folders `kinds` and `damage`. Needs Python with h5py.

    python3 make_kinds.py             everything, with HDF5 1.10 to 1.14
    python3 make_kinds.py newest      only kinds/newest.h5, with HDF5 2.0 or later

Audio [n, p, f] is 100 n + 10 p + f, video is minus that. The clips are dog, cat, dog, owl, cat.

damage/free.txt lists the bytes of the files in `damage` whose change makes another sound file, so that no reader can
notice: name of the file, first byte, number of bytes, what they are.
"""
import struct
import sys

import h5py
import numpy as np

CLIPS, NAMES = 5, ["dog", "cat", "owl"]
LABELS = ["dog", "cat", "dog", "owl", "cat"]
IDS = [f"clip{i}" for i in range(CLIPS)]


def ramp(segments, features):
    n, p, f = np.meshgrid(np.arange(CLIPS), np.arange(segments), np.arange(features), indexing="ij")
    return 100 * n + 10 * p + f


AUDIO, VIDEO = ramp(3, 4).astype("<f4"), (-ramp(2, 3)).astype("<i2")
S = np.array(LABELS, "S")
PACKED = dict(compression="gzip", shuffle=True)


def kind(name, change, libver="earliest", **file):
    """A small good file, changed."""
    with h5py.File(f"kinds/{name}.h5", "w", libver=libver, **file) as h:
        h["audio"] = AUDIO
        h["label"] = S
        change(h)


def replace(h, name, *args, **kwargs):
    if name in h:
        del h[name]
    return h.create_dataset(name, *args, **kwargs)


def low_level(h, name, datatype, shape, data=None, properties=None):
    if name in h:
        del h[name]
    space = h5py.h5s.create_simple(shape)
    made = h5py.h5d.create(h.id, name.encode(), datatype, space, properties)
    if data is not None:
        made.write(h5py.h5s.ALL, h5py.h5s.ALL, data, datatype)


def padded(h, name, strings, padding, filler):
    datatype = h5py.h5t.C_S1.copy()
    datatype.set_size(6)
    datatype.set_strpad(padding)
    data = np.frombuffer(b"".join(s.encode().ljust(6, filler) for s in strings), "S6").copy()
    low_level(h, name, datatype, (CLIPS,), data)


def paddings(h):
    padded(h, "label", LABELS, h5py.h5t.STR_SPACEPAD, b" ")
    padded(h, "audio_add", IDS, h5py.h5t.STR_NULLTERM, b"\0")


def grown(h):
    audio = replace(h, "audio", data=AUDIO[:2], chunks=(2, 2, 3), maxshape=(None, None, None), **PACKED)
    audio.resize((20, 9, 9))
    audio[...] = 7
    audio.resize(AUDIO.shape)
    audio[...] = AUDIO


def unfiltered_chunks(h):
    audio = replace(h, "audio", AUDIO.shape, "<f4", chunks=(1, 3, 4), **PACKED)
    for clip in range(CLIPS):
        if clip % 2:
            audio[clip] = AUDIO[clip]
        else:
            audio.id.write_direct_chunk((clip, 0, 0), AUDIO[clip].tobytes(), 3)


def links(h):
    features = h.create_group("features")
    h.move("audio", "features/sound")
    h["audio"] = h5py.SoftLink("features/sound")
    h["video"] = h5py.SoftLink("video")
    h["audio_add"] = h5py.ExternalLink("other.h5", "/ids")
    features["up"] = h5py.SoftLink("/label")
    h["names"] = h5py.SoftLink("/features/up")


def elsewhere(h):
    layout = h5py.VirtualLayout(AUDIO.shape, "<f4")
    layout[...] = h5py.VirtualSource(h["audio"])
    h.create_virtual_dataset("virtual", layout)
    h.create_dataset("external", (4,), "<f4", external=[("raw.bin", 0, h5py.h5f.UNLIMITED)])
    h.create_dataset("scaled", data=AUDIO, chunks=(1, 3, 4), scaleoffset=3)
    h.create_group("group")


def indexes(h):
    """Element [i] or [i, 0] is i modulo 100, in chunks of one."""
    for name, limit in [("extensible", (None,)), ("fixed", (1100,)), ("spare", (2000,)), ("tree", (None, None))]:
        count = 1100 if name == "fixed" else 200
        data = (np.arange(count) % 100).astype("i1").reshape([count] + [1] * (len(limit) - 1))
        h.create_dataset(name, data=data, chunks=(1,) * len(limit), maxshape=limit)
    data = (np.arange(200) % 100).astype("i1").reshape(200, 1)
    h.create_dataset("packed", data=data, chunks=(1, 1), maxshape=(None, None), compression="gzip")


NUMBERS = ["i1", "u1"] + [order + name for name in ["i2", "i4", "i8", "u2", "u4", "u8", "f2", "f4", "f8"] for order in "<>"]


def numbers(h):
    del h["audio"], h["label"]
    for name in NUMBERS:
        low = {"i": np.iinfo, "u": np.iinfo, "f": np.finfo}[name.strip("<>")[0]](name)
        values = np.array([low.min, low.max, 1, 100], name)
        h.create_dataset(("big-" if name[0] == ">" else "") + name.strip("<>"), data=values)


def other_types(h):
    bfloat = h5py.h5t.IEEE_F32LE.copy()
    bfloat.set_fields(15, 7, 8, 0, 7)
    bfloat.set_size(2)
    bfloat.set_ebias(127)
    low_level(h, "bfloat16", bfloat, (2,))
    tiny = h5py.h5t.IEEE_F16LE.copy()
    tiny.set_fields(7, 3, 4, 0, 3)
    tiny.set_size(1)
    tiny.set_ebias(7)
    low_level(h, "fp8", tiny, (2,))
    half = h5py.h5t.IEEE_F16LE.copy()
    half.set_ebias(16)
    low_level(h, "bias", half, (2,))
    twelve = h5py.h5t.STD_I16LE.copy()
    twelve.set_precision(12)
    low_level(h, "twelve", twelve, (2,))
    low_level(h, "bits", h5py.h5t.STD_B16LE.copy(), (2,))
    h.create_dataset("long-double", data=np.zeros(2, "g"))
    h.create_dataset("compound", data=np.zeros(2, [("a", "i4"), ("b", "f8")]))
    h.create_dataset("opaque", data=np.zeros(2, "V3"))
    h.create_dataset("reference", data=[h["audio"].ref] * 2, dtype=h5py.ref_dtype)
    h.create_dataset("colours", data=np.zeros(2, "i1"), dtype=h5py.enum_dtype({"RED": 0, "BLUE": 1}, "i1"))
    h.create_dataset("sequence", (2,), dtype=h5py.vlen_dtype("<i4"))
    h["committed"] = np.dtype("<i2")
    h.create_dataset("named", data=np.arange(2), dtype=h["committed"])


def unwritten_clips(h):
    replace(h, "audio", AUDIO.shape, "<f4", chunks=(1, 3, 4), fillvalue=np.nan)[:3] = AUDIO[:3]


def unwritten_unnamed(h):
    unwritten_clips(h)
    h["audio_add"] = np.array(IDS[:3], "S")


def kinds():
    kind("unwritten-clips", unwritten_clips)
    kind("unwritten-unnamed", unwritten_unnamed)
    kind("unwritten-labels", lambda h: replace(h, "label", (CLIPS,), "<i4", fillvalue=0))
    kind("utf8-in-bytes", lambda h: replace(h, "label", data=np.array([s.encode() for s in ["ä", "ö", "ä", "鐘", "ö"]], "S")))
    kind("latin1", lambda h: replace(h, "label", data=np.array([s.encode("latin1") for s in ["a", "ä", "ö", "a", "a"]], "S")))
    kind("paddings", paddings)
    kind("booleans", lambda h: replace(h, "label", data=np.arange(CLIPS) % 2 == 1))
    kind("grown", grown)
    kind("unfiltered-chunks", unfiltered_chunks)
    kind("links", links)
    kind("elsewhere", elsewhere, libver="latest")
    kind("indexes", indexes, libver="latest")
    kind("numbers", numbers)
    kind("other-types", other_types)
    kind("user-block", lambda h: None, libver="latest", userblock_size=512)
    kind("many", lambda h: [h.create_dataset(f"x{i}", data=i) for i in range(12)], libver="latest")


def damage(name, libver, packed, variable):
    with h5py.File(f"damage/{name}.h5", "w", libver=libver) as h:
        extra = lambda chunks: dict(chunks=chunks, fletcher32=libver != "earliest", **PACKED) if packed else {}
        h.create_dataset("audio", data=AUDIO, **extra((2, 3, 4)))
        h.create_dataset("video", data=VIDEO, **extra((2, 2, 2)))
        h.create_dataset("label", data=np.array([NAMES.index(s) for s in LABELS]) if packed else S)
        h.create_dataset("unique_labels", data=np.array(NAMES, object if variable else "S"))
        h.create_dataset("audio_add", data=np.array(IDS, object if variable else "S"))
        places = {n: (h[n].id.get_offset(), h[n].id.get_storage_size(), h[n].dtype) for n in h}
    with open(f"damage/{name}.h5", "rb") as f:
        content = f.read()
    free = []

    def find(pattern, skip, length, what):
        at = content.find(pattern)
        while at >= 0:
            free.append((at + skip, length, what))
            at = content.find(pattern, at + 1)

    for n, (offset, size, dtype) in places.items():
        if offset is not None and dtype != object:
            free.append((offset, size, f"content of {n}"))
    if variable:
        for s in NAMES + IDS:
            find(s.encode() + bytes(8 - len(s)), 0, len(s), "a string")
    if libver == "earliest":
        for n in places:
            find(n.encode() + b"\0", 0, len(n) + 1, "a name and its end")
        for n, (offset, size, dtype) in places.items():
            if offset is not None:
                find(struct.pack("<BBQQ", 3, 1, offset, size), 2, 8, f"address of {n}")
        for pattern in [b"\x10\x08\x00\x00\x02", b"\x10\x08\x00\x00\x08", b"\x11\x20\x1f\x00\x04"]:
            find(pattern, 1, 1, "sign and order of a number's bytes")
        for array in [AUDIO, VIDEO] if packed else []:
            find(struct.pack("<QQQQQQ", *array.shape, *array.shape), 0, 24, "sizes of a dataset in chunks")
    return [f"{name}.h5 {at} {length} {what}" for at, length, what in free]


if sys.argv[1:] == ["newest"]:
    kind("newest", lambda h: replace(h, "audio", data=AUDIO, chunks=(2, 3, 4), **PACKED), libver="latest")
else:
    kinds()
    free = damage("plain-earliest", "earliest", False, False) + damage("packed-earliest", "earliest", True, True)
    free += damage("plain-latest", "latest", False, True) + damage("packed-latest", "latest", True, False)
    with open("damage/free.txt", "w") as f:
        f.write("\n".join(free) + "\n")
