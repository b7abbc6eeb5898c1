"""The PDFium functions that are called for each character or object, without what makes such calls slow."""

import ctypes
from array import array
from collections import deque
from collections.abc import Iterable
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

INT, POINTER = ctypes.c_int, ctypes.c_void_p


def plain(name: str, result: Any) -> Any:
    """A PDFium function that takes its arguments as they are, three times as fast as with declared types.

    Its arguments must be of their C types: `c_void_p` and other ctypes, or int for a C int. It does not give
    up the interpreter's lock, so it must be one that returns at once.
    """
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(getattr(pdfium, name), POINTER).value or 0)


def of_object(name: str, result: Any) -> Any:
    """A PDFium function that takes nothing but an object: here the address of one, as an int."""
    return ctypes.PYFUNCTYPE(result, POINTER)(ctypes.cast(getattr(pdfium, name), POINTER).value or 0)


def address(handle: Any) -> int:
    """Where in memory the thing stands that a PDFium handle points to; 0 for none."""
    return ctypes.cast(handle, POINTER).value or 0


class Measures:
    """Some numbers that a PDFium function writes, read for many characters or objects in one go.

    `kind` is the type code of the array that holds them: "f" for float, "I" for unsigned int.
    """

    def __init__(self, kind: str, count: int = 4) -> None:
        self._kind = kind
        self._buffer = ctypes.create_string_buffer(4 * count)
        start = ctypes.addressof(self._buffer)
        self._places = [POINTER(start + 4 * part) for part in range(count)]

    def together(self, call: Any, *arguments: Iterable[Any]) -> "array[Any]":
        """The numbers in a row, from a function that writes them into one place."""
        return self._read(map(call, *arguments, repeat(self._places[0])))

    def apart(self, call: Any, *arguments: Iterable[Any]) -> "array[Any]":
        """The numbers in a row, from a function that writes each into its own place."""
        return self._read(map(call, *arguments, *map(repeat, self._places)))

    def _read(self, calls: Iterable[Any]) -> "array[Any]":
        numbers = array(self._kind)
        # zip makes a call and copies what it wrote, in turn, and no line of Python runs in between
        deque(zip(calls, map(numbers.frombytes, repeat(self._buffer)), strict=False), 0)
        return numbers
