"""Makes the HDF5 files of this folder, whose features no Java library writes. Needs Python with h5py.

Feature [n, p, f] is 100 n + 10 p + f in audio and minus that in video.
"""
import h5py
import numpy as np


def ramp(clips, segments, features):
    n, p, f = np.meshgrid(np.arange(clips), np.arange(segments), np.arange(features), indexing="ij")
    return 100 * n + 10 * p + f


text = h5py.string_dtype()
with h5py.File("odd-types.h5", "w", libver="latest") as file:
    # Chunks that fit in no axis; 16-bit integers; strings of any length, not all of them ASCII.
    file.create_dataset("audio", data=ramp(5, 3, 4).astype("<i2"), chunks=(2, 2, 3), compression="gzip", shuffle=True)
    # Numbers with the most significant byte first.
    file.create_dataset("video", data=-ramp(5, 2, 3).astype(">f8"))
    file.create_dataset("label", data=["dog", "crème brûlée", "dog", "cat", "cat"], dtype=text)
    file.create_dataset("unique_labels", data=["dog", "cat", "crème brûlée"], dtype=text)
    file.create_dataset("video_add", data=["a", "bb", "ccc", "dddd", "eeeee"], dtype=text)
with h5py.File("old-format.h5", "w", libver="earliest") as file:
    # What h5py writes unless told otherwise, and unsigned bytes, as after VGGish's quantisation.
    file.create_dataset("audio", data=ramp(2, 3, 4).astype("u1"), chunks=(1, 3, 4), compression="gzip")
    file.create_dataset("label", data=np.array(["dog", "cat"], "S10"))
with h5py.File("no-clips.h5", "w", libver="latest") as file:
    file.create_dataset("audio", shape=(0, 3, 4), maxshape=(None, 3, 4), dtype="f4", chunks=(1, 3, 4))
    file.create_dataset("label", data=np.array([], "S10"))
