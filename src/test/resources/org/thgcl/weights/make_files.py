#!/usr/bin/env python3
"""Makes the files of this folder, which the readers of published weights are tested with.

    make_files.py FOLDER

Made with PyTorch 1.13 and NumPy 1.24. In every file, number i of a tensor is i + 0.5 in the tensor's row-major order,
but for `steps`, which is 7.
"""
import sys
from collections import OrderedDict
from pathlib import Path, PurePosixPath

import numpy as np
import torch


def numbers(*shape):
    return torch.arange(int(np.prod(shape)), dtype=torch.float64).add(0.5).reshape(shape)


folder = Path(sys.argv[1])
whole = numbers(4, 3).float()
state = OrderedDict(
    plain=numbers(2, 3).float(),
    double=numbers(3),
    half=numbers(2, 2).half(),
    bfloat=numbers(2, 2).bfloat16(),
    scalar=numbers().float(),
    # rows 0, 1, 2 in column order, and a part of a larger storage
    transposed=numbers(3, 2).float().t().contiguous().t(),
    part=torch.cat([torch.zeros(2, 3), whole])[2:6],
    shared=whole,
    alias=whole,
    steps=torch.tensor(7),
)
assert not state["transposed"].is_contiguous() and state["part"].storage_offset() == 6
network = torch.nn.Linear(2, 2)
optimiser = torch.optim.Adam(network.parameters())
network(torch.ones(1, 2)).sum().backward()
optimiser.step()
training = dict(epoch=3, state_dict=state, best_acc=0.25, optimizer=optimiser.state_dict(), iteration=2**40)
arrays = dict(
    plain=numbers(2, 3).float().numpy(),
    double=np.asfortranarray(numbers(3, 2).numpy()),
    big=numbers(3).numpy().astype(">f4"),
)
torch.save(state, folder / "zip.pth")
torch.save(training, folder / "legacy.tar", _use_new_zipfile_serialization=False)
torch.save(arrays, folder / "arrays.pth", _use_new_zipfile_serialization=False)
torch.save(dict(plain=PurePosixPath("x")), folder / "object.pth", _use_new_zipfile_serialization=False)
torch.jit.script(torch.nn.Linear(1, 1)).save(folder / "script.pt")
np.savez(folder / "stored.npz", **arrays, half=numbers(2, 2).half().numpy())
np.savez_compressed(folder / "packed.npz", **arrays)
np.savez(folder / "objects.npz", objects=np.array([{}], dtype=object))
