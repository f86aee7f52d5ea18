"""What a formula does with arrays: products, elements, and where an index points."""

import torch
from torch import Tensor

from torchproof.book.latex import Unread


def times(one: Tensor, other: Tensor) -> Tensor:
    """The product that two factors side by side mean: of matrices, of a column and a row, or with a number."""
    if not (one.ndim and other.ndim):
        return one * other
    if one.ndim == other.ndim == 1:
        raise Unread("a product of two vectors: write ⊙, or a transpose")
    return one @ (other[None] if other.ndim == 1 and one.shape[-1] == 1 else other)


def element(array: Tensor, at: list[int]) -> Tensor:
    """One element, or one row, of an array; zero outside of it."""
    if len(at) > array.ndim:
        raise Unread(f"{len(at)} indices of an array that has {array.ndim}")
    if any(not 0 <= place < size for place, size in zip(at, array.shape, strict=False)):
        return torch.zeros(array.shape[len(at) :], dtype=torch.float64)
    return array[tuple(at)]


def position(place: list[str], at: dict[str, int]) -> int:
    """Where an index points, counted from 0: a letter plus or minus letters and numbers, or a number, which counts from 1."""
    if len(place) == 1 and place[0].isdigit():
        return int(place[0]) - 1
    found, sign = 0, 1
    for token in place:
        if token in ("+", "-"):
            sign = 1 if token == "+" else -1
        elif token.isdigit():
            found += sign * int(token)
        elif token in at:
            found += sign * at[token]
        else:
            raise Unread(f"the index {token!r} belongs to no sum, and not to what is defined")
    return found
